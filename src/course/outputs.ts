import { withLineFeeds } from '../text/lines.ts';
import { CODE, type QuizText } from '../source/quiz-text.ts';

/** A text as lines of output: line breaks of any system, a last one forgiven. */
export function outputLines(text: string): readonly string[] {
  const whole = withLineFeeds(text).replace(/\n$/, '');
  return whole === '' ? [] : whole.split('\n');
}

/** The output that an option stands for: what is in its inline code or block of code, else its text, characters that were escaped as they are shown. */
export function optionOutput({ source, prose, code, fences, visible }: QuizText): string {
  const [inline] = code;
  const [block] = fences;
  if (prose === CODE && inline !== undefined && block === undefined) return inline;
  if (visible === '' && block !== undefined && fences.length === 1) return block;
  return source.trim().replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
