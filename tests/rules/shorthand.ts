import type { LooseCourse, LooseQuestion } from './course-of.ts';

/** One line of a table: shorthand, or whatever the rule's scope needs. */
export type Entry = string | readonly string[] | Readonly<Record<string, unknown>>;

const defaultExplanation = 'The reason for this is told at length in the lesson that comes before the quiz.';

/**
 * A question in one line: `prompt | *right option | wrong option ~ explanation`. Several `*` make it a multiple choice,
 * no options a short answer.
 */
export function question(line: string): LooseQuestion {
  const [asked = '', explanation = defaultExplanation] = line.split(' ~ ');
  const [prompt = '', ...options] = asked.split(' | ');
  const type =
    options.length === 0
      ? 'short-answer'
      : options.filter((option) => option.startsWith('*')).length > 1
        ? 'multiple-choice'
        : 'single-choice';
  const answers =
    type === 'short-answer'
      ? { accept: ['x'] }
      : { options: options.map((option) => ({ text: option.replace(/^\*/, ''), correct: option.startsWith('*') })) };
  return { type, prompt, ...answers, ...(explanation === '' ? {} : { explanation }) };
}

/** A table's entry as a course: of one question, of several, of a pattern of keys, of a lesson, or as spelt out. */
export function courseFrom(entry: Entry, scope: string): LooseCourse {
  if (Array.isArray(entry)) return { questions: entry.map((line: string) => question(line)) };
  if (typeof entry === 'string') {
    if (scope === 'lesson' || scope === 'body') return { body: entry };
    const pattern = /^([Ls0-9]+)\/(\d)$/.exec(entry);
    return pattern === null
      ? { questions: [question(entry)] }
      : { questions: keys(pattern[1] ?? '', Number(pattern[2])), quiz: { shuffle: false } };
  }
  const { q, questions, ...rest } = entry as {
    q?: string;
    questions?: readonly (string | LooseQuestion)[];
  } & LooseCourse &
    Readonly<Record<string, unknown>>;
  const { quiz, body, course, files, ...more } = rest;
  const asked =
    q === undefined
      ? questions?.map((one) => (typeof one === 'string' ? question(one) : one))
      : [{ ...question(q), ...more }];
  return {
    ...(asked === undefined ? {} : { questions: asked }),
    ...(quiz === undefined ? {} : { quiz }),
    ...(body === undefined ? {} : { body }),
    ...(course === undefined ? {} : { course }),
    ...(files === undefined ? {} : { files }),
  };
}

/** `LLs/3`: two keys that are the longest of three options, then a short one. `0122/4`: the places of four keys. */
function keys(pattern: string, options: number): LooseQuestion[] {
  return [...pattern].map((sign, i) => {
    const place = /\d/.test(sign) ? Number(sign) : i % options;
    const right = sign === 'L' ? 'is a rather long story' : 'is so';
    const wrong = sign === 's' ? 'is a rather long story' : sign === 'L' ? 'is so' : 'is no';
    const texts = Array.from({ length: options }, (_, j) => ({
      text: `${'abcdefgh'[j]} ${j === place ? right : wrong}`,
      correct: j === place,
    }));
    return {
      type: 'single-choice',
      prompt: `What is known about topic number ${i + 1}?`,
      options: texts,
      explanation: defaultExplanation,
    };
  });
}
