import type { Question } from '../../../schemas/questions/index.ts';
import { fold, readMarkdown } from './markdown.ts';

/** What a question asks besides its prompt, as one text: equal exactly where two questions want the same answers. */
export function answersIdentity(data: Question): string {
  switch (data.type) {
    case 'single-choice':
    case 'multiple-choice':
      return optionsIdentity(data.options.map((option) => option.text));
    case 'predict-output':
      return [data.program, data.output].join('\u0004');
    case 'true-false':
      return 'true-false';
    case 'short-answer':
      return optionsIdentity(data.accept);
    case 'numeric':
      return [data.answer, data.tolerance, data.unit ?? ''].join('\u0004');
    case 'ordering':
      return data.items.map((item) => fold(item.text)).join('\u0004');
    case 'matching':
      return optionsIdentity(data.pairs.map((pair) => `${fold(pair.left)}\u0005${fold(pair.right)}`));
    case 'fill-in':
      return fold(data.text);
  }
}

function optionsIdentity(texts: readonly string[]): string {
  return texts
    .map((text) => readMarkdown(text).identity)
    .toSorted()
    .join('\u0004');
}
