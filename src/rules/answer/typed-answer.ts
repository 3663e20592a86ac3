import { normaliseText } from '../../../schemas/questions/answer-text.ts';
import { patternOf, type Pattern } from '../../../schemas/questions/pattern.ts';
import type { TypedText } from '../../../schemas/questions/typed.ts';
import type { Finding, QuestionRule } from '../engine/rule.ts';

type At = (...path: readonly (string | number)[]) => Finding['at'];

export const typedAnswer: QuestionRule = {
  code: 'typed-answer',
  scope: 'question',
  severity: 'error',
  language: 'any',
  why: 'an answer that was foreseen would not be recognised',
  fix: 'change the pattern, or the example',
  check({ data, at }) {
    if (data.type === 'short-answer') return foreseenIn(data, at);
    if (data.type !== 'fill-in') return [];
    const { blanks, sets } = data;
    return [
      ...Object.entries(blanks).flatMap(([name, blank]) =>
        'accept' in blank ? foreseenIn(blank, (...path) => at('blanks', name, ...path)) : [],
      ),
      ...sets.flatMap((set, index) =>
        set.flatMap((name, place) => {
          const blank = Object.hasOwn(blanks, name) ? blanks[name] : undefined;
          if (blank !== undefined && 'accept' in blank && set.indexOf(name) === place) return [];
          return [
            {
              at: at('sets', index, place),
              message:
                blank === undefined
                  ? `there is no blank \`${name}\``
                  : 'accept' in blank
                    ? `\`${name}\` is in this set twice`
                    : `\`${name}\` is not a blank for a text`,
              why: 'only texts that are typed can stand in any order',
              fix: 'name blanks that have `accept`, each once',
            },
          ];
        }),
      ),
    ];
  },
};

function foreseenIn(text: TypedText, at: At): Finding[] {
  return text.answers.flatMap(({ accept, pattern, matches, rejects }, index): Finding[] => {
    const path = ['answers', index] as const;
    if (pattern === undefined) {
      if (accept.length > 0) return [];
      return [
        {
          at: at(...path),
          message: 'this answer has neither `accept` nor `pattern`',
          why: 'nobody can give it',
          fix: 'add the spellings of the answer: `accept: […]`',
        },
      ];
    }
    let read: Pattern;
    try {
      read = patternOf(pattern);
    } catch (error) {
      return [
        {
          at: at(...path, 'pattern'),
          message: `this pattern cannot be read: ${(error as Error).message}`,
          fix: 'write a pattern of letters, `[a-z]`, `\\d`, groups, `|` and `?`, `*`, `+`, `{2,5}`',
        },
      ];
    }
    if (matches.length === 0 || rejects.length === 0)
      return [
        {
          at: at(...path, 'pattern'),
          message: `this pattern has no example of what it must ${matches.length === 0 ? 'match' : 'not match'}`,
          why: 'patterns match more than one thinks, or less',
          fix: 'add answers under `matches`, and others that must not match under `rejects`',
        },
      ];
    const isMatched = (example: string) => read.matches(normaliseText(example, text), text.ignoreCase);
    const wrong = (key: 'matches' | 'rejects', list: readonly string[], message: (example: string) => string) =>
      list.flatMap((example, place) =>
        isMatched(example) === (key === 'matches') ? [] : [{ at: at(...path, key, place), message: message(example) }],
      );
    return [
      ...wrong('matches', matches, (example) => `\`${pattern}\` does not match “${example}”`),
      ...wrong('rejects', rejects, (example) => `\`${pattern}\` matches “${example}”, and must not`),
    ];
  });
}
