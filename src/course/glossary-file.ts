import { glossary as glossarySchema, type Term } from '../../schemas/glossary.ts';
import { parseYaml } from '../source/yaml.ts';
import { checkTexts } from './checks/texts.ts';
import { checkDistinct } from './references.ts';
import type { CourseReader } from './reader.ts';
import { checkSchema } from './schema.ts';
import { translated } from './translation/names.ts';

export const glossaryFile = 'glossary.yaml';

/** Reads `glossary.yaml`: the terms that are right; none if there is no such file. */
export function readGlossary(reader: CourseReader): readonly Term[] {
  // Terms are words of a language: each has a glossary of its own, or none.
  const file = reader.language === undefined ? glossaryFile : translated(glossaryFile, reader.language);
  if (reader.entry(file)?.kind !== 'file') return [];
  const text = reader.text(file);
  if (text === undefined) return [];
  return reader.recall(text, undefined, () => {
    const { source, diagnostics } = parseYaml(text);
    if (source === undefined) return { result: [], diagnostics };
    const { valid, diagnostics: problems } = checkSchema(glossarySchema, source, source.value, ['terms']);
    return {
      result: valid.data.terms ?? [],
      diagnostics: [
        ...diagnostics,
        ...problems,
        ...checkDistinct(glossarySchema, source),
        ...checkTexts(glossarySchema, source),
      ],
    };
  });
}
