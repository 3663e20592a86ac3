import type { z } from 'zod';
import { textsIn, type TextUse } from '../../../schemas/texts.ts';
import { closest } from '../../diagnostics/closest.ts';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';
import type { YamlPath, YamlSource } from '../../source/yaml.ts';
import { replaceCodeSpans } from '../../text/code-spans.ts';
import { hash64 } from '../../text/hash.ts';
import { orOneOf, problem } from '../problem.ts';
import { asList, asMapping, textAt, valueAt } from '../value.ts';

/**
 * A document in another language is an overlay: the same mappings with nothing but texts in them, where entries of lists
 * stand under their ids. What is no text (answers, ids, order) is in the original alone, so no translation can change it.
 */
export interface TranslatedDocument {
  /** The original with the texts of the translation. */
  readonly source: YamlSource;
  /** The same of what a schema made of the original. */
  apply<Data>(data: Data): Data;
  /** Texts of the original that are not translated, and would have to be. */
  readonly missing: readonly TextUse[];
  /** What stands in the translation and is no text of the original. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where the translation has what is at a path of the original, or the nearest around it. */
  spanOf(path: YamlPath): Span;
}

/** What is read of a translation besides its texts. */
export interface TranslationKeys {
  /** Keys at the top of the document that the language has for itself. */
  readonly own?: readonly string[];
  /** Under which path of the original a translation says which version it was made of: of the whole, or of each entry. */
  isMarked(path: YamlPath): boolean;
}

/** The key that holds the hash of what was translated. */
export const sourceKey = 'source';

/** Texts that are the same in every language, or a name: nobody has to write them again. */
const isOptional = ({ path, text }: TextUse): boolean =>
  ['name', 'copyright', 'alt'].includes(String(path.at(-1))) ||
  path[0] === 'licence' ||
  !/\p{L}/u.test(replaceCodeSpans(text, '').replaceAll(/<[^<>]*>|&\w+;/g, ''));

/** What is shown and is no language: programs and what they print, units, emoji. */
function isFixed({ path, kind }: TextUse, root: unknown): boolean {
  if (kind === 'code' || kind === 'link' || kind === 'picture') return true;
  const last = path.at(-1);
  if (last === 'unit' || last === 'icon') return true;
  const question = path[0] === 'questions' ? asMapping(valueAt(root, path.slice(0, 2))) : undefined;
  return question?.['type'] === 'predict-output' && path[2] === 'options' && last === 'text';
}

/** Lists of words that a translation may add to: what counts as right in another language. */
const addable = 'accept';

/** The texts of a document that can be translated. */
export function translatable(schema: z.ZodType, value: unknown): readonly TextUse[] {
  return textsIn(schema, value).filter((use) => !isFixed(use, value));
}

/** The name of an entry of a list: its id, what else tells it apart, or its place. */
function nameOf(entry: unknown, index: number): string | number {
  const { id, left } = asMapping(entry) ?? {};
  return typeof id === 'string' ? id : typeof left === 'string' ? left : index;
}

/** A path of the original as the translation has it: with ids in place of numbers. */
export function namedPath(path: YamlPath, root: unknown): YamlPath {
  return path.map((step, index) =>
    typeof step === 'number' ? nameOf(asList(valueAt(root, path.slice(0, index)))[step], step) : step,
  );
}

/** The hash of what is translated, which changes whenever a translation may have to. */
export function hashOfTexts(texts: readonly TextUse[], root: unknown): string {
  return hash64(JSON.stringify(texts.map(({ path, text }) => [namedPath(path, root), text.trim()]))).slice(0, 10);
}

/** Reads a translation over its original. */
export function translateDocument(
  schema: z.ZodType,
  original: YamlSource,
  translation: YamlSource,
  { own = [], isMarked }: TranslationKeys,
): TranslatedDocument {
  const root = original.value;
  const found: { readonly path: YamlPath; readonly value: unknown }[] = [];
  const missing: TextUse[] = [];
  /** Every place that the translation may have something at, by the names on the way. */
  const places = new Map<string, Set<string>>();
  const allow = (path: YamlPath): void => {
    for (const index of path.keys()) {
      const above = keyOf(path.slice(0, index));
      places.set(above, (places.get(above) ?? new Set()).add(String(path[index])));
    }
  };
  const texts = new Set<string>();
  const names = new Map<string, YamlPath>();
  const uses = translatable(schema, root);
  const ofEntry = Map.groupBy(uses, ({ path }) => keyOf(path.slice(0, -1)));
  for (const use of uses) {
    let named = namedPath(use.path, root);
    // `ask: …` for `ask: { text: … }`, where an entry has no other text.
    const short = named.slice(0, -1);
    const isAlone = typeof use.path.at(-2) === 'number' && ofEntry.get(keyOf(use.path.slice(0, -1)))?.length === 1;
    if (isAlone && asMapping(valueAt(translation.value, short)) === undefined) named = short;
    names.set(keyOf(use.path), named);
    allow(named);
    texts.add(keyOf(named));
    const text = textAt(translation, named);
    if (text !== undefined && text.trim() !== '') found.push({ path: use.path, value: text });
    else if (!isOptional(use)) missing.push(use);
  }
  for (const path of listsNamed(addable, root)) {
    const named = namedPath(path, root);
    allow(named);
    texts.add(keyOf(named));
    const added = asList(valueAt(translation.value, named)).flatMap(
      (_, index) => textAt(translation, [...named, index]) ?? [],
    );
    // The first one is shown as the answer: in the language of the page.
    if (added.length > 0) found.push({ path, value: [...new Set([...added, ...asList(valueAt(root, path))])] });
  }
  const mapped = (path: YamlPath): YamlPath => {
    const key = keyOf(path);
    const known = names.get(key) ?? namedPath(path, root);
    names.set(key, known);
    return known;
  };
  const apply = <Data>(data: Data): Data =>
    found.reduce<unknown>((made, { path, value }) => withValue(made, path, value), data) as Data;
  return {
    source: {
      file: translation.file,
      text: translation.text,
      value: apply(root),
      spanOf: (path) => translation.spanOf(mapped(path)),
      keySpanOf: (path) => translation.keySpanOf(mapped(path)),
      writtenAt: (path) => translation.writtenAt(mapped(path)) ?? original.writtenAt(path),
    },
    apply,
    missing,
    diagnostics: unknownIn(translation, [], { places, texts, own, isMarked, root }),
    spanOf: (path) => translation.spanOf(mapped(path)),
  };
}

interface Known {
  readonly places: ReadonlyMap<string, ReadonlySet<string>>;
  readonly texts: ReadonlySet<string>;
  readonly own: readonly string[];
  readonly isMarked: TranslationKeys['isMarked'];
  readonly root: unknown;
}

/** Reports everything in a translation that is no text of its original, at the outermost place. */
function unknownIn(translation: YamlSource, path: YamlPath, known: Known): Diagnostic[] {
  const value = valueAt(translation.value, path);
  const key = keyOf(path);
  if (known.texts.has(key)) {
    const isList = path.at(-1) === addable;
    if (isList ? Array.isArray(value) : value === null || textAt(translation, path) !== undefined) return [];
    return [
      problem('value-type', translation.spanOf(path), {
        message: `unexpected ${Array.isArray(value) ? 'list' : 'value'}, expected ${isList ? 'a list of texts' : 'a text'}`,
        why: 'a translation holds nothing but the texts that learners read',
        fix: 'write the text of the original in this language',
      }),
    ];
  }
  const here = known.places.get(key) ?? new Set<string>();
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...(value as unknown[]).entries()]
    : Object.entries(asMapping(value) ?? {});
  return entries.flatMap(([step]): Diagnostic[] => {
    const name = String(step);
    const inside = [...path, step];
    if (here.has(name)) return unknownIn(translation, inside, known);
    if (name === sourceKey && known.isMarked(path)) return [];
    if (path.length === 0 && known.own.includes(name)) return [];
    return [unknownKey(translation, inside, [...here], known.root)];
  });
}

function unknownKey(translation: YamlSource, path: YamlPath, here: readonly string[], root: unknown): Diagnostic {
  const name = String(path.at(-1));
  const original = translation.file.replace(/\.[^./]+(?=\.[^./]+$)/, '').replace(/^.*\//, '');
  const span = translation.keySpanOf(path);
  const around = entryNamed(path.slice(0, -1), root);
  const isKept = asMapping(around) !== undefined && Object.hasOwn(around as object, name);
  if (isKept || keptKeys.has(name))
    return problem('translation-unknown', span, {
      message: `unexpected \`${name}\`, a translation has nothing but texts`,
      why: `types, answers, ids and order stand in \`${original}\` alone, so that no translation can change what is right`,
      fix: `remove it; to change it for all languages, edit \`${original}\``,
    });
  const meant = closest(name, here);
  return problem('translation-unknown', span, {
    message: `\`${original}\` has no text \`${name}\` here${orOneOf(meant, here)}`,
    why: 'what is translated is found by the ids of the original, so this text would be shown nowhere',
    fix: meant === undefined ? 'remove it, or write it under the id that it has there' : `write \`${meant}\``,
  });
}

/** Keys of the format that are no texts, also where the original leaves them out. */
const keptKeys = new Set([
  'answer', 'answers', 'correct', 'id', 'type', 'output', 'program', 'tolerance', 'range', 'unit', 'passMark',
  'objective', 'section', 'pick', 'shuffle', 'modules', 'language', 'prerequisites', 'draft', 'aliases', 'sections',
]); // prettier-ignore

/** What the original has at a path of names. */
function entryNamed(path: YamlPath, root: unknown): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      Array.isArray(value)
        ? (value as unknown[]).find((entry, index) => String(nameOf(entry, index)) === String(name))
        : asMapping(value)?.[name],
    root,
  );
}

/** The paths of all lists under a key. */
function listsNamed(key: string, value: unknown, path: YamlPath = []): readonly YamlPath[] {
  if (Array.isArray(value))
    return (value as unknown[]).flatMap((item, index) => listsNamed(key, item, [...path, index]));
  return Object.entries(asMapping(value) ?? {}).flatMap(([name, item]) =>
    name === key && Array.isArray(item) ? [[...path, name]] : listsNamed(key, item, [...path, name]),
  );
}

/** A copy of plain data with one value changed; all around it is shared. */
function withValue(data: unknown, [step, ...rest]: YamlPath, value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(data))
    return (data as unknown[]).map((item, index) => (index === step ? withValue(item, rest, value) : item));
  const mapping = asMapping(data);
  return mapping === undefined ? data : { ...mapping, [step]: withValue(mapping[step], rest, value) };
}

const keyOf = (path: YamlPath): string => path.join('\0');
