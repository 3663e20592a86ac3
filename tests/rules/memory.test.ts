import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeChecker } from '../../src/cli/checker.ts';
import { Cache } from '../../src/cache/cache.ts';
import { checkedBefore } from '../../src/cache/checked.ts';
import { ReadMemory, type LoadedCourse } from '../../src/course/load.ts';
import { RuleMemory } from '../../src/rules/engine/memory.ts';
import { memoryFiles, type MemoryContent } from '../../src/source/memory.ts';
import { soundBody, validCourseFiles, soundFront, validHttp, validQuiz } from '../course/sound.ts';
import { runs } from '../cases.ts';

const check = makeChecker();

const httpWithPart = `${validHttp}\nimport Part from './part.md'\n\n<Part />\n`;

/** A sound course in which a lesson shows a part. */
function courseWithPart(): Record<string, MemoryContent[string]> {
  const { 'modules/http/lesson.md': _, ...others } = validCourseFiles();
  return { ...others, 'modules/http/lesson.mdx': httpWithPart, 'modules/http/part.md': 'Servers answer.\n' };
}

/** Things an author does to a course between two looks at it, each to one file. */
const edits: readonly (readonly [file: string, text: (n: number) => string])[] = [
  [
    'course.yaml',
    (n) =>
      `title: T\nlanguage: ${['en', 'de', 'en-US', 'Englisch'][n % 4] ?? ''}\ncategories: [{ id: a, title: A, modules: [http, dns] }]\n`,
  ],
  [
    'course.yaml',
    (n) =>
      `title: T\nlanguage: en\ncategories: [{ id: a, title: A, modules: [dns, http] }]\nvocabulary: [DNSSEC, ${n % 3 === 0 ? 'recieve' : 'other'}]\nrules: { choice-option-count: ${['off', 'error', 'of', 'info'][n % 4] ?? ''} }\n`,
  ],
  [
    'modules/dns/lesson.md',
    (n) =>
      `---\n${soundFront}prerequisites: [${n % 2 === 0 ? 'http' : ''}]\n---\n\n${soundBody}\nIt will recieve it.\n\n${n % 3 === 0 ? ':::note\nopen\n' : '#### Deep'}\n`,
  ],
  [
    'modules/http/lesson.mdx',
    (n) =>
      n % 3 === 0 ? httpWithPart : n % 3 === 1 ? `${httpWithPart}\nDNSSEC protects it.\n` : '---\ntitle: "open\n---\n',
  ],
  [
    'modules/dns/quiz.yaml',
    (n) =>
      validQuiz.replace(
        'What does a lookup find?',
        ['What does DNSSEC find?', 'Which of these is not found?', 'What does a lookup find?'][n % 3] ?? '',
      ),
  ],
  [
    'modules/dns/quiz.yaml',
    (n) => `shuffle: ${n % 2 === 0}\n${validQuiz.replace('text: The page itself', 'text: All of the above')}`,
  ],
  [
    'modules/dns/quiz.yaml',
    (n) =>
      validQuiz.replace(
        'id: second',
        `id: second\n    silence: { stem-too-thin: ${n % 2 === 0 ? 'short on purpose' : '""'} }`,
      ),
  ],
  [
    'modules/dns/quiz.yaml',
    (n) =>
      `${validQuiz}${validQuiz
        .replace(/^[\s\S]*?questions:\n/, '')
        .replaceAll('id: first', `id: third${n}`)
        .replaceAll('id: second', `id: fourth${n}`)}`,
  ],
  // The longest option is always right; a question in the middle asks again what another module asks.
  [
    'modules/http/quiz.yaml',
    (n) =>
      `title: Guess\nquestions:\n${Array.from({ length: 14 }, (_, i) => `  - id: q${i}\n    prompt: ${i === 7 && n % 2 === 0 ? 'Answers are remembered for a while.' : `What is number ${i + (n % 3)} of them?`}\n    objective: ask\n    section: the-request\n${i === 7 && n % 2 === 0 ? '    type: true-false\n    answer: true\n' : `    options:\n      - id: a\n        text: ${n % 4 === 3 ? 'It' : 'This is the long and right one'}\n        correct: true\n      - id: b\n        text: Not ${i}\n`}    explanation: So it is said in there.\n`).join('')}`,
  ],
  [
    'modules/http/part.md',
    (n) =>
      [
        'DNSSEC protects it.\n',
        'It will recieve it.\n',
        '#### Deep\n',
        '<!-- lectern-silence heading-order: on purpose -->\n\n#### Deep\n\n:::note\n',
      ][n % 4] ?? '',
  ],
];

test('A check that remembers says the same as one that does not, whatever was edited in which order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(edits.length - 1), fc.nat(11)), { minLength: 1, maxLength: 12 }), (steps) => {
      const memory = new ReadMemory();
      const content = courseWithPart();
      for (const [index, n] of steps) {
        const [file, text] = edits[index] ?? ['', () => ''];
        content[file] = text(n);
        const files = memoryFiles(content);
        expect(check(files, memory).diagnostics).toEqual(check(files).diagnostics);
      }
    }),
    {
      seed: 7,
      numRuns: runs(25, 150),
      // What a question asks is taught by another lesson; then it is not; then it is everybody's word.
      examples: [
        [
          [
            [4, 0],
            [2, 0],
            [3, 0],
            [3, 1],
            [3, 0],
            [9, 0],
            [1, 0],
            [0, 0],
          ],
        ],
        [
          [
            [2, 0],
            [1, 3],
            [1, 7],
          ],
        ],
      ],
    },
  );
});

test('A check that knows what an earlier process found says the same as one that does not, whatever was edited since', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lectern-findings-'));
  const plain = makeChecker();
  const content = courseWithPart();
  let kept = '';
  const said = new Set<string>();
  for (const [index, n] of [
    [5, 1],
    [5, 1],
    [2, 0],
    [4, 0],
    [3, 0],
    [3, 1],
    [3, 0],
    [4, 1],
    [1, 3],
    [1, 3],
    [7, 2],
    [3, 1],
    [6, 0],
    [8, 0],
    [3, 0],
    [4, 0],
    [8, 0],
    [8, 1],
    [8, 3],
    [8, 0],
    [2, 0],
    [9, 1],
    [9, 0],
    [9, 3],
    [0, 0],
    [5, 0],
  ] as const) {
    const [file, text] = edits[index] ?? ['', () => ''];
    content[file] = text(n);
    const cache = new Cache(folder);
    const { findings } = checkedBefore(cache, 'these rules');
    const files = memoryFiles(content);
    const { diagnostics } = makeChecker({ findings })(files);
    expect(diagnostics).toEqual(plain(files).diagnostics);
    for (const { code } of diagnostics) said.add(code);
    cache.save();
    kept = readFileSync(path.join(folder, 'findings.entries'), 'utf8');
  }
  expect(kept).toContain('choice-all-of-the-above');
  expect(kept).toContain('course-guessable of modules/http/quiz.yaml');
  expect(kept).toContain('spelling of modules/dns/lesson.md');
  expect(kept).toContain('spelling of modules/http/part.md');
  for (const code of ['course-guessable', 'question-duplicate', 'spelling']) expect(said).toContain(code);
  rmSync(folder, { recursive: true });
});

test('What other rules found, or the same ones under other settings, counts for nothing', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lectern-findings-'));
  const cache = new Cache(folder);
  const first = checkedBefore(cache, 'rules').findings;
  first.enter('en');
  first.set('body of a', 'text', { code: [] });
  cache.save();
  const again = (engine: string, setting: string): unknown => {
    const { findings } = checkedBefore(new Cache(folder), engine);
    findings.enter(setting);
    return findings.get('body of a', 'text');
  };
  expect(again('rules', 'en')).toEqual({ code: [] });
  expect(again('other rules', 'en')).toBeUndefined();
  expect(again('rules', 'de')).toBeUndefined();
  rmSync(folder, { recursive: true });
});

test('A rule may summarise a module as nothing, which is kept as well', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lectern-findings-'));
  let times = 0;
  const summaries = [1, 2].map(() => {
    const cache = new Cache(folder);
    const memory = new RuleMemory(checkedBefore(cache, 'rules').findings);
    const summary = memory.recallSummary({ object: {}, name: 'mine of a', text: 'text' }, () => void (times += 1));
    cache.save();
    return summary;
  });
  expect([summaries, times]).toEqual([[undefined, undefined], 1]);
  rmSync(folder, { recursive: true });
});

describe('What takes long', () => {
  const misspelt = (file: string, silence = ''): Record<string, MemoryContent[string]> => {
    const content = validCourseFiles();
    return { ...content, [file]: `${String(content[file])}\n${silence}It will recieve it.\n` };
  };
  const lesson = 'modules/dns/lesson.md';
  const codes = ({ diagnostics }: LoadedCourse): string[] => diagnostics.map(({ code }) => code);

  test('is left for later by a check with little patience, which says all in the end', () => {
    const files = memoryFiles(misspelt(lesson));
    const [hasty, memory] = [makeChecker({ patience: 1 }), new ReadMemory()];
    const { rest, ...first } = hasty(files, memory);
    expect(codes(first)).not.toContain('spelling');
    let steps = 0;
    while (rest?.next().done === false) steps += 1;
    expect(steps).toBe(2);
    const again = hasty(files, memory);
    expect(again.rest).toBeUndefined();
    expect(again.diagnostics).toEqual(check(files).diagnostics);
    expect(codes(again)).toContain('spelling');
  });

  test('is looked for at once in what was edited since', () => {
    const [hasty, memory] = [makeChecker({ patience: 1 }), new ReadMemory()];
    const { rest } = hasty(memoryFiles(validCourseFiles()), memory);
    while (rest?.next().done === false);
    const edited = memoryFiles(misspelt(lesson));
    const { diagnostics, rest: more } = hasty(edited, memory);
    expect(more).toBeUndefined();
    expect(diagnostics).toEqual(check(edited).diagnostics);
  });

  test('does not make a silence useless that it has not come to yet', () => {
    const files = memoryFiles(misspelt(lesson, '<!-- lectern-silence spelling: on purpose -->\n'));
    expect(codes(check(files))).toEqual(codes(makeChecker({ patience: 1 })(files)));
    expect(codes(check(files))).not.toContain('silence-unused');
  });

  test('is left out where nobody has patience, unless it is an error', () => {
    const content = misspelt(lesson);
    const never = makeChecker({ patience: 'never' });
    expect(codes(never(memoryFiles(content)))).not.toContain('spelling');
    const strict = memoryFiles({
      ...content,
      'course.yaml': `${String(content['course.yaml'])}rules: { spelling: error }\n`,
    });
    for (const checker of [never, makeChecker({ patience: 1 })])
      expect(checker(strict).diagnostics).toEqual(check(strict).diagnostics);
    expect(check(strict).diagnostics.find(({ code }) => code === 'spelling')).toMatchObject({ severity: 'error' });
  });
});
