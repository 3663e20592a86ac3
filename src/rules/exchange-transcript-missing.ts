import type { BodyRule } from './rule.ts';

export const exchangeTranscriptMissing: BodyRule = {
  code: 'exchange-transcript-missing',
  scope: 'body',
  severity: 'warning',
  language: 'any',
  why: 'readers do not see what the programs print, and nothing proves that they print it',
  fix: 'add a ```transcript block as the last one; `lectern prove` can fill it in',
  check({ directives, fences }) {
    return directives
      .filter((directive) => directive.name === 'exchange')
      .filter((exchange) => {
        const inside = fences.filter((fence) => fence.directive === exchange);
        const runs = inside.some((fence) => fence.lang !== 'transcript' && fence.meta.runs !== undefined && fence.meta.runs !== 'no');
        return runs && !inside.some((fence) => fence.lang === 'transcript');
      })
      .map((exchange) => ({ at: { file: exchange.file, start: exchange.start, end: { line: exchange.start.line, column: exchange.start.column + ':::exchange'.length } }, message: 'this exchange has no transcript' }));
  },
};
