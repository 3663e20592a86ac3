import type { Dialect } from '../dialect.ts';
import type { SourceFolder } from '../source-folder.ts';
import { carpentries } from './carpentries.ts';
import { docusaurus } from './docusaurus.ts';
import { liascript } from './liascript.ts';
import { markdown } from './markdown.ts';
import { mdbook } from './mdbook.ts';
import { myst } from './myst.ts';
import { quarto } from './quarto.ts';
import { starlight } from './starlight.ts';
import { tutorialkit } from './tutorialkit.ts';
import { vitepress } from './vitepress.ts';

/** All sources; the only list to extend. */
export const dialects: readonly Dialect[] = [
  docusaurus,
  starlight,
  mdbook,
  vitepress,
  carpentries,
  myst,
  quarto,
  tutorialkit,
  liascript,
  markdown,
];

/** The source that a folder most probably is; undefined for a folder without lessons. */
export function detected(folder: SourceFolder): Dialect | undefined {
  const [best] = dialects
    .map((dialect) => ({ dialect, certainty: dialect.detect(folder) }))
    .toSorted((a, b) => b.certainty - a.certainty);
  return best === undefined || best.certainty === 0 ? undefined : best.dialect;
}
