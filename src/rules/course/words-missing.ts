import { wordsOf } from '../../words/words.ts';
import { named } from '../../text/lists.ts';
import type { CourseRule } from '../engine/rule.ts';

const mostNames = 3;

export const wordsMissing: CourseRule<null> = {
  code: 'words-missing',
  scope: 'course',
  severity: 'warning',
  language: 'any',
  why: 'learners get English buttons and notes around a course in their own language',
  fix: 'add the texts to `words` in course.yaml; their names and the English texts are in `src/words/en.ts`',
  summarise: () => null,
  check({ course }) {
    const { language, words: own } = course.data;
    if (language === 'und') return [];
    const { missing } = wordsOf(language, own);
    if (missing.length === 0) return [];
    const begun = Object.keys(own).length > 0;
    const names = named(missing.slice(0, mostNames));
    const more = missing.length > mostNames ? ', …' : '';
    return [
      {
        at: course.source.spanOf(['language']),
        message: begun
          ? `${missing.length} texts of the interface are English, because \`words\` lacks them in \`${language}\`: ${names}${more}`
          : `the interface is English, because Lectern has no words in \`${language}\``,
      },
    ];
  },
};
