import { readAddress } from '../source/address.ts';
import type { YamlPath } from '../source/yaml.ts';

type Named =
  `${'text' | 'line' | 'address' | 'file' | 'module' | 'sections' | 'names' | 'tag' | 'markup' | 'shape' | 'blocks' | 'imports' | 'type'} ${string}`;

/** Something that one report may leave unsettled until its mistake is mended, and that another one assumes. */
export type Fact = Named | 'modules';

/** Names of facts: a report about the very same thing names the very same fact. */
export const facts = {
  /** What a file says, all of it. */
  text: (file: string): Fact => `text ${file}`,
  /** What stands in a line. */
  line: (file: string, line: number): Fact => `line ${file}:${line}`,
  /** What an address leads to: that of a file by its path, any other as it is written. */
  address(url: string, from: string): Fact {
    const address = readAddress(url, from);
    return address.kind === 'file' && address.path !== undefined ? facts.path(address.path) : `address ${from} ${url}`;
  },
  /** What stands at a path. */
  path: (path: string): Fact => `address ${path.normalize('NFC')}`,
  /** Whether a file is what it should be called. */
  file: (path: string): Fact => `file ${path}`,
  /** Where modules are kept. */
  modules: 'modules' as Fact,
  /** Which modules `course.yaml` lists. */
  listed: 'names course.yaml/categories' as Fact,
  /** Whether there is a module of this name. */
  module: (slug: string): Fact => `module ${slug}`,
  /** What the sections of a lesson are called. */
  sections: (lesson: string): Fact => `sections ${lesson}`,
  /** What the entries of a list or mapping are called. */
  names: (file: string, path: YamlPath): Fact => `names ${file}/${path.join('/')}`,
  /** What a tag of HTML opens or ends, by where it starts in its file. */
  tag: (file: string, start: number): Fact => `tag ${file}:${start}`,
  /** What the HTML in a line says. */
  markup: (file: string, line: number): Fact => `markup ${file}:${line}`,
  /** Whether all that a file holds stands where it is looked for. */
  shape: (file: string): Fact => `shape ${file}`,
  /** Where the blocks of a lesson end. */
  blocks: (file: string): Fact => `blocks ${file}`,
  /** What the imports of a module reach. */
  imports: (file: string): Fact => `imports ${file.split('/').slice(0, 2).join('/')}`,
  /** Of which type a question is. */
  type: (file: string, question: YamlPath): Fact => `type ${file}/${question.join('/')}`,
} as const;

/** How a report bears on others that finds a name missing among others: each place that has the name says the same. `besides`: what else has to be known. */
export function naming(
  name: string,
  among: Fact,
  ...besides: readonly Fact[]
): { readonly unsettles: readonly Fact[]; readonly assumes: readonly Fact[] } {
  const own: Fact = among === 'modules' ? facts.module(name) : `${among}: ${name}`;
  return { unsettles: [own], assumes: [among, own, ...besides] };
}
