import { withLineFeeds } from '../text/lines.ts';
import { CODE, type QuizText } from '../source/quiz-text.ts';

/** Splits a text into output lines: any style of line break, ignoring a final one. */
export function outputLines(text: string): readonly string[] {
  const whole = withLineFeeds(text).replace(/\n$/, '');
  return whole === '' ? [] : whole.split('\n');
}

/** The output that an option represents: its inline code or code block, otherwise its text with escapes resolved. */
export function optionOutput({ source, prose, code, fences, visible }: QuizText): string {
  const [inline] = code;
  const [block] = fences;
  if (prose === CODE && inline !== undefined && block === undefined) return inline;
  if (visible === '' && block !== undefined && fences.length === 1) return block;
  return source.trim().replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
