import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Heading, LessonSource } from '../../source/lesson.ts';
import { problem } from '../problem.ts';
import { checkAttributes } from './heading-attributes.ts';

/** Checks levels and ids of a lesson's headings: sections are linked to, so each needs a stable id. */
export function checkHeadings(lesson: LessonSource): Diagnostic[] {
  const text = lesson.located;
  const explicit = new Map<string, Heading>();
  const texts = new Map<string, Heading>();
  return lesson.headings.flatMap((heading): Diagnostic[] => {
    const start = text.offsetAt(heading.start);
    const source = text.text.slice(start, text.offsetAt(heading.end));
    const found: Diagnostic[] = [];
    if (heading.depth === 1) {
      found.push(
        problem('heading-level-one', heading, {
          message: 'unexpected first-level heading, expected `##` or deeper',
          why: 'the page has one `h1`, the title from the front matter; a second one confuses screen readers and search engines',
          fix: 'write `##`, or remove the heading if it repeats the title',
        }),
      );
    }
    found.push(...checkAttributes(source, start, text));
    if (heading.text === '') {
      return [
        ...found,
        problem('heading-empty', heading, {
          message: 'this heading is empty, expected a title',
          why: 'screen readers announce a heading and say nothing',
          fix: 'write the title, or remove the line',
        }),
      ];
    }
    if (heading.id === '') {
      return [
        ...found,
        problem('heading-empty', heading, {
          message: 'this heading has no letter or digit that an address could be made of',
          why: 'links and quizzes could not name the section',
          fix: 'give it an id: `{#…}` at the end of the line',
        }),
      ];
    }
    const before = heading.explicitId ? explicit.get(heading.id) : texts.get(heading.text);
    if (before !== undefined && heading.explicitId) {
      const at = start + Math.max(0, source.lastIndexOf(`#${heading.id}`)) + 1;
      found.push(
        problem('heading-id-duplicate', text.span(at, at + heading.id.length), {
          message: `unexpected second \`{#${heading.id}}\`, each id stands once in a lesson`,
          why: 'links and quizzes would lead to the first of the two',
          fix: 'give one of them another id',
          related: [{ ...before, message: 'first used here' }],
        }),
      );
    } else if (before !== undefined && !before.explicitId) {
      found.push(
        problem('heading-repeated', heading, {
          message: `a heading with the same text stands above, so this one is called \`${heading.id}\``,
          why: 'that name changes as soon as another such heading is added or moved, and links to it break',
          fix: 'give it an id of its own: `{#…}` at the end of the line',
          related: [{ ...before, message: 'the other heading' }],
        }),
      );
    }
    if (heading.explicitId) explicit.set(heading.id, explicit.get(heading.id) ?? heading);
    else texts.set(heading.text, texts.get(heading.text) ?? heading);
    return found;
  });
}
