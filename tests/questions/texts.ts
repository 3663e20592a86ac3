import { markdownToHtml } from 'satteri';
import { wordsOf } from '../../src/words/words.ts';
import type { Example } from './examples.ts';

/** The visible words of an example, as any reading must have them. */
export interface Texts {
  readonly prompt: readonly string[];
  readonly options: readonly string[];
  /** What the answer key must say. */
  readonly key: readonly string[];
  /** The right answer in words. */
  readonly answer: readonly string[];
  /** What must not be anywhere in the page before answering. */
  readonly secret: readonly string[];
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#x27;': "'",
};

/** Markdown as a reader sees it, one text per block. */
function words(markdown: string): string[] {
  return markdownToHtml(markdown)
    .html.split(/<\/(?:p|pre|li)>/)
    .map((block) =>
      block
        .replace(/<[^>]+>/g, '')
        .replace(/&[a-z#0-9]+;/g, (entity) => entities[entity] ?? entity)
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((text) => text !== '');
}

const one = (markdown: string) => words(markdown).join(' ');

/** Worked out from the author's data alone, without any of the code that writes the pages. */
export function textsOf({ question, language }: Example): Texts {
  const prompt = words(question.prompt);
  const explanation = question.explanation === undefined ? [] : words(question.explanation);
  const made = (
    options: readonly string[],
    answer: readonly string[],
    feedback: readonly (string | undefined)[] = [],
    hidden: readonly string[] = [],
  ): Texts => {
    const said = feedback.filter((text) => text !== undefined).map(one);
    return {
      prompt,
      options,
      answer,
      key: [...answer, ...said, ...explanation],
      secret: [...said, ...explanation, ...hidden],
    };
  };
  const number = (value: number) => (language === 'de' ? String(value).replace('.', ',') : String(value));
  switch (question.type) {
    case 'single-choice':
    case 'multiple-choice':
      return made(
        question.options.map(({ text }) => one(text)),
        question.options.filter(({ correct }) => correct).map(({ text }) => one(text)),
        question.options.map(({ feedback }) => feedback),
      );
    case 'true-false':
      return made(
        ['True', 'False'],
        [question.answer ? 'True' : 'False'],
        [question.feedback?.true, question.feedback?.false],
      );
    case 'short-answer':
      return made(
        [],
        question.accept.slice(0, 1),
        [],
        question.accept.filter((text) => !question.prompt.includes(text) && !question.hints.join().includes(text)),
      );
    case 'numeric': {
      const right = question.answers?.filter(({ points }) => points === 1) ?? [question];
      return made(
        [],
        right.flatMap(({ answer, range = [] }) => [answer, ...range].flatMap((each) => each ?? []).map(number)),
        question.answers?.map(({ feedback }) => feedback),
        [
          wordsOf(language)
            .say('give-or-take', { answer: '', tolerance: String(question.tolerance) })
            .trim(),
        ],
      );
    }
    case 'ordering':
      return made(
        question.items.map(({ text }) => one(text)),
        question.items.map(({ text }) => one(text)),
      );
    case 'matching':
      return made(
        [...question.pairs.flatMap(({ left, right }) => [one(left), right]), ...question.distractors],
        question.pairs.map(({ left, right }) => `${one(left)} – ${right}`),
      );
    case 'classify':
      return made(
        [...question.columns, ...question.rows].map(({ text }) => one(text)),
        question.rows.map(
          ({ text, column }) => `${one(text)} – ${one(question.columns.find(({ id }) => id === column)?.text ?? '')}`,
        ),
      );
    case 'parsons': {
      const lines = question.program
        .split('\n')
        .flatMap((line) => (line.trim() === '' ? [] : words(`\`${line.trim()}\``)));
      return made([...lines, ...question.distractors.map((line) => line.trim())], lines);
    }
    case 'self-check': {
      const model = one(question.model.replace(/\[\[|\]\]/g, ''));
      const criteria = question.criteria.map(({ text }) => one(text));
      return made(
        question.form === 'cloze' ? question.model.split(/\[\[.*?\]\]/).map((text) => text.trim()) : [],
        [model, ...criteria],
        [],
        [model, ...criteria, ...[...question.model.matchAll(/\[\[(.*?)\]\]/g)].map(([, gap = '']) => one(gap))],
      );
    }
    case 'fill-in': {
      const blanks = Object.values(question.blanks);
      const chosen = blanks.flatMap((blank) => ('options' in blank ? blank.options : []));
      const typed = blanks.flatMap((blank) => ('accept' in blank ? blank.accept : []));
      return made(
        chosen.map(({ text }) => text),
        [...typed.slice(0, 1), ...chosen.filter(({ correct }) => correct).map(({ text }) => text)],
        chosen.map(({ feedback }) => feedback),
        typed.filter((text) => text.length > 3),
      );
    }
    case 'predict-output':
      return made(
        [one(`\`\`\`\n${question.program}\n\`\`\``), ...(question.options ?? []).map(({ text }) => one(text))],
        [question.output.trim().replace(/\s+/g, ' ')],
        (question.options ?? []).map(({ feedback }) => feedback),
      );
  }
}
