import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { checkCourse } from '../../src/rules/check-course.ts';
import { check, courseOf, lessonAround, type LooseCourse } from './course-of.ts';
import { question } from './shorthand.ts';

const longKey = 'Why? | *Because the same file is needed again and again by all | It is so | It is fast';
const codes = (course: LooseCourse): string[] => check(course).map(({ code }) => code);
const only = (course: LooseCourse, code: string): Diagnostic[] =>
  check(course).filter((diagnostic) => diagnostic.code === code);

describe('A silence with a reason', () => {
  test('on a question hides the rule there and nowhere else', () => {
    const silenced = { ...question(longKey), silence: { 'choice-key-longest': 'the official wording' } };
    expect(only({ questions: [silenced, question(longKey.replace('Why', 'How'))] }, 'choice-key-longest')).toHaveLength(
      1,
    );
    expect(codes({ questions: [silenced] })).not.toContain('silence-unused');
  });

  test('on an option hides what is said of that option only', () => {
    const [right, ...wrong] = ['Because the same file is needed again and again by all', 'It is so', 'It is fast'];
    const options = [
      { text: right, correct: true, silence: { 'choice-key-longest': 'the official wording' } },
      ...wrong.map((text) => ({ text })),
    ];
    expect(codes({ questions: [{ ...question(longKey), options }] })).not.toContain('choice-key-longest');
    const elsewhere = [
      { text: right, correct: true },
      { text: wrong[0], silence: { 'choice-key-longest': 'the official wording' } },
      { text: wrong[1] },
    ];
    expect(codes({ questions: [{ ...question(longKey), options: elsewhere }] })).toEqual(
      expect.arrayContaining(['choice-key-longest', 'silence-unused']),
    );
  });

  test('on the quiz hides what is said of the whole quiz', () => {
    const questions = Array.from({ length: 8 }, (_, i) => question(longKey.replace('Why', `What about ${i}`)));
    expect(codes({ questions })).toContain('module-key-longest');
    expect(codes({ questions, quiz: { silence: { 'module-key-longest': 'a drill on long answers' } } })).not.toContain(
      'module-key-longest',
    );
  });

  test('before a block of a lesson hides what is said of that block, in Markdown and in MDX', () => {
    const body = '## One\n\n<!-- lectern-silence heading-order: quoted -->\n\n#### Deep\n\n##### Deeper\n\nWords.\n';
    expect(only({ body }, 'heading-order')).toEqual([]);
    expect(only({ body: body.replace('##### Deeper', '## Two\n\n##### Deeper') }, 'heading-order')).toHaveLength(1);
    const mdx = `---\ntitle: T\nsummary: S\nobjectives:\n  - id: know\n    text: Know it\n---\n\n${body.replace('<!--', '{/*').replace('-->', '*/}')}`;
    const course = courseOf({ files: { 'modules/m/lesson.mdx': mdx } });
    expect(checkCourse(course).map(({ code }) => code)).not.toContain('heading-order');
  });

  test('before a block of a part hides what is said of that block, and is reported where it hides nothing', () => {
    const lesson = lessonAround("import Part from './part.md'\n\n## One\n\n<Part />\n");
    const silenced = (part: string): string[] =>
      codes({
        files: {
          'modules/m/lesson.mdx': lesson,
          'modules/m/part.md': `<!-- lectern-silence heading-order: quoted -->\n\n${part}\n`,
        },
      });
    expect(silenced('#### Deep')).not.toContain('heading-order');
    expect(silenced('#### Deep')).not.toContain('silence-unused');
    expect(silenced('### Deep')).toContain('silence-unused');
  });

  test('before everything else in a lesson also covers the front matter', () => {
    expect(codes({ body: '## One\n\nWords.' })).toContain('objective-untested');
    expect(
      codes({ body: '<!-- lectern-silence objective-untested: a glossary, nothing to ask -->\n\n## One\n\nWords.' }),
    ).not.toContain('objective-untested');
  });

  test('that hides nothing is reported at its own place', () => {
    const [report] = only(
      {
        questions: [
          { ...question('Which port does HTTPS use? | *443 | 80 | 22'), silence: { 'choice-key-longest': 'why not' } },
        ],
      },
      'silence-unused',
    );
    expect(report).toMatchObject({
      severity: 'warning',
      message: '`choice-key-longest` finds nothing to silence here',
      file: 'modules/m/quiz.yaml',
    });
  });

  test('of a rule that is off is left alone, and one of no rule is an error with the name that was meant', () => {
    const silenced = {
      ...question('Which port does HTTPS use? | *443 | 80 | 22'),
      silence: { 'choice-key-longest': 'why not' },
    };
    expect(codes({ questions: [silenced], course: { rules: { 'choice-key-longest': 'off' } } })).not.toContain(
      'silence-unused',
    );
    const [report] = only(
      { questions: [{ ...silenced, silence: { 'choice-key-longst': 'why not' } }] },
      'rule-unknown',
    );
    expect(report).toMatchObject({
      severity: 'error',
      message: 'there is no rule `choice-key-longst`, did you mean `choice-key-longest`',
    });
  });

  test('without a reason silences nothing', () => {
    expect(codes({ body: '## One\n\n<!-- lectern-silence heading-order -->\n\n#### Deep\n' })).toContain(
      'heading-order',
    );
  });
});

describe('A part', () => {
  const showing = (before: string): string =>
    lessonAround(`import Part from './part.md'\n\n${before}\n\n<Part />\n\n#### After\n`);
  const order = (before: string, part: string): string[] =>
    only({ files: { 'modules/m/lesson.mdx': showing(before), 'modules/m/part.md': part } }, 'heading-order').map(
      ({ file, message }) => `${file} ${message}`,
    );

  test('has its headings in the order of the lesson that shows it', () => {
    expect(order('## One', '### In it')).toEqual([]);
    expect(order('## One\n\n### Two', '#### In it')).toEqual([]);
    expect(order('Words.', '### In it')).toEqual([
      'modules/m/part.md unexpected level 3 after level 1, expected level 2',
    ]);
    expect(order('## One', '## In it')).toEqual([
      'modules/m/lesson.mdx unexpected level 4 after level 2, expected level 3',
    ]);
  });

  test('teaches what it says', () => {
    const asking = (part: string): string[] =>
      codes({
        questions: [question('What does WebRTC send? | *Sound | Mail | Files')],
        files: {
          'modules/m/lesson.mdx': lessonAround(
            "import Part from './part.md'\n\n## One\n\nNames are sent.\n\n<Part />\n",
          ),
          'modules/m/part.md': part,
        },
      });
    expect(asking('It is sent.\n')).toContain('question-untaught');
    expect(asking('WebRTC sends it.\n')).not.toContain('question-untaught');
  });
});

describe('A silence of what loading reports', () => {
  test('is reported where there is nothing to silence, and where nobody can', () => {
    const silenced = (code: string): Diagnostic[] =>
      only(
        { questions: [{ ...question('Which port does HTTPS use? | *443 | 80 | 22'), silence: { [code]: 'why not' } }] },
        'silence-unused',
      );
    expect(silenced('image-alt-missing')).toMatchObject([
      { message: '`image-alt-missing` finds nothing to silence here' },
    ]);
    expect(silenced('section-unknown')).toMatchObject([
      { message: '`section-unknown` is an error of the format, which nobody can silence' },
    ]);
  });
});

describe('`rules:` in course.yaml', () => {
  test('changes how loud a rule is, or switches it off', () => {
    const course = (level: string): LooseCourse => ({
      questions: [question(longKey)],
      course: { rules: { 'choice-key-longest': level } },
    });
    expect(only(course('error'), 'choice-key-longest')).toMatchObject([{ severity: 'error' }]);
    expect(only(course('info'), 'choice-key-longest')).toMatchObject([{ severity: 'info' }]);
    expect(only(course('off'), 'choice-key-longest')).toEqual([]);
  });

  test('is checked itself, with the rule that was meant, at the key', () => {
    const [report] = only({ questions: [question('Name it?')], course: { rules: { spellin: 'off' } } }, 'rule-unknown');
    expect(report).toMatchObject({
      file: 'course.yaml',
      message: 'there is no rule `spellin`, did you mean `spelling`',
    });
  });

  test('also holds for warnings of loading, never for errors', () => {
    const at = {
      file: 'modules/m/lesson.md',
      start: { line: 11, column: 1 },
      end: { line: 11, column: 2 },
      message: 'x',
      why: 'y',
      fix: 'z',
    };
    const found: Diagnostic[] = [
      { ...at, code: 'link-draft', severity: 'warning' },
      { ...at, code: 'link-broken', severity: 'error' },
    ];
    const course = courseOf({
      questions: [question('Name it, please?')],
      course: { rules: { 'link-draft': 'off', 'link-broken': 'off' } },
    });
    expect(checkCourse(course, { found }).map(({ code }) => code)).toEqual(['link-broken']);
  });
});

describe('One mistake', () => {
  test('is one report: several options with the same flaw are related places of the first', () => {
    const [report, ...others] = only(
      { questions: [question('What may it be? | *All of the above | Both of the above | a port')] },
      'choice-all-of-the-above',
    );
    expect(others).toEqual([]);
    expect(report?.related).toHaveLength(1);
  });

  test('is told by the more specific rule', () => {
    const list =
      'Which hold?\n\n1. TCP is reliable\n2. UDP is reliable\n3. IP is reliable | *1 and 2 | 3 only | All of the above';
    const found = codes({ questions: [question(list)] });
    expect(found).toContain('choice-type-k');
    expect(found).not.toContain('choice-all-of-the-above');
  });
});

describe('What breaks under shuffling', () => {
  const all = question('What may it be? | a cache | a port | *All of the above');
  test('is an error where options are shuffled, and a warning where they are not or the option is pinned', () => {
    expect(only({ questions: [all] }, 'choice-all-of-the-above')).toMatchObject([{ severity: 'error' }]);
    expect(only({ questions: [all], quiz: { shuffle: false } }, 'choice-all-of-the-above')).toMatchObject([
      { severity: 'warning' },
    ]);
    const pinned = (all['options'] as object[]).map((option, i) => (i === 2 ? { ...option, pinned: 'last' } : option));
    expect(only({ questions: [{ ...all, options: pinned }] }, 'choice-all-of-the-above')).toMatchObject([
      { severity: 'warning' },
    ]);
  });
});

describe('A course in another language', () => {
  test('hears once that rules about wording are off, and no wording is judged', () => {
    const found = check({
      questions: [question('Welche ist not richtig? | *All of the above | Nein')],
      course: { language: 'de-CH' },
    });
    expect(found.filter(({ code }) => code === 'rules-language')).toMatchObject([
      { severity: 'info', file: 'course.yaml' },
    ]);
    expect(found.map(({ code }) => code)).not.toContain('choice-all-of-the-above');
  });

  test('is still judged by what needs no words', () => {
    expect(codes({ questions: [question('Welche? | *443 | 80 | 80')], course: { language: 'de' } })).toContain(
      'choice-option-duplicate',
    );
  });
});

describe('Places', () => {
  test('are the smallest that show the mistake: option text, prompt, explanation', () => {
    const quiz = `questions:
  - id: q1
    type: single-choice
    prompt: Which of these is not a method?
    objective: know
    section: one
    options:
      - id: a
        text: FETCH
        correct: true
      - id: b
        text: FETCH
      - id: c
        text: GET
    explanation: Correct!
`;
    const course = courseOf({ files: { 'modules/m/quiz.yaml': quiz } });
    const found = checkCourse(course).map(
      ({ code, start, end }) => `${code} ${start.line}:${start.column}-${end.line}:${end.column}`,
    );
    expect(found).toEqual(
      expect.arrayContaining([
        'stem-negative-unmarked 4:13-4:44',
        'choice-option-duplicate 12:15-12:20',
        'explanation-empty 15:18-15:26',
      ]),
    );
  });

  test('the same course gives the same reports, whatever was checked before', () => {
    const course = courseOf({ questions: [question(longKey), question('Which is not a port? | *a | b | c')] });
    expect(checkCourse(course)).toEqual(checkCourse(course));
  });
});

describe('Sorting numbers (`--fix`)', () => {
  const quiz = (options: string): string =>
    `shuffle: false\nquestions:\n  - id: q1\n    type: single-choice\n    prompt: How many?\n    objective: know\n    section: one\n    options:\n${options}    explanation: So it is told in the lesson, in its second section.\n`;
  const fixed = (text: string): string | undefined => {
    const edit = checkCourse(courseOf({ files: { 'modules/m/quiz.yaml': text } })).find(
      ({ code }) => code === 'choice-number-order',
    )?.edit;
    if (edit === undefined) return undefined;
    const lines = text.split('\n');
    const offset = (point: { line: number; column: number }): number =>
      lines.slice(0, point.line - 1).reduce((sum, line) => sum + line.length + 1, 0) + point.column - 1;
    return text.slice(0, offset(edit.start)) + edit.text + text.slice(offset(edit.end));
  };
  const three =
    '      - id: c\n        text: 30\n      - id: a\n        text: 10\n        correct: true\n      - id: b\n        text: 20\n';

  test('moves whole options, and a second time changes nothing', () => {
    const sorted = quiz(
      '      - id: a\n        text: 10\n        correct: true\n      - id: b\n        text: 20\n      - id: c\n        text: 30\n',
    );
    expect(fixed(quiz(three))).toBe(sorted);
    expect(fixed(sorted)).toBeUndefined();
  });

  test('is not offered where a comment or an anchor would change its place or meaning', () => {
    expect(fixed(quiz(three.replace('text: 10', 'text: 10 # ten')))).toBeUndefined();
    expect(fixed(quiz(three.replace('id: a', 'id: &x a')))).toBeUndefined();
    expect(fixed(quiz(three.replace('      - id: b', '      # b\n      - id: b')))).toBeUndefined();
  });

  test('works on flow style, too', () => {
    const text = quiz('      [{ id: c, text: 3 }, { id: a, text: 1, correct: true }, { id: b, text: 2 }]\n');
    expect(fixed(text)).toContain('[{ id: a, text: 1, correct: true }, { id: b, text: 2 }, { id: c, text: 3 }]');
  });
});

test('A quiz of seven hundred questions, all alike, is checked before the test runs out of time', () => {
  const questions = Array.from({ length: 700 }, (_, i) =>
    question(
      `Which of the many ports has number ${i}? | *Port number ${i} | Port number ${i + 1} | Port number ${i + 2}`,
    ),
  );
  expect(codes({ questions, quiz: { shuffle: false } })).toContain('module-key-position');
});

describe('A file with thousands of problems', () => {
  const deep = Array.from({ length: 2_500 }, (_, i) => `### H${i}\n\n##### Deep ${i}\n`).join('\n');
  const inLesson = check({ body: `## One\n\n${deep}` }).filter(({ file }) => file.endsWith('lesson.md'));

  test('has a thousand of them shown, and one report more that says how many are not', () => {
    expect(inLesson).toHaveLength(1_001);
    expect(inLesson.at(-1)).toMatchObject({
      code: 'more-problems',
      severity: 'warning',
      message: '1,501 more problems in this file are not shown',
    });
  });

  test('keeps the gravest, wherever they stand', () => {
    const last = `${deep}\n<!-- lectern-silence no-such-rule: because -->\n\nEnd.\n`;
    const reports = check({ body: `## One\n\n${last}` }).filter(({ file }) => file.endsWith('lesson.md'));
    expect(reports.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(['rule-unknown']);
    expect(reports).toHaveLength(1_001);
  });
});
