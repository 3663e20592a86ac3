import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { LessonSource } from '../../source/lesson.ts';
import { problem } from '../problem.ts';

/** A silence must name a rule and a reason. */
export function checkSilences({ silences }: LessonSource): Diagnostic[] {
  return silences.flatMap((silence) => {
    if (silence.code !== '' && silence.reason !== '') return [];
    return [
      problem('silence-reason', silence, {
        message:
          silence.code === ''
            ? 'this silence names no rule, expected `lectern-silence rule-code: reason`'
            : `this silence gives no reason, expected \`lectern-silence ${silence.code}: reason\``,
        why: 'whoever reads it next could not tell whether it still holds',
        fix: 'write the rule’s code, a colon, and why the rule is wrong here',
      }),
    ];
  });
}
