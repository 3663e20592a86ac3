import type { BodyRule } from './rule.ts';

export const headingOrder: BodyRule = {
  code: 'heading-order',
  scope: 'body',
  severity: 'warning',
  language: 'any',
  why: 'readers who jump from heading to heading, and screen readers, lose a level',
  fix: 'use the next level down: `##` for sections, `###` inside them',
  check({ headings }) {
    let above = 1;
    return headings.flatMap((heading) => {
      const skipped = heading.depth > above + 1;
      const expected = above + 1;
      above = heading.depth;
      return skipped ? [{ at: heading, message: `unexpected level ${heading.depth} after level ${expected - 1}, expected level ${expected}` }] : [];
    });
  },
};
