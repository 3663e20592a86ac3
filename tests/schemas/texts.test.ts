import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { course } from '../../schemas/course.ts';
import { lesson } from '../../schemas/lesson.ts';
import { question, type Question } from '../../schemas/questions/index.ts';
import { quiz } from '../../schemas/quiz.ts';
import { unwrap } from '../../schemas/shape.ts';
import { textKinds, textsIn, type TextUse } from '../../schemas/texts.ts';
import { textsOfQuiz } from '../../src/course/quiz-texts.ts';
import { keyEntryHtml, questionHtml } from '../../src/questions/question.ts';
import { examples, viewOf } from '../questions/examples.ts';

/** `questions[].options[].text` → its kind, for every string of a schema; undefined for names and answers. */
function stringsOf(schema: z.ZodType, at = ''): [string, string | undefined][] {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject)
    return Object.entries(inner.shape).flatMap(([key, part]) =>
      stringsOf(part as z.ZodType, at === '' ? key : `${at}.${key}`),
    );
  if (inner instanceof z.ZodArray) return stringsOf(inner.element as z.ZodType, `${at}[]`);
  if (inner instanceof z.ZodRecord) return stringsOf(inner.valueType as z.ZodType, `${at}{}`);
  if (inner instanceof z.ZodUnion)
    return (inner.options as readonly z.ZodType[]).flatMap((option) => stringsOf(option, at));
  return inner instanceof z.ZodString ? [[at, textKinds.get(inner)?.kind]] : [];
}

const shown = ({ path, kind }: TextUse): string => `${path.join('.')} ${kind}`;

describe('Texts of the format', () => {
  test('each have a kind, but for names and what only rules and graders look at', () => {
    const unmarked = [course, lesson, quiz]
      .flatMap((schema) => stringsOf(schema))
      .flatMap(([path, kind]) => (kind === undefined ? [path.replace(/^.*\./, '')] : []));
    expect([...new Set(unmarked)].toSorted()).toEqual([
      'accent',
      'accept[]',
      'aliases[]',
      'anyOrder[][]',
      'client',
      'column',
      'context',
      'css',
      'dark',
      'edit',
      'few',
      'id',
      'language',
      'light',
      'many',
      'matches[]',
      'modules[]',
      'objective',
      'one',
      'other',
      'packages[]',
      'pattern',
      'prerequisites[]',
      'reason',
      'rejects[]',
      'section',
      'sections{}[]',
      'server',
      'sets[][]',
      'silence{}',
      'tolerance',
      'translations[]',
      'two',
      'updated',
      'video[]',
      'vocabulary[]',
      'words{}',
      'zero',
    ]);
  });

  test('are Markdown on the page where the format says so, and shown as written everywhere else', () => {
    const wrong = examples.flatMap((example) => {
      const marked: { readonly mark: string; readonly kind: string; readonly path: string }[] = [];
      let data: unknown = example.question;
      for (const use of textsIn(question, data)) {
        const mark = `mark${marked.length}`;
        marked.push({ mark, kind: use.kind, path: `${example.question.type} ${use.path.join('.')}` });
        data = withText(data, use.path, `${use.text} **${mark}**`);
      }
      const view = viewOf({ ...example, question: data as Question });
      const html = `${questionHtml(view, 'lesson')}${keyEntryHtml(view, 'lesson')}`;
      return marked.flatMap(({ mark, kind, path }) => {
        const isMarkdown = html.includes(`<strong>${mark}</strong>`);
        const isRaw = html.replace(/<[^>]*>/g, '').includes(`**${mark}**`);
        return isMarkdown === (kind === 'markdown') && isRaw === (kind !== 'markdown') ? [] : [`${path} is ${kind}`];
      });
    });
    expect(wrong).toEqual([]);
  });

  test('are found in values that no schema has taken', () => {
    const found = textsOfQuiz({
      contexts: { log: 'One' },
      title: 7,
      results: [{ title: 'Two' }, 'no result'],
      questions: [
        'no question',
        null,
        { prompt: 'Three', options: [{ text: 'Four' }, { feedback: 'Five' }, 'six'], hints: 'no list' },
        {
          type: 'fill-in',
          text: 'Seven',
          blanks: { output: { options: [{ text: 'Eight', feedback: 'Nine' }] }, typed: { accept: ['ten'] } },
        },
        { type: 'fil-in', text: 'Eleven', blanks: {} },
        { type: 'true-false', feedback: { true: 'Twelve', false: ['no text'] } },
      ],
    });
    expect(found.map(shown)).toEqual([
      'contexts.log markdown',
      'questions.2.prompt markdown',
      'questions.2.options.0.text markdown',
      'questions.2.options.1.feedback markdown',
      'questions.3.text markdown',
      'questions.3.blanks.output.options.0.text plain',
      'questions.3.blanks.output.options.0.feedback markdown',
      'questions.4.text markdown',
      'questions.5.feedback.true markdown',
      'results.0.title plain',
    ]);
  });

  test('are none in what is no document at all', () => {
    for (const value of [undefined, null, 'text', 7, [], {}, { questions: {} }, { questions: [[]] }])
      expect(textsOfQuiz(value)).toEqual([]);
  });
});

function withText(value: unknown, [step, ...rest]: TextUse['path'], text: string): unknown {
  if (step === undefined) return text;
  if (Array.isArray(value))
    return value.map((item, index): unknown => (index === step ? withText(item, rest, text) : item));
  return { ...(value as object), [step]: withText((value as Readonly<Record<string, unknown>>)[step], rest, text) };
}
