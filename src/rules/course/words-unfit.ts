import { closest } from '../../diagnostics/closest.ts';
import { named } from '../../text/lists.ts';
import type { Message } from '../../text/messages.ts';
import { pluralCategories } from '../../words/plurals.ts';
import { en } from '../../words/en.ts';
import type { CourseRule, Finding } from '../engine/rule.ts';

const reference: Readonly<Record<string, Message>> = en;
const names = Object.keys(reference);

export const wordsUnfit: CourseRule<null> = {
  code: 'words-unfit',
  scope: 'course',
  severity: 'error',
  language: 'any',
  why: 'the interface would show a gap, a name in braces, or the old text',
  fix: 'take the name, and the values in braces, from `src/words/en.ts`',
  summarise: () => null,
  check({ course }) {
    const { language, words } = course.data;
    return Object.entries(words).flatMap(([name, message]): Finding[] => {
      const at = (rest: readonly string[] = []) => course.source.spanOf(['words', name, ...rest]);
      const wanted = Object.hasOwn(reference, name) ? reference[name] : undefined;
      if (wanted === undefined) {
        const near = closest(name, names);
        const meant = near === undefined ? '' : `, expected \`${near}\``;
        return [
          {
            at: course.source.keySpanOf(['words', name]),
            message: `no text of the interface is called \`${name}\`${meant}`,
          },
        ];
      }
      if ((typeof wanted === 'string') !== (typeof message === 'string')) {
        return [
          typeof wanted === 'string'
            ? { at: at(), message: `\`${name}\` does not depend on a number: write one text` }
            : {
                at: at(),
                message: `\`${name}\` depends on the number \`{n}\`: write one text per plural category, such as \`other\``,
              },
        ];
      }
      const holes = holesIn(typeof wanted === 'string' ? wanted : wanted.other);
      const texts =
        typeof message === 'string'
          ? [['', message] as const]
          : Object.entries(message as Readonly<Record<string, string>>);
      const categories = pluralCategories(language);
      return texts.flatMap(([category, text]): Finding[] => {
        const place = at(category === '' ? [] : [category]);
        if (category !== '' && category !== 'other' && !categories.includes(category))
          return [
            {
              at: place,
              message: `\`${language}\` has no plural category \`${category}\`, it has ${named(categories, 'and')}`,
            },
          ];
        const found = holesIn(text);
        // A plural may say the number in a word: “both”, “a single one”.
        const lost = holes.filter((hole) => !found.includes(hole) && (category === '' || hole !== '{n}'));
        const strange = found.filter((hole) => !holes.includes(hole));
        if (lost.length > 0) return [{ at: place, message: `\`${name}\` lacks ${named(lost, 'and')}` }];
        return strange.length > 0
          ? [{ at: place, message: `nothing is given for ${named(strange, 'and')} in \`${name}\`` }]
          : [];
      });
    });
  },
};

/** What stands for something else in a text: values and tags. */
const holesIn = (text: string): string[] => text.match(/\{\w+\}|<\/?\w+>/g) ?? [];
