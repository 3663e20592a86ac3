import type { RuleFacts } from './rule.ts';

/** Diagnostics of the engine itself, about invalid settings and silences. */
export const notices = {
  ruleUnknown: {
    code: 'rule-unknown',
    severity: 'error',
    why: 'nothing is switched or silenced by a name no rule has',
    fix: 'write the name of a rule; `lectern explain` lists them',
  },
  silenceUnused: {
    code: 'silence-unused',
    severity: 'warning',
    why: 'it would hide the next, real mistake here',
    fix: 'take the silence away',
  },
  rulesLanguage: {
    code: 'rules-language',
    severity: 'info',
    why: 'rules about wording know one language only, and would guess in another',
    fix: 'nothing needs to be done; read `lectern validate --checklist` for what to look at yourself',
  },
} as const satisfies Record<string, RuleFacts>;

/** What stands for the reports of a file that are not shown; loading says it in the same words. */
export const moreProblems = {
  code: 'more-problems',
  why: 'so many problems usually have one cause',
  fix: 'fix the first ones and check again',
} as const;
