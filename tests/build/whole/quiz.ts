import { firstHeading, isDrawn, type Author, type Where } from './author.ts';
import { blocks } from './blocks.ts';
import { inline } from './inline.ts';

type Yaml = string | number | boolean | readonly Yaml[] | { readonly [key: string]: Yaml };

/** One Markdown text of a quiz, with a name for what it is. */
function text(author: Author, where: Where, name: string, length: 'line' | 'blocks'): string {
  return author.as(name, () => {
    const written =
      length === 'line' || author.chance(2)
        ? sentence(author, where)
        : blocks(author, { ...where, depth: 1 }, 1 + author.below(2));
    const more = author.appendix.get('text') ?? [];
    author.appendix.delete('text');
    return [written, ...more].join('\n\n');
  });
}

function sentence(author: Author, where: Where): string {
  const { source, text: read } = inline(author, where);
  author.expectText(read, where);
  return source;
}

/** Text of a quiz that is no Markdown. */
function plain(author: Author, where: Where, name: string, shown = true): string {
  return author.as(name, () => {
    const words = author.pick([
      author.words(),
      `${author.word()} & ${author.word()}`,
      `“${author.word()}” 1 < 2`,
      `日本 ${author.word()}`,
    ]);
    if (shown) author.expect({ kind: 'text', text: words, within: where.question });
    return words;
  });
}

function option(author: Author, where: Where, id: string, correct: boolean, feedback: boolean): Yaml {
  const named = { ...where, named: true };
  return {
    id,
    text: text(author, named, 'option', author.chance(3) ? 'blocks' : 'line'),
    ...(correct ? { correct } : {}),
    ...(feedback ? { feedback: text(author, where, 'feedback', 'blocks') } : {}),
    ...(author.chance(6) ? { pinned: author.pick(['first', 'last']) } : {}),
  };
}

function options(author: Author, where: Where, right: number, wrong: number): readonly Yaml[] {
  return Array.from({ length: right + wrong }, (_, index) =>
    option(author, where, `o${index + 1}`, index < right, author.chance(2)),
  );
}

/** What each type of question has of its own. */
const questionFeatures: Readonly<Record<string, (author: Author, where: Where) => { readonly [key: string]: Yaml }>> = {
  'single-choice': (author, where) => ({ options: options(author, where, 1, 1 + author.below(3)) }),
  'multiple-choice': (author, where) => ({ options: options(author, where, 1 + author.below(2), 1 + author.below(2)) }),
  'true-false': (author, where) => ({
    answer: author.chance(2),
    ...(author.chance(2)
      ? {
          feedback: { true: text(author, where, 'feedback', 'blocks'), false: text(author, where, 'feedback', 'line') },
        }
      : {}),
  }),
  'short-answer': (author, where) => ({ accept: [plain(author, where, 'accept'), author.word()] }),
  numeric(author, where) {
    const unit = author.word();
    author.expect({ kind: 'text', text: unit, within: where.question });
    author.expect({ kind: 'name', text: unit, within: where.question ?? '' });
    return { answer: author.pick([4, -2.5, 0, 1e6]), tolerance: author.pick([0, 0.5]), unit };
  },
  ordering: (author, where) => ({
    items: Array.from({ length: 2 + author.below(2) }, (_, index) => ({
      id: ['i1', 'n1-i1', 'i1-n1', 'n2'][index] ?? 'i',
      text: text(author, { ...where, named: true }, 'item', author.chance(3) ? 'blocks' : 'line'),
    })),
  }),
  matching: (author, where) => ({
    pairs: Array.from({ length: 2 + author.below(2) }, (_, index) => ({
      left: text(author, { ...where, named: true }, 'left side', 'line'),
      right: plain(author, where, 'right side'),
      ...(author.chance(2) ? { id: `p${index}` } : {}),
    })),
    distractors: [plain(author, where, 'distractor')],
  }),
  classify: (author, where) => ({
    columns: ['a', 'b', 'c'].map((id) => ({
      id,
      text: text(author, { ...where, named: true }, 'column', 'line'),
    })),
    rows: Array.from({ length: 2 + author.below(2) }, (_, index) => ({
      id: ['a', 'b', 'a-b'][index] ?? 'i',
      text: text(author, { ...where, named: true }, 'row', author.chance(3) ? 'blocks' : 'line'),
      column: author.pick(['a', 'b', 'c']),
    })),
  }),
  parsons: (author) => ({
    program: `${Array.from({ length: 2 + author.below(3) }, () => `say('${author.word()}');`).join('\n')}\n`,
    ...(author.chance(2) ? { distractors: [`shout('${author.word()}');`] } : {}),
    indent: author.chance(3),
  }),
  'self-check': (author, where) => ({
    form: author.pick(['written', 'card']),
    model: text(author, where, 'model', 'blocks'),
    ...(author.chance(2) ? { criteria: [{ id: 'one', text: text(author, where, 'criterion', 'line') }] } : {}),
  }),
  'fill-in'(author, where) {
    const chosen = {
      options: [
        {
          id: 'a',
          text: plain(author, where, 'choice'),
          correct: true,
          feedback: text(author, where, 'feedback', 'line'),
        },
        { id: 'b', text: plain(author, where, 'choice') },
      ],
    };
    const before = author.as('text with blanks', () => sentence(author, where));
    const more = (author.appendix.get('text') ?? []).map((definition) => `\n\n${definition}`).join('');
    author.appendix.delete('text');
    const after = author.word();
    author.expect({ kind: 'text', text: after, within: where.question });
    const code = author.word();
    const fence = author.chance(3) ? `\n\n\`\`\`js\nlet ${code} = [[three]];\n\`\`\`` : '';
    if (fence !== '') author.expect({ kind: 'text', text: code, within: where.question });
    return {
      text: `${before} [[one]] ${after} [[two]].${fence}${more}`,
      blanks: {
        one: { accept: [plain(author, where, 'accept')] },
        two: chosen,
        ...(fence === '' ? {} : { three: { accept: [plain(author, where, 'accept')], ignoreCase: false } }),
      },
    };
  },
  'predict-output'(author, where) {
    const word = author.word();
    const program = `const word = '${word}';\nconsole.log(word, 1 < 2 && "<b>");\n`;
    author.expect({ kind: 'code', code: program.trimEnd(), within: where.question });
    const output = `${word} <b>`;
    if (author.chance(2)) {
      author.expect({ kind: 'code', code: output, within: where.question });
      return { program, runs: 'node', output: `${output}\n` };
    }
    return {
      program,
      output,
      options: [
        { id: 'right', text: `\`${output}\``, correct: true },
        { id: 'wrong', text: text(author, { ...where, named: true }, 'option', 'blocks') },
      ],
    };
  },
};

export const questionNames: readonly string[] = Object.keys(questionFeatures);

/** A quiz with a question for each of these types and seeds. */
export function quiz(
  author: Author,
  questions: readonly { readonly feature: string; readonly seed: number }[],
  inLesson: ReadonlySet<string>,
): string {
  const file = `modules/${author.slug}/quiz.yaml`;
  const contexts: Record<string, Yaml> = {};
  const written = questions.map(({ feature, seed }, index) => {
    author.reseed(seed);
    const id = `n${index + 1}`;
    const question = `${author.slug}/${id}`;
    const where: Where = { file, syntax: 'quiz', question, depth: 0 };
    return author.as(feature, () => {
      const aside = inLesson.has(id) ? 'asked in the lesson' : 'asked in the quiz';
      const data = author.as(aside, () => {
        const shared =
          author.chance(3) && isDrawn(`context of a question ${aside}`, where)
            ? `c${index - author.below(2)}`
            : undefined;
        if (shared !== undefined) contexts[shared] ??= text(author, where, 'context', 'blocks');
        return {
          id,
          type: feature,
          prompt: text(author, where, 'prompt', 'blocks'),
          objective: 'know',
          section: firstHeading,
          ...(shared === undefined ? {} : { context: shared }),
          ...(questionFeatures[feature] ?? (() => ({})))(author, where),
          ...(author.chance(3)
            ? { hints: Array.from({ length: 1 + author.below(2) }, () => text(author, where, 'hint', 'blocks')) }
            : {}),
          explanation: text(author, where, 'explanation', 'blocks'),
          ...(author.chance(5) ? { silence: { 'stem-too-thin': 'it is only there to be drawn' } } : {}),
        };
      });
      author.close(yaml(data, ''));
      return data as Yaml;
    });
  });
  author.reseed(questions.length);
  const outside: Where = { file, syntax: 'quiz', depth: 0 };
  // Where the lesson asks every question, there is no quiz below it that could have a title.
  const shown = questions.length > inLesson.size;
  const head = {
    title: plain(author, outside, 'title of a quiz', shown),
    passMark: author.pick([70, 0, 100]),
    shuffle: author.chance(2),
    ...(author.chance(3)
      ? {
          results: [
            {
              from: 50,
              title: plain(author, outside, 'title of a result', shown),
              message: plain(author, outside, 'message of a result', shown),
            },
            { from: 0, icon: '🌱', title: plain(author, outside, 'title of a result', shown) },
          ],
        }
      : {}),
  };
  author.close(yaml(head, ''));
  return `${yaml(head, '')}${Object.keys(contexts).length === 0 ? '' : `contexts:\n${yaml(contexts, '  ')}`}questions:\n${written.map((one) => yaml(one, '    ').replace(/^ {4}/, '  - ')).join('')}`;
}

/** A mapping as YAML; text of several lines as a block. */
export function yaml(value: Yaml, indentation: string): string {
  return Object.entries(value as Record<string, Yaml>)
    .map(([key, item]) => `${indentation}${key}:${yamlValue(item, `${indentation}  `)}\n`)
    .join('');
}

function yamlValue(value: Yaml, indentation: string): string {
  if (typeof value === 'string')
    return value.includes('\n') && !/^\s|\s$|[^\S\n ]|[\u0080-\u009f]|\n\s*\n\s*$/.test(value)
      ? ` |-\n${value
          .split('\n')
          .map((line) => (line === '' ? '' : indentation + line))
          .join('\n')}`
      : ` ${JSON.stringify(value)}`;
  if (typeof value !== 'object') return ` ${JSON.stringify(value)}`;
  if (Array.isArray(value))
    return (value as readonly Yaml[])
      .map(
        (item) =>
          `\n${indentation}-${typeof item === 'string' ? yamlValue(item, `${indentation}  `) : ` ${yaml(item, `${indentation}  `).trimStart().trimEnd()}`}`,
      )
      .join('');
  return `\n${yaml(value, indentation).trimEnd()}`;
}
