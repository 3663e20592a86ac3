import type { LessonRule } from '../engine/rule.ts';

export const headingOrder: LessonRule = {
  code: 'heading-order',
  scope: 'lesson',
  severity: 'warning',
  language: 'any',
  why: 'readers who jump from heading to heading, and screen readers, lose a level',
  fix: 'use the next level down: `##` for sections, `###` inside them',
  check({ module: { lesson } }) {
    let above = 1;
    return (lesson?.outline ?? []).flatMap((heading) => {
      const skipped = heading.depth > above + 1;
      const expected = above + 1;
      above = heading.depth;
      return skipped
        ? [
            {
              at: heading,
              message: `unexpected level ${heading.depth} after level ${expected - 1}, expected level ${expected}`,
            },
          ]
        : [];
    });
  },
};
