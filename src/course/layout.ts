import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { FileEntry } from '../source/files.ts';

/** The files of one module's folder. */
export interface ModuleFolder {
  readonly slug: string;
  readonly lesson: { readonly file: string; readonly format: 'md' | 'mdx' } | undefined;
  readonly quiz: string | undefined;
  readonly proof: string | undefined;
  readonly assets: readonly string[];
  /** A file stands where the lesson should, under a wrong name: reported already. */
  readonly lessonMisnamed: boolean;
  /** As above, for the quiz. */
  readonly quizMisnamed: boolean;
}

export interface Layout {
  /** By slug. */
  readonly folders: ReadonlyMap<string, ModuleFolder>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Sorts the entries of a content folder into modules and reports names that would not be found. */
export function readLayout(entries: readonly FileEntry[]): Layout {
  const diagnostics: Diagnostic[] = [...caseClashes(entries)];
  const members = new Map<string, string[]>();
  for (const { path, kind } of entries) {
    const [top, slug, ...rest] = path.split('/');
    if (top === 'modules' && slug !== undefined) {
      if (rest.length === 0 && kind === 'folder') members.set(slug, members.get(slug) ?? []);
      else if (rest.length > 0 && kind !== 'folder') members.set(slug, [...(members.get(slug) ?? []), rest.join('/')]);
    } else if (rest.length === 0 && slug === undefined && kind === 'file' && misnamed(path, ['course.yaml'])) {
      if (!entries.some((entry) => entry.path === 'course.yaml')) diagnostics.push(wrongName(path, 'course.yaml'));
    }
  }
  const folders = new Map<string, ModuleFolder>();
  for (const [slug, names] of members) folders.set(slug, moduleFolder(slug, names, diagnostics));
  return { folders, diagnostics };
}

function moduleFolder(slug: string, names: readonly string[], diagnostics: Diagnostic[]): ModuleFolder {
  const path = (name: string): string => `modules/${slug}/${name}`;
  const has = (name: string): boolean => names.includes(name);
  const known = new Set(['lesson.md', 'lesson.mdx', 'quiz.yaml', 'proof.json']);
  let lessonMisnamed = false;
  let quizMisnamed = false;
  for (const name of names) {
    if (known.has(name)) continue;
    // Beside the rightly named file, the difference in case is what gets reported.
    if (name !== name.toLowerCase() && has(name.toLowerCase())) {
      known.add(name);
      continue;
    }
    if (misnamed(name, ['lesson.md', 'lesson.mdx'])) {
      diagnostics.push(wrongName(path(name), name.toLowerCase().endsWith('x') ? 'lesson.mdx' : 'lesson.md'));
      lessonMisnamed = true;
    } else if (misnamed(name, ['quiz.yaml'])) {
      diagnostics.push(wrongName(path(name), 'quiz.yaml'));
      quizMisnamed = true;
    } else continue;
    known.add(name);
  }
  if (has('lesson.md') && has('lesson.mdx')) {
    diagnostics.push({
      ...at(path('lesson.mdx')),
      code: 'lesson-twice',
      severity: 'error',
      message: 'unexpected second lesson, expected either `lesson.md` or `lesson.mdx`',
      why: 'only one of them could be the page, and nobody could tell which',
      fix: 'delete the one that is out of date',
      related: [{ ...at(path('lesson.md')), message: 'the other lesson' }],
    });
  }
  const lesson = has('lesson.md') ? ({ file: path('lesson.md'), format: 'md' } as const) : has('lesson.mdx') ? ({ file: path('lesson.mdx'), format: 'mdx' } as const) : undefined;
  return {
    slug,
    lesson,
    quiz: has('quiz.yaml') ? path('quiz.yaml') : undefined,
    proof: has('proof.json') ? path('proof.json') : undefined,
    assets: names.filter((name) => !known.has(name)).map(path),
    lessonMisnamed,
    quizMisnamed,
  };
}

/** Whether `name` is one of `expected` but for case and the extension's spelling. */
function misnamed(name: string, expected: readonly string[]): boolean {
  const folded = name.toLowerCase().replace(/\.yml$/, '.yaml').replace(/\.markdown$/, '.md');
  return !expected.includes(name) && expected.includes(folded);
}

function wrongName(file: string, expected: string): Diagnostic {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return {
    ...at(file),
    code: 'file-misnamed',
    severity: 'error',
    message: `unexpected file name \`${name}\`, expected \`${expected}\``,
    why: 'only files with exactly that name are read, so this one would be missing from the course',
    fix: `rename it to \`${expected}\``,
  };
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
      diagnostics.push({
        ...at(wrong),
        code: 'file-case-clash',
        severity: 'error',
        message: `\`${wrong}\` and \`${right}\` differ only in case or accents`,
        why: 'on macOS and Windows they are one file, so one of them would be lost there',
        fix: 'rename or delete one of them',
        related: [{ ...at(right), message: 'the other one' }],
      });
    }
  }
  return diagnostics;
}

function at(file: string): Pick<Diagnostic, 'file' | 'start' | 'end'> {
  const start = { line: 1, column: 1 };
  return { file, start, end: start };
}
