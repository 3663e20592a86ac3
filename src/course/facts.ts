import { readAddress } from '../source/address.ts';
import type { YamlPath } from '../source/yaml.ts';

type Named =
  `${'text' | 'line' | 'address' | 'file' | 'module' | 'sections' | 'names' | 'tag' | 'markup' | 'shape' | 'blocks' | 'imports' | 'type'} ${string}`;

/** A fact that is unknown until a mistake is fixed, and that another diagnostic depends on. */
export type Fact = Named | 'modules';

/** Names of facts: diagnostics about the same thing use the same name. */
export const facts = {
  /** The whole content of a file. */
  text: (file: string): Fact => `text ${file}`,
  /** The content of a line. */
  line: (file: string, line: number): Fact => `line ${file}:${line}`,
  /** The target of a URL: for a file by its path, otherwise as written. */
  address(url: string, from: string): Fact {
    const address = readAddress(url, from);
    return address.kind === 'file' && address.path !== undefined ? facts.path(address.path) : `address ${from} ${url}`;
  },
  /** The entry at a path. */
  path: (path: string): Fact => `address ${path.normalize('NFC')}`,
  /** Whether a file has the right name. */
  file: (path: string): Fact => `file ${path}`,
  /** The location of modules. */
  modules: 'modules' as Fact,
  /** The modules that `course.yaml` lists. */
  listed: 'names course.yaml/categories' as Fact,
  /** Whether there is a module of this name. */
  module: (slug: string): Fact => `module ${slug}`,
  /** The ids of a lesson's sections. */
  sections: (lesson: string): Fact => `sections ${lesson}`,
  /** The names of the entries of a list or mapping. */
  names: (file: string, path: YamlPath): Fact => `names ${file}/${path.join('/')}`,
  /** What an HTML tag opens or closes, by its offset in the file. */
  tag: (file: string, start: number): Fact => `tag ${file}:${start}`,
  /** The HTML in a line. */
  markup: (file: string, line: number): Fact => `markup ${file}:${line}`,
  /** Whether the contents of a file are where they are expected. */
  shape: (file: string): Fact => `shape ${file}`,
  /** The block structure of a lesson. */
  blocks: (file: string): Fact => `blocks ${file}`,
  /** The files that the imports of a module reach. */
  imports: (file: string): Fact => `imports ${file.split('/').slice(0, 2).join('/')}`,
  /** The type of a question. */
  type: (file: string, question: YamlPath): Fact => `type ${file}/${question.join('/')}`,
} as const;

/**
 * Facts of a diagnostic about a missing name: all references to that name have the same cause. `besides`: further facts
 * that it depends on.
 */
export function naming(
  name: string,
  among: Fact,
  ...besides: readonly Fact[]
): { readonly unsettles: readonly Fact[]; readonly assumes: readonly Fact[] } {
  const own: Fact = among === 'modules' ? facts.module(name) : `${among}: ${name}`;
  return { unsettles: [own], assumes: [among, own, ...besides] };
}
