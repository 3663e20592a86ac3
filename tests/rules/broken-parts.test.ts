import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { loadCourse } from '../../src/lesson/load.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { checkCourse } from '../../src/rules/check-course.ts';
import { spellerOf } from '../../src/cli/dictionaries.ts';
import { memoryFiles, type MemoryContent } from '../../src/source/memory.ts';
import { question } from './shorthand.ts';
import type { LooseQuestion } from './course-of.ts';

/**
 * A course in which something can be said about nearly everything: what a mistake in one part takes away from that, and
 * what it must neither take away nor add, is what these tests are about.
 */
const questionsOf = (module: string): LooseQuestion[] => {
  const long = 'because the whole of the answer is kept for as long as the server allows it to be kept';
  const lines = [
    ...Array.from(
      { length: 12 },
      (_, i) =>
        `Why does ${module} keep answer number ${i + 1} for a while? | ${long} ${i} | *${long}, and so nobody asks twice ${i} | it is so ${i}`,
    ),
    `Which of these does ${module} not keep? | *a secret | a page | a picture`,
    `Which of these is NOT kept in a cache of ${module}? | *a secret page of an account | a page of a shop | a picture of a shop`,
    `What does DNSSEC protect in a cache of ${module}? | *names | pages | pictures`,
  ];
  return lines.map((line, i) =>
    withIds({ ...question(line), objective: i === 12 ? 'second' : 'first', section: 'the-cache' }, i),
  );
};

function withIds(one: LooseQuestion, i: number): LooseQuestion {
  const options = (one['options'] as object[]).map((option, j) => ({ id: `o${j + 1}`, ...option }));
  return { id: `q${i + 1}`, ...one, options };
}

const lessonOf = (module: string, prerequisites: readonly string[] = []): string => `---
title: About ${module}
summary: What ${module} keeps.
objectives:
  - id: first
    text: Say what is kept
  - id: second
    text: Say what is not kept
  - id: third
    text: Nothing asks for this one
prerequisites: [${prerequisites.join(', ')}]
---

## The Cache

A cache keeps a page, a picture and the answer to a question. It will recieve them from the server for a while, because
the server allows it, and so nobody asks twice. Secrets and names of an account or a shop are another matter.

#### Too Deep

[Click here](https://example.org/).
`;

const courseYaml = `title: T
language: en
categories:
  - id: c
    title: C
    modules: [alpha, beta]
vocabulary: [account]
rules:
  choice-key-longest: info
  choice-word-echo: 'off'
`;

const files = (
  questions = { alpha: questionsOf('alpha'), beta: questionsOf('beta') },
): Record<string, MemoryContent[string]> => ({
  'course.yaml': courseYaml,
  'modules/alpha/lesson.md': lessonOf('alpha'),
  'modules/alpha/quiz.yaml': stringify({ shuffle: false, questions: questions.alpha }),
  'modules/beta/lesson.md': lessonOf('beta', ['alpha']),
  'modules/beta/quiz.yaml': stringify({ questions: questions.beta }),
});

const speller = spellerOf('en');
const format = ({ file, code, start, message }: Diagnostic): string => `${file}:${start.line} ${code} ${message}`;

/** What loading and what the rules report, in words that do not change when lines move. */
function judge(content: MemoryContent): { readonly errors: readonly string[]; readonly said: readonly string[] } {
  const { valid, diagnostics } = loadCourse(memoryFiles(content));
  const all = valid === undefined ? diagnostics : checkCourse(valid, { speller, found: diagnostics });
  return { errors: diagnostics.map(format), said: all.filter((one) => !diagnostics.includes(one)).map(format) };
}

const whole = judge(files());
const edited = (file: string, from: string | RegExp, to: string): Record<string, MemoryContent[string]> => {
  const content = files();
  const text = String(content[file]);
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${file} does not hold ${String(from)}`);
  return { ...content, [file]: changed };
};

describe('The course of these tests', () => {
  test('is sound, and rules of every kind have something to say about it', () => {
    expect(whole.errors).toEqual([]);
    const codes = new Set(whole.said.map((line) => line.split(' ')[1]));
    for (const code of [
      'module-key-longest',
      'module-key-position',
      'course-guessable',
      'objective-untested',
      'stem-negative',
      'stem-negative-unmarked',
      'question-untaught',
      'spelling',
      'heading-order',
      'link-text-vague',
    ])
      expect([...codes]).toContain(code);
  });
});

describe('A mistake in one question', () => {
  const lost = (said: readonly string[]): string[] => whole.said.filter((line) => !said.includes(line));
  const added = (said: readonly string[]): string[] => said.filter((line) => !whole.said.includes(line));

  test.each(Array.from({ length: 15 }, (_, i) => i))(
    '(number %i) makes no rule say anything new, and takes away only what was said of that question and of the whole quiz',
    (i) => {
      const broken = questionsOf('alpha').with(i, { ...questionsOf('alpha')[i], explnation: 'Misspelt.' });
      const { errors, said } = judge(files({ alpha: broken, beta: questionsOf('beta') }));
      expect(errors).toHaveLength(1);
      // What stands behind it moves down by a line.
      const unmoved = (lines: readonly string[]): string[] => lines.map((line) => line.replace(/:\d+ /, ' '));
      const news = unmoved(said)
        .filter((line) => !unmoved(whole.said).includes(line))
        .filter(
          (line) =>
            !/^modules\/alpha\/quiz\.yaml (?:module-key-longest|stem-negative) |^course\.yaml course-guessable /.test(
              line,
            ),
        );
      expect(news).toEqual([]);
      const missing = unmoved(whole.said).filter((line) => !unmoved(said).includes(line));
      expect(
        missing.filter(
          (line) => !line.startsWith('modules/alpha/quiz.yaml ') && !line.startsWith('course.yaml course-guessable'),
        ),
      ).toEqual([]);
    },
  );

  test('does not hide what the same quiz has wrong elsewhere', () => {
    const { said } = judge(
      edited(
        'modules/alpha/quiz.yaml',
        'prompt: Why does alpha keep answer number 3 ',
        'promt: Why does alpha keep answer number 3 ',
      ),
    );
    expect(
      said.filter((line) => line.startsWith('modules/alpha/quiz.yaml') && line.includes('stem-negative-unmarked')),
    ).toHaveLength(1);
    expect(said.filter((line) => line.startsWith('modules/alpha/lesson.md'))).toEqual(
      whole.said.filter((line) => line.startsWith('modules/alpha/lesson.md')),
    );
    expect(said.filter((line) => line.startsWith('modules/beta/'))).toEqual(
      whole.said.filter((line) => line.startsWith('modules/beta/')),
    );
  });

  test('still counts for the objective it names, also one it nearly names', () => {
    // Only question 13 asks for `second`.
    for (const [from, to] of [
      ['q13', 'Q 13'],
      ['objective: second', 'objective: secnd'],
      ['objective: second', 'objective: [second]'],
    ] as const) {
      const { said, errors } = judge(edited('modules/alpha/quiz.yaml', from, to));
      expect(errors.length).toBeGreaterThan(0);
      expect(said.filter((line) => line.includes('objective `second`'))).toEqual([]);
    }
  });

  test('does not make a pattern: a module’s figures count it against the suspicion', () => {
    const few = (n: number): LooseQuestion[] => questionsOf('alpha').slice(0, n);
    const hidden = (n: number): LooseQuestion[] =>
      Array.from({ length: n }, (_, i) => ({
        ...withIds({ ...question(`What is ${i}? | *a | b | c`), objective: 'first', section: 'the-cache' }, 20 + i),
        wrong: true,
      }));
    const spoke = (alpha: readonly LooseQuestion[], code: string): boolean =>
      judge(files({ alpha: [...alpha], beta: [] })).said.some((line) => line.includes(` ${code} `));
    expect(spoke(few(12), 'module-key-longest')).toBe(true);
    expect(spoke([...few(12), ...hidden(12)], 'module-key-longest')).toBe(false);
    expect(spoke(few(12), 'module-key-position')).toBe(true);
    expect(spoke([...few(12), ...hidden(1)], 'module-key-position')).toBe(false);
    expect(spoke(few(12), 'course-guessable')).toBe(true);
    expect(spoke([...few(12), ...hidden(30)], 'course-guessable')).toBe(false);
  });

  test('leaves silences alone that may have been meant for it', () => {
    const silence = { silence: { 'module-key-position': 'a drill', 'question-duplicate': 'a drill' } };
    const quiz = (questions: readonly LooseQuestion[]): Record<string, MemoryContent[string]> => ({
      ...files(),
      'modules/alpha/quiz.yaml': stringify({ shuffle: false, ...silence, questions }),
    });
    expect(judge(quiz(questionsOf('alpha'))).said.some((line) => line.includes('silence-unused'))).toBe(true);
    const broken = judge(quiz(questionsOf('alpha').with(0, { id: 'x' })));
    expect(broken.errors.length).toBeGreaterThan(0);
    expect(broken.said.filter((line) => line.includes('silence-unused'))).toEqual([]);
  });

  test.each([
    [
      'of YAML itself: a key twice',
      (text: string) =>
        text.replace('id: q13', 'id: q13\n    explanation: Again, and at length enough to count as one.'),
    ],
    [
      'of YAML itself: a merge key',
      (text: string) => text.replace('id: q13', 'id: q13\n    <<: { explanation: Merged }'),
    ],
    ['in a shared text it needs', (text: string) => text.replace('id: q13', 'id: q13\n    context: nowhere')],
  ])('%s leaves only that question out', (_, change) => {
    const { errors, said } = judge({
      ...files(),
      'modules/alpha/quiz.yaml': change(String(files()['modules/alpha/quiz.yaml'])),
    });
    expect(errors).toHaveLength(1);
    expect(
      said.some((line) => line.startsWith('modules/alpha/quiz.yaml') && line.includes('stem-negative-unmarked')),
    ).toBe(false);
    expect(
      said.some((line) => line.startsWith('modules/beta/quiz.yaml') && line.includes('stem-negative-unmarked')),
    ).toBe(true);
    expect(added(said).filter((line) => /objective-untested|silence-unused/.test(line))).toEqual([]);
    expect(lost(said).filter((line) => line.startsWith('modules/beta/'))).toEqual([]);
  });
});

describe('A mistake in a lesson', () => {
  const linesOf = (said: readonly string[], file: string): string[] =>
    said.filter((line) => line.startsWith(file)).map((line) => line.replace(/:\d+ /, ' '));
  const same = (said: readonly string[], file: string): void =>
    expect(linesOf(said, file)).toEqual(linesOf(whole.said, file));

  test('in its front matter leaves body, quiz and objectives to the rules', () => {
    const { errors, said } = judge(edited('modules/alpha/lesson.md', /summary: .*\n/, ''));
    expect(errors).toHaveLength(1);
    same(said, 'modules/');
  });

  test('in one objective leaves the others to the rules', () => {
    const { errors, said } = judge(
      edited('modules/alpha/lesson.md', 'text: Say what is not kept', 'txt: Say what is not kept'),
    );
    expect(errors).toHaveLength(1);
    same(said, 'modules/');
  });

  test('in the YAML of its front matter silences what depends on it, and neither the body nor the quiz', () => {
    const { said } = judge(edited('modules/alpha/lesson.md', 'title: About alpha', 'title: "About alpha'));
    expect(linesOf(said, 'modules/alpha/lesson.md')).toEqual(
      linesOf(whole.said, 'modules/alpha/lesson.md').filter((line) => !line.includes('objective-untested')),
    );
    expect(linesOf(said, 'modules/alpha/quiz.yaml')).toEqual(
      linesOf(whole.said, 'modules/alpha/quiz.yaml').filter((line) => !line.includes('question-untaught')),
    );
    expect(linesOf(said, 'modules/beta/quiz.yaml')).toEqual(
      linesOf(whole.said, 'modules/beta/quiz.yaml').filter((line) => !line.includes('question-untaught')),
    );
  });

  test('that leaves nothing of it to be read: its questions are still judged', () => {
    const content = files();
    const { said } = judge({ ...content, 'modules/alpha/lesson.md': new Uint8Array([0xff, 0xfe]) });
    expect(linesOf(said, 'modules/alpha/quiz.yaml')).toEqual(
      linesOf(whole.said, 'modules/alpha/quiz.yaml').filter((line) => !line.includes('question-untaught')),
    );
    same(said, 'modules/beta/lesson.md');
  });

  test('in its prerequisites: nobody is told that something was not taught', () => {
    const { said } = judge(edited('modules/beta/lesson.md', '[alpha]', '[alhpa]'));
    expect(linesOf(said, 'modules/beta/quiz.yaml').filter((line) => line.includes('question-untaught'))).toEqual([]);
  });
});

describe('A quiz that cannot be read', () => {
  test('does not make objectives untested, and leaves the lesson to the rules', () => {
    const content = files();
    for (const quiz of ['questions: [', new Uint8Array([0xff]), 'title: Quick Quiz\n', 'questions: []\n'] as const) {
      const { errors, said } = judge({ ...content, 'modules/alpha/quiz.yaml': quiz });
      expect(errors).toHaveLength(1);
      expect(said.filter((line) => line.startsWith('modules/alpha/'))).toEqual(
        whole.said.filter((line) => line.startsWith('modules/alpha/lesson.md') && !line.includes('objective-untested')),
      );
    }
  });
});

describe('A mistake in course.yaml', () => {
  test('in one level of `rules` leaves that rule silent and the others as the course has them', () => {
    const { errors, said } = judge(
      edited('course.yaml', 'choice-key-longest: info', 'choice-key-longest: loud\n  heading-order: error'),
    );
    expect(errors).toHaveLength(1);
    expect(said.filter((line) => line.includes('choice-key-longest') || line.includes('choice-word-echo'))).toEqual([]);
    expect(said.filter((line) => line.includes('heading-order'))).toHaveLength(2);
  });

  test('in all of `rules` is one report', () => {
    const { errors, said } = judge(edited('course.yaml', /rules:\n.*\n.*\n/, 'rules: [choice-key-longest]\n'));
    expect(errors).toHaveLength(1);
    expect(said.filter((line) => line.includes('rule-unknown'))).toEqual([]);
  });

  test('in one word of `vocabulary` leaves the others', () => {
    const { said } = judge(edited('course.yaml', '[account]', '[account, DNSSEC, [x]]'));
    expect(said.filter((line) => line.includes('question-untaught'))).toEqual([]);
  });

  test('in its language: no wording is judged in a language nobody knows', () => {
    const { errors, said } = judge(edited('course.yaml', 'language: en', 'language: Englisch'));
    expect(errors).toHaveLength(1);
    expect(said.filter((line) => /stem-|question-untaught|rules-language/.test(line))).toEqual([]);
    expect(said.some((line) => line.includes('heading-order'))).toBe(true);
  });
});
