import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { FileEntry } from '../source/files.ts';
import { closest, isSlipOf } from '../diagnostics/closest.ts';
import { facts, type Fact } from './facts.ts';
import { problem, startOf } from './problem.ts';
import { translated, translationOf } from './translation/names.ts';

/** The files of one module's folder. */
export interface ModuleFolder {
  readonly slug: string;
  readonly lesson: { readonly file: string; readonly format: 'md' | 'mdx' } | undefined;
  readonly quiz: string | undefined;
  /** A file that was probably meant to be the missing quiz, but is ignored because of its name. */
  readonly quizLike: string | undefined;
  readonly proof: string | undefined;
  /** Files of the language that is read, beside those of the original. */
  readonly translation: {
    readonly lesson: { readonly file: string; readonly format: 'md' | 'mdx' } | undefined;
    readonly quiz: string | undefined;
  };
  readonly assets: readonly string[];
  /** The lesson has a wrong name or is a folder; already reported. */
  readonly lessonMisnamed: boolean;
  /** As above, for the quiz. */
  readonly quizMisnamed: boolean;
  /** As above, for the record of proofs. */
  readonly proofMisnamed: boolean;
}

export interface Layout {
  /** By slug. */
  readonly folders: ReadonlyMap<string, ModuleFolder>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Sorts the entries of a content folder into modules, and reports wrong names. */
export function readLayout(entries: readonly FileEntry[], language?: string): Layout {
  const diagnostics: Diagnostic[] = [...caseClashes(entries), ...modulesElsewhere(entries)];
  const members = new Map<string, string[]>();
  /** By slug: folders whose names should be files. */
  const folded = new Map<string, string[]>();
  for (const { path, kind } of entries) {
    const [top, slug, ...rest] = path.split('/');
    if (top === 'modules' && slug !== undefined) {
      const [name = ''] = rest;
      if (rest.length === 0 && kind === 'folder') members.set(slug, members.get(slug) ?? []);
      else if (rest.length === 1 && kind === 'folder' && reserved.has(name)) {
        folded.set(slug, [...(folded.get(slug) ?? []), name]);
        diagnostics.push(wrongKind(path, 'file', name.startsWith('lesson.') ? [facts.module(slug)] : []));
      } else if (rest.length > 0 && kind !== 'folder' && folded.get(slug)?.includes(name) !== true)
        members.set(slug, [...(members.get(slug) ?? []), rest.join('/')]);
    } else if (
      slug === undefined &&
      ((path === 'modules' && kind === 'file') || (path === 'course.yaml' && kind === 'folder'))
    ) {
      diagnostics.push(wrongKind(path, kind === 'file' ? 'folder' : 'file'));
    } else if (rest.length === 0 && slug === undefined && kind === 'file' && misnamed(path, ['course.yaml'])) {
      if (!entries.some((entry) => entry.path === 'course.yaml'))
        diagnostics.push(wrongName(path, 'course.yaml', [facts.path('course.yaml')]));
    }
  }
  const folders = new Map<string, ModuleFolder>();
  for (const [slug, names] of members)
    folders.set(slug, moduleFolder(slug, names, folded.get(slug) ?? [], diagnostics, language));
  return { folders, diagnostics };
}

/** Whether this is the path of a module’s lesson, in any language; a Markdown or MDX file anywhere else may be a part. */
export function isLessonFile(path: string): boolean {
  const original = translationOf(path)?.original ?? path;
  return /^modules\/[^/]+\/lesson\.mdx?$/.test(original);
}

/** Files of a module that are read, with exactly these names. */
const reserved: ReadonlySet<string> = new Set(['lesson.md', 'lesson.mdx', 'quiz.yaml', 'proof.json']);

function moduleFolder(
  slug: string,
  names: readonly string[],
  folded: readonly string[],
  diagnostics: Diagnostic[],
  language: string | undefined,
): ModuleFolder {
  const path = (name: string): string => `modules/${slug}/${name}`;
  const has = (name: string): boolean => names.includes(name);
  const known = new Set(reserved);
  const inLanguage = (name: string): string | undefined => {
    const own = language === undefined ? undefined : translated(name, language);
    if (own !== undefined) known.add(own);
    return own !== undefined && has(own) ? path(own) : undefined;
  };
  const [lessonMd, lessonMdx, quizTranslation] = ['lesson.md', 'lesson.mdx', 'quiz.yaml'].map(inLanguage);
  let lessonMisnamed = folded.some((name) => name.startsWith('lesson.'));
  let quizMisnamed = folded.includes('quiz.yaml');
  for (const name of names) {
    if (known.has(name)) continue;
    // If the correctly named file exists too, the difference in case is reported.
    if (name !== name.toLowerCase() && has(name.toLowerCase())) {
      known.add(name);
      continue;
    }
    if (misnamed(name, ['lesson.md', 'lesson.mdx'])) {
      diagnostics.push(
        wrongName(path(name), name.toLowerCase().endsWith('x') ? 'lesson.mdx' : 'lesson.md', [facts.module(slug)]),
      );
      lessonMisnamed = true;
    } else if (misnamed(name, ['quiz.yaml'])) {
      diagnostics.push(wrongName(path(name), 'quiz.yaml', [facts.shape(path(name))]));
      quizMisnamed = true;
    } else continue;
    known.add(name);
  }
  if (has('lesson.md') && has('lesson.mdx')) {
    diagnostics.push({
      ...startOf(path('lesson.mdx')),
      code: 'lesson-twice',
      severity: 'error',
      message: 'unexpected second lesson, expected either `lesson.md` or `lesson.mdx`',
      why: 'only one of them could be the page, and nobody could tell which',
      fix: 'delete the one that is out of date',
      related: [{ ...startOf(path('lesson.md')), message: 'the other lesson' }],
    });
  }
  const lesson = has('lesson.md')
    ? ({ file: path('lesson.md'), format: 'md' } as const)
    : has('lesson.mdx')
      ? ({ file: path('lesson.mdx'), format: 'mdx' } as const)
      : undefined;
  return {
    slug,
    lesson,
    quiz: has('quiz.yaml') ? path('quiz.yaml') : undefined,
    quizLike: has('quiz.yaml')
      ? undefined
      : names.filter((name) => misnamed(name, ['quiz.yaml']) || isSlipOf(name, 'quiz.yaml')).map(path)[0],
    translation: {
      lesson:
        lessonMd !== undefined
          ? { file: lessonMd, format: 'md' }
          : lessonMdx === undefined
            ? undefined
            : { file: lessonMdx, format: 'mdx' },
      quiz: quizTranslation,
    },
    proof: has('proof.json') ? path('proof.json') : undefined,
    assets: names.filter((name) => !known.has(name)).map(path),
    lessonMisnamed,
    quizMisnamed,
    proofMisnamed: folded.includes('proof.json'),
  };
}

/** Whether `name` differs from one of `expected` only in case or in the spelling of the extension. */
function misnamed(name: string, expected: readonly string[]): boolean {
  const folded = name
    .toLowerCase()
    .replace(/\.yml$/, '.yaml')
    .replace(/\.markdown$/, '.md');
  return !expected.includes(name) && expected.includes(folded);
}

function wrongName(file: string, expected: string, unsettles: readonly Fact[] = []): Diagnostic {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return problem('file-misnamed', startOf(file), {
    message: `unexpected file name \`${name}\`, expected \`${expected}\``,
    why: 'only files with exactly that name are read, so this one would be missing from the course',
    fix: `rename it to \`${expected}\``,
    unsettles,
  });
}

/**
 * The folder that should be named `modules`: by its similar name, or because it is the only one that contains modules.
 */
function modulesElsewhere(entries: readonly FileEntry[]): Diagnostic[] {
  if (entries.some(({ path }) => path === 'modules' || path.startsWith('modules/'))) return [];
  const folders = entries.flatMap(({ path, kind }) => (kind === 'folder' && !path.includes('/') ? [path] : []));
  const holding = folders.filter((folder) =>
    entries.some(({ path }) => path.startsWith(`${folder}/`) && /^[^/]+\/[^/]+\/lesson\.mdx?$/.test(path)),
  );
  const meant =
    folders.find((folder) => closest(folder, ['modules']) !== undefined) ??
    (holding.length === 1 ? holding[0] : undefined);
  return meant === undefined
    ? []
    : [
        problem('file-misnamed', startOf(meant), {
          message: `unexpected folder \`${meant}\`, expected \`modules\``,
          why: 'only folders below `modules/` are modules, so the course would have none',
          fix: 'rename it to `modules`',
          unsettles: [facts.modules],
        }),
      ];
}

/** A folder in place of a file, or vice versa. */
export function wrongKind(file: string, expected: 'file' | 'folder', unsettles: readonly Fact[] = []): Diagnostic {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return problem('file-kind', startOf(file), {
    message:
      expected === 'file' ? `\`${name}\` is a folder, expected a file` : `\`${name}\` is a file, expected a folder`,
    why:
      expected === 'file'
        ? 'nothing in it is read, so what should stand in the file would be missing from the course'
        : 'modules are folders, each with its lesson in it',
    fix:
      expected === 'file'
        ? `rename or delete the folder${name === 'proof.json' ? '' : ', and write the file'}`
        : 'rename or delete the file, and make the folder',
    unsettles,
  });
}

function caseClashes(entries: readonly FileEntry[]): Diagnostic[] {
  const first = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  for (const { path } of entries) {
    const folded = path.normalize('NFC').toLowerCase();
    const other = first.get(folded);
    if (other === undefined) first.set(folded, path);
    else if (other !== path && other.slice(0, other.lastIndexOf('/')) === path.slice(0, path.lastIndexOf('/'))) {
      const [wrong, right] = path === folded ? [other, path] : [path, other];
      diagnostics.push(
        problem('file-case-clash', startOf(wrong), {
          message: `\`${wrong}\` and \`${right}\` differ only in case or accents`,
          why: 'on macOS and Windows they are one file, so one of them would be lost there',
          fix: 'rename or delete one of them',
          related: [{ ...startOf(right), message: 'the other one' }],
          unsettles: [facts.file(wrong), facts.file(right)],
        }),
      );
    }
  }
  return diagnostics;
}
