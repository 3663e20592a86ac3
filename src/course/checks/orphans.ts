import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { readAddress, resolvePath } from '../../source/address.ts';
import type { SourceText } from '../../source/text.ts';
import { limits } from '../../source/limits.ts';
import { filesAt, frontMatterAddresses, moduleAddresses } from '../addresses.ts';
import { bodiesOf, includedFiles } from '../bodies.ts';
import { bodyCode } from '../component-code.ts';
import { facts, type Fact } from '../facts.ts';
import type { ModuleFile } from '../read-files.ts';
import { problem, startOf } from '../problem.ts';
import type { CourseReader } from '../reader.ts';
import { likelyFiles } from './links.ts';
import { nestedModules } from './nested-modules.ts';
import type { Places } from './places.ts';

/** Files that may name others: components, styles, drawings. */
export const naming = /\.(?:astro|svelte|vue|[cm]?[jt]sx?|css|html?|svg|json|mdx?)$/i;

/**
 * Reports files of a module that no address leads to. Code may put names together, so what a component or drawing that is
 * used says anywhere counts, too.
 *
 * @param usedByAll Every file that an address of any module leads to.
 * @param needed What lessons of any module import.
 */
export function checkOrphans(
  reader: CourseReader,
  module: ModuleFile,
  places: Places,
  usedByAll: () => ReadonlySet<string>,
  needed: ReadonlySet<string>,
): Diagnostic[] {
  const { folder, lesson, parts, quiz } = module;
  const assets = folder.assets.filter((path) => reader.entry(path)?.kind === 'file');
  // What cannot be read might name anything.
  if (
    assets.length === 0 ||
    lesson?.source === undefined ||
    parts.some(({ source }) => source === undefined) ||
    (quiz !== undefined && quiz.source === undefined)
  )
    return [];
  const { used, dead } = addressedFiles(module, places);
  // A file that a link is used for is used itself.
  for (const path of [...used, ...needed]) {
    const target = reader.entry(path)?.target;
    if (target !== undefined) used.add(target);
  }
  const nested = nestedModules(folder.assets);
  let unnamed = assets.filter(
    (path) => !used.has(path) && !needed.has(path) && !nested.some((folder) => path.startsWith(`${folder}/`)),
  );
  // A component gets names as it likes, and may put them together.
  let texts = [
    ...bodiesOf({ source: lesson.source, parts }).flatMap(({ needsMdx, text }) => (needsMdx ? [text] : [])),
    ...readTexts(
      reader,
      [...used, ...assets.filter((path) => needed.has(path))].filter((path) => naming.test(path)),
    ),
  ];
  while (unnamed.length > 0 && texts.length > 0) {
    const found = unnamed.filter((path) => texts.some((text) => mentions(text, path)));
    unnamed = unnamed.filter((path) => !found.includes(path));
    texts = readTexts(
      reader,
      found.filter((path) => naming.test(path)),
    );
  }
  const orphans = unnamed.filter((path) => !usedByAll().has(path));
  if (orphans.length === 0) return [];
  const hopes = hopesOf(orphans, dead);
  // Whoever has hundreds has not misspelt them.
  const written =
    orphans.length > limits.reportsPerFile
      ? []
      : [
          reader.text(lesson.file),
          ...[quiz?.file ?? folder.quizLike].map((file) => (file === undefined ? undefined : reader.text(file))),
        ];
  return orphans.map((path) =>
    path === folder.quizLike
      ? likeQuiz(path, folder.slug)
      : problem('file-orphaned', startOf(path), {
          message: 'no lesson, quiz or component of the module names this file',
          why: 'it is kept and copied for nothing, or the place that should show it was forgotten',
          fix: 'use it, or delete it',
          assumes: [
            facts.file(path),
            facts.imports(path),
            ...(hopes.get(path) ?? []),
            ...written.flatMap((text) => factsNaming(path, text)),
          ],
        }),
  );
}

/** A file that was probably meant to be the quiz. */
function likeQuiz(path: string, slug: string): Diagnostic {
  const quiz = facts.path(`modules/${slug}/quiz.yaml`);
  return problem('file-orphaned', startOf(path), {
    message: `unexpected \`${path.slice(path.lastIndexOf('/') + 1)}\`, expected \`quiz.yaml\``,
    why: 'only a file of that name is read, so its questions would be missing from the course',
    fix: 'rename it to `quiz.yaml`, or delete it',
    unsettles: [quiz, facts.shape(path)],
    assumes: [quiz],
  });
}

/** What has to be known for files to be orphans: that no address which leads nowhere means them. */
function hopesOf(orphans: readonly string[], dead: readonly DeadAddress[]): ReadonlyMap<string, readonly Fact[]> {
  const hopes = hopesByName(orphans, dead);
  const hoped = new Set([...hopes.values()].flat());
  // What names no file, and a file that no address resembles, belong together where there is but one of each.
  const [address, another] = new Set(
    dead.flatMap(({ fact, isRelative }) => (isRelative && !hoped.has(fact) ? [fact] : [])),
  );
  const [orphan, ...others] = orphans.filter((file) => !hopes.has(file));
  return address === undefined || another !== undefined || orphan === undefined || others.length > 0
    ? hopes
    : new Map([...hopes, [orphan, [address]]]);
}

/** By file: the addresses that lead nowhere and may mean it. */
export function hopesByName(
  files: readonly string[],
  dead: readonly DeadAddress[],
): ReadonlyMap<string, readonly Fact[]> {
  const hopes = new Map<string, Fact[]>();
  const paths = new Map(files.length === 0 ? [] : dead.map(({ fact, path }) => [fact, path]));
  for (const [fact, path] of paths)
    for (const file of likelyFiles(path, files)) hopes.set(file, [...(hopes.get(file) ?? []), fact]);
  return hopes;
}

/** What has to be known of a text that names a file where no address was read: a line with a mistake may be meant to lead there. */
function factsNaming(path: string, text: SourceText | undefined): readonly Fact[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (text === undefined || !text.text.includes(name)) return [];
  return [
    facts.shape(text.file),
    ...text.text
      .split(/\r\n|\r|\n/)
      .flatMap((line, index) => (line.includes(name) ? [facts.line(text.file, index + 1)] : [])),
  ];
}

/** An address that leads to no file of its module: reports may say more of it. */
export interface DeadAddress {
  /** Where it leads, or the file that it names in the folder it is seen from. */
  readonly path: string;
  /** It is seen from its own file: whatever it means is a file of the course. */
  readonly isRelative: boolean;
  readonly fact: Fact;
}

/** The files that addresses of a module lead to, and those that lead to none. */
export function addressedFiles(
  { slug, folder, lesson, quiz, parts }: ModuleFile,
  places: Places,
): { readonly used: Set<string>; readonly dead: readonly DeadAddress[] } {
  const bodies = bodiesOf({ source: lesson?.source, parts });
  const used = new Set<string>(includedFiles(bodies));
  const dead: DeadAddress[] = bodies.flatMap((body) =>
    body.fences.flatMap(({ meta: { file: written }, from }) => {
      const path = written === undefined || from !== undefined ? undefined : resolvePath(body.file, written);
      return path === undefined ? [] : [{ path, isRelative: true, fact: facts.path(path) }];
    }),
  );
  const named = new Set(folder.assets.map(nameOf));
  const opening = frontMatterAddresses(lesson?.frontMatter).map(({ url }) => ({ url, from: lesson?.file ?? '' }));
  const addresses = [...opening, ...moduleAddresses(bodies, quiz)];
  for (const file of filesAt(addresses, places.resolve)) used.add(file);
  for (const { url, from } of addresses) {
    const target = places.resolve(url, from);
    // One of another folder may have been taken for one’s own.
    if (target.kind === 'file' && !target.file.startsWith(`modules/${slug}/`))
      dead.push({ path: target.file, isRelative: false, fact: facts.address(url, from) });
    else if (target.kind === 'nowhere' || (target.kind === 'elsewhere' && named.has(nameOf(pathOf(url, from)))))
      dead.push({ path: pathOf(url, from), isRelative: target.kind === 'nowhere', fact: facts.address(url, from) });
  }
  for (const body of bodies) {
    if (!body.needsMdx) continue;
    for (const { specifier } of bodyCode(body).imports) {
      if (specifier === undefined) continue;
      const path = pathOf(specifier, body.file);
      dead.push({
        path,
        isRelative: specifier.startsWith('.') && places.fileAt(path) === undefined,
        fact: facts.address(specifier, body.file),
      });
    }
  }
  return { used, dead };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function pathOf(url: string, from: string): string {
  const address = readAddress(url, from);
  const name = url.split(/[?#]/, 1)[0]!.split(/[/\\]/).at(-1)!;
  return (address.kind === 'file' ? address.path : undefined) ?? resolvePath(from, name) ?? name;
}

function readTexts(reader: CourseReader, paths: readonly string[]): string[] {
  return paths.flatMap((path) => reader.text(path)?.text ?? []);
}

/** Whether a text names a file, meant generously: by its name, or by what an import says of a script. */
export function mentions(text: string, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const stem = name.slice(0, name.lastIndexOf('.'));
  return (
    text.includes(name) ||
    text.includes(encodeURIComponent(name)) ||
    (naming.test(name) && stem !== '' && text.includes(`/${stem}'`))
  );
}
