import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { lecternRoot } from '../source/disk-installation.ts';

const directives = 'src/lesson/directives';

/** The pages with examples, below Lectern's folder: one per directive's folder, then those of what is no directive. */
export function examplePages(): readonly string[] {
  return [
    ...readdirSync(path.join(lecternRoot, directives))
      .toSorted()
      .map((folder) => `${directives}/${folder}/examples.md`),
    'src/lesson/examples.md',
    'src/lesson/code/examples.md',
    'src/lesson/diagrams/examples.md',
    'src/lesson/math/examples.md',
  ].filter((page) => existsSync(path.join(lecternRoot, page)));
}

/** `docs/blocks.md`: everything that a lesson can hold, with the examples that are also its tests. */
export function blocksPage(): string {
  const sections = examplePages().map((page) => readFileSync(path.join(lecternRoot, page), 'utf8').trim());
  return `# Blocks

What a lesson can hold beside headings, paragraphs, lists, pictures and links. Each reads well without JavaScript and on paper. A block directive begins with three colons and its name, and ends with a line of colons; around another block it takes more of them. A name, an attribute or a content that does not fit is reported at its place.

${sections.join('\n\n')}
`;
}
