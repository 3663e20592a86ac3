import { isTranscript } from '../../course/checks/fences.ts';
import { exchangesOf } from '../../course/exchanges.ts';
import type { BodyRule } from '../engine/rule.ts';

export const exchangeTranscriptMissing: BodyRule = {
  code: 'exchange-transcript-missing',
  scope: 'body',
  severity: 'warning',
  language: 'any',
  yieldsInFile: ['exchange-content', 'fence-unclosed'],
  why: 'readers do not see what the programs print, and nothing proves that they print it',
  fix: 'add a ```transcript block as the last one; `lectern prove --update` fills it in',
  check(body) {
    return exchangesOf(body)
      .filter(
        ({ use, transcript, files }) =>
          use.closed &&
          transcript === undefined &&
          files.some(({ runtime }) => runtime !== undefined) &&
          !files.some(({ fence }) => isTranscript(fence)),
      )
      .map(({ use: { file, start, nameSpan } }) => ({
        at: { file, start, end: nameSpan.end },
        message: 'this exchange has no transcript',
      }));
  },
};
