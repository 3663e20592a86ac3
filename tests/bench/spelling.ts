import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { spellerOf } from '../../src/cli/dictionaries.ts';
import type { ValidCourse } from '../../src/course/model.ts';
import type { Speller } from '../../src/rules/spelling/speller.ts';
import type { Finding } from '../../src/rules/engine/rule.ts';
import { spelling } from '../../src/rules/spelling/spelling.ts';
import { viewCourse } from '../../src/rules/engine/view/course.ts';
import type { LessonSource } from '../../src/source/lesson.ts';
import { readLesson } from '../../src/source/read-lesson.ts';
import { sourceText } from '../../src/source/text.ts';
import { defineBenchmark } from './report.ts';

export default defineBenchmark({
  name: 'spelling',
  summary: 'How far the rule `spelling` can be trusted: its warnings on real lessons, and the slips that it misses',
  details: `Reads every .md file of a folder as a lesson. How many warnings are right only a person can say: they are listed. Slips are
made in words of the same lessons, one at a time and the same in every run.`,
  flags: {
    lessons: {
      type: 'text',
      value: 'DIR',
      summary: 'a folder of lessons in English; without one there is nothing to measure',
    },
    each: { type: 'count', value: 'N', summary: 'make slips in every Nth lesson only (default: 4)' },
  },
  examples: [['spelling --lessons ../the-book/src', 'a minute for a thousand lessons']],
  run({ flags }, report) {
    const speller = spellerOf('en');
    if (speller === undefined || flags.lessons === undefined) {
      report.note('Nothing measured: name a folder of lessons with --lessons DIR.');
      return Promise.resolve();
    }
    const began = performance.now();
    speller.knows('xqzvb');
    speller.corrections('xqzvb');
    const loaded = performance.now() - began;

    const lessons = [...lessonsBelow(flags.lessons)];
    const start = performance.now();
    const found = lessons.flatMap(({ source }) => findingsIn(source, speller));
    const ms = performance.now() - start;
    const warnings = found.filter(isWarning);
    for (const { at, message } of warnings) report.note(`${at.file}:${at.start.line} ${message}`);
    report.table(
      ['lessons', 'words', 'warnings', 'infos', 'dictionary ms', 'ms a lesson'],
      [
        [
          lessons.length,
          lessons.reduce((sum, { source }) => sum + source.words, 0),
          warnings.length,
          found.length - warnings.length,
          loaded,
          ms / lessons.length,
        ],
      ],
    );

    const tallies = new Map(
      Object.keys(slips).map((kind) => [kind, { words: 0, made: 0, warned: 0, reported: 0, right: 0 }]),
    );
    const random = numbers();
    for (const lesson of lessons.filter((_, index) => index % (flags.each ?? 4) === 0)) {
      for (const [kind, slip] of Object.entries(slips)) {
        const tally = tallies.get(kind);
        const seeded = seedSlip(lesson, slip, speller, random);
        if (tally === undefined || seeded === undefined) continue;
        tally.made += 1;
        if (speller.knows(seeded.written)) {
          tally.words += 1;
          continue;
        }
        const finding = findingsIn(seeded.source, speller).find(({ message }) =>
          message.startsWith(`\`${seeded.written}\``),
        );
        if (finding === undefined) continue;
        tally.reported += 1;
        if (!isWarning(finding)) continue;
        tally.warned += 1;
        if (finding.message.endsWith(`\`${seeded.meant}\``)) tally.right += 1;
      }
    }
    report.table(
      ['slip', 'made', 'made a word', 'warned of, %', 'reported, %', 'rightly fixed, %'],
      [...tallies].map(([kind, { made, words, warned, reported, right }]) => [
        kind,
        made,
        words,
        (warned * 100) / (made - words),
        (reported * 100) / (made - words),
        (right * 100) / warned,
      ]),
    );
    return Promise.resolve();
  },
});

interface Lesson {
  readonly file: string;
  readonly text: string;
  readonly source: LessonSource;
}

function* lessonsBelow(folder: string): Generator<Lesson> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }).toSorted((a, b) =>
    path.join(a.parentPath, a.name) < path.join(b.parentPath, b.name) ? -1 : 1,
  )) {
    if (!entry.isFile() || !entry.name.endsWith('.md')) continue;
    const full = path.join(entry.parentPath, entry.name);
    // What other tools have for front matter is none here.
    const text = `---\ntitle: t\n---\n${readFileSync(full, 'utf8').replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---\r?\n/, '')}`;
    const file = path.relative(folder, full);
    const { source } = readLesson(sourceText(file, text), 'md');
    if (source !== undefined) yield { file, text, source };
  }
}

const noCourse = { data: { vocabulary: [] }, modules: [] } as unknown as ValidCourse;

function findingsIn(source: LessonSource, speller: Speller): readonly Finding[] {
  return spelling.check(
    source,
    viewCourse(noCourse, speller, () => undefined),
  );
}

const isWarning = ({ severity }: Finding): boolean => severity === undefined;

type Random = (below: number) => number;

/** The same numbers in every run. */
function numbers(): Random {
  let state = 7;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return Math.floor((state / 0x8000_0000) * below);
  };
}

const letters = 'abcdefghijklmnopqrstuvwxyz';
const inside = (word: string, random: Random): number => 1 + random(word.length - 1);
const vowelsOf = (word: string): readonly number[] =>
  [...word].flatMap((letter, i) => (i > 0 && 'aeiou'.includes(letter) ? [i] : []));

const slips: Readonly<Record<string, (word: string, random: Random) => string>> = {
  'two letters swapped': (word, random) =>
    ((i) => word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2))(1 + random(word.length - 2)),
  'one left out': (word, random) => ((i) => word.slice(0, i) + word.slice(i + 1))(inside(word, random)),
  'one doubled': (word, random) => ((i) => word.slice(0, i + 1) + word.slice(i))(random(word.length)),
  'one too many': (word, random) =>
    ((i) => word.slice(0, i) + letters[random(26)] + word.slice(i))(1 + random(word.length)),
  'one wrong': (word, random) =>
    ((i) => word.slice(0, i) + letters[random(26)] + word.slice(i + 1))(inside(word, random)),
  'a wrong vowel': (word, random) =>
    ((i) => (i === undefined ? word : word.slice(0, i) + 'aeiou'[random(5)] + word.slice(i + 1)))(
      vowelsOf(word)[random(vowelsOf(word).length)],
    ),
};

/** A lesson with one more mistake, in a word of four letters or more; undefined where it has none, or the slip changed nothing. */
function seedSlip(
  { file, text }: Lesson,
  slip: (word: string, random: Random) => string,
  speller: Speller,
  random: Random,
): { readonly source: LessonSource; readonly meant: string; readonly written: string } | undefined {
  const words = [...text.matchAll(/(?<=[a-z,] )[a-z]{4,}(?= [a-z])/g)].filter(
    ({ 0: word, index }) => speller.knows(word) && !text.slice(text.lastIndexOf('\n', index) + 1, index).includes('`'),
  );
  const chosen = words[random(words.length)];
  if (chosen === undefined) return undefined;
  const { 0: meant, index } = chosen;
  const written = slip(meant, random);
  const { source } = readLesson(
    sourceText(file, text.slice(0, index) + written + text.slice(index + meant.length)),
    'md',
  );
  return written === meant || source === undefined || !source.prose.includes(written)
    ? undefined
    : { source, meant, written };
}
