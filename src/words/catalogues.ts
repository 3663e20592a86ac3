import type { Catalogue } from './messages.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { he } from './he.ts';
import { hi } from './hi.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import { pl } from './pl.ts';
import { pt } from './pt.ts';
import { tr } from './tr.ts';
import { uk } from './uk.ts';
import { zh } from './zh.ts';

/** Every language that has words, by its tag; the only list to extend. */
export const catalogues: Readonly<Record<string, Catalogue>> = {
  ar,
  de,
  en,
  es,
  fr,
  he,
  hi,
  it,
  ja,
  pl,
  pt,
  tr,
  uk,
  zh,
};

/** The catalogue for a language: the same language in the same script, whatever the region. */
export function catalogueOf(language: string): Catalogue | undefined {
  const wanted = written(language);
  const tag = Object.keys(catalogues).find((tag) => written(tag) === wanted);
  return tag === undefined ? undefined : catalogues[tag];
}

/** Language and script, with whatever the tag leaves out: `zh` is `zh-Hans`. */
function written(tag: string): string {
  const { language, script } = new Intl.Locale(tag).maximize();
  return `${language}-${script}`;
}
