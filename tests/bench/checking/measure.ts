/**
 * Does one thing to one course, once, in a process of its own, as a command does: `measure.ts WORK MODULES SECTIONS`.
 * Prints milliseconds, the heap that stays and the process's peak as JSON.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parseDocument } from 'yaml';
import { makeChecker } from '../../../src/cli/checker.ts';
import { spellerOf } from '../../../src/cli/dictionaries.ts';
import { ReadMemory } from '../../../src/course/load.ts';
import { loadCourse } from '../../../src/lesson/load.ts';
import { text } from '../../../src/diagnostics/reporters/text.ts';
import { makeReport } from '../../../src/diagnostics/report.ts';
import { rules } from '../../../src/rules/list.ts';
import { viewCourse } from '../../../src/rules/engine/view/course.ts';
import { memoryFiles, type MemoryContent } from '../../../src/source/memory.ts';
import { parseLesson } from '../../../src/source/markdown.ts';
import { courseOf } from './course.ts';

export interface Measured {
  readonly ms: number;
  /** MiB that what was made keeps. */
  readonly kept: number;
  /** MiB of the whole process at its largest. */
  readonly peak: number;
  readonly questions: number;
  readonly reports: number;
  /** Milliseconds of each rule, the costliest first; only of the work `rules`. */
  readonly rules: readonly (readonly [code: string, ms: number])[];
}

export type Work = 'parse' | 'load' | 'check' | 'again' | 'rules';

const [, , work = '', count = '', sections = ''] = process.argv;
const content = courseOf(Number(count), Number(sections));
const files = memoryFiles(content);
const check = makeChecker();
const speller = spellerOf('en');
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const works: Readonly<Record<Work, () => { readonly kept: unknown; readonly timed?: () => unknown }>> = {
  parse: () => ({ kept: undefined, timed: () => parseOnly(content) }),
  load: () => ({ kept: undefined, timed: () => loadCourse(files) }),
  check: () => ({ kept: undefined, timed: whole }),
  again: () => {
    const memory = new ReadMemory();
    check(files, memory);
    const edited = memoryFiles({
      ...content,
      'modules/module-7/lesson.md': `${String(content['modules/module-7/lesson.md'])}\nOne more sentence.\n`,
    });
    return { kept: memory, timed: () => check(edited, memory) };
  },
  rules: () => ({ kept: loadCourse(files) }),
};

collect();
const before = process.memoryUsage().heapUsed;
const { kept, timed } = works[work as Work]();
const start = performance.now();
const made = timed?.();
const ms = performance.now() - start;
collect();
const heap = (process.memoryUsage().heapUsed - before) / 1024 / 1024;
const loaded = (made ?? kept) as Partial<ReturnType<typeof loadCourse>> | undefined;
const measured: Measured = {
  ms,
  kept: heap,
  peak: process.resourceUsage().maxRSS / 1024,
  questions: loaded?.questions ?? 0,
  reports: loaded?.diagnostics?.length ?? 0,
  rules: work === 'rules' && loaded?.valid !== undefined ? costOfRules(loaded.valid) : [],
};
process.stdout.write(JSON.stringify(measured));

/** All that `lectern validate` does: reading, rules, spelling, showing. */
function whole(): unknown {
  const checked = check(files);
  text(makeReport(checked.diagnostics, checked), {
    folder: 'content',
    files: [],
    textOf: (file) => String(content[file]),
    pageOf: () => undefined,
    toolVersion: '',
    commandLine: (words) => `lectern ${words}`,
    colour: false,
    width: 100,
  });
  return checked;
}

/** The floor: both parsers on every text, nothing checked, nothing kept. */
function parseOnly(texts: Readonly<Record<string, MemoryContent[string]>>): void {
  for (const [path, source] of Object.entries(texts)) {
    if (typeof source !== 'string') continue;
    if (path.endsWith('.yaml')) parseDocument(source);
    else {
      const end = source.indexOf('\n---\n', 4);
      parseDocument(source.slice(4, end));
      parseLesson(source.slice(end + 5), 'md');
    }
  }
}

/** How long each rule takes over the whole course, when the texts have been read. */
function costOfRules(course: NonNullable<ReturnType<typeof loadCourse>['valid']>): Measured['rules'] {
  const view = viewCourse(course, speller, () => undefined);
  for (const { questions } of view.modules) void questions.length; // read before any rule is timed
  return rules
    .map((rule) => {
      const began = performance.now();
      if (rule.scope === 'course') rule.check(view, (module) => rule.summarise(module));
      for (const module of view.modules) {
        if (rule.scope === 'question') for (const question of module.questions) rule.check(question, module);
        else if (rule.scope === 'body') {
          if (module.module.lesson?.source !== undefined) rule.check(module.module.lesson.source, view);
        } else if (rule.scope !== 'course') rule.check(module);
      }
      return [rule.code, performance.now() - began] as const;
    })
    .toSorted(([, a], [, b]) => b - a);
}
