import { closest } from '../../diagnostics/closest.ts';
import type { Diagnostic, Point, Span } from '../../diagnostics/diagnostic.ts';
import { isHtmlElement } from '../../source/html.ts';
import type { HtmlFault } from '../../source/html-structure.ts';
import { limits } from '../../source/limits.ts';
import type { ElementAttribute, ElementUse, LessonSource } from '../../source/lesson.ts';
import { isOwnElement } from '../addresses.ts';
import { facts, type Fact } from '../facts.ts';
import { wayAround, wayAroundAttribute } from '../html-policy.ts';
import { problem, type Report } from '../problem.ts';

/**
 * Checks the HTML of a lesson, raw or as JSX: unknown elements, elements that the site's policy forbids, unbalanced
 * tags.
 */
export function checkElements(lesson: LessonSource): Diagnostic[] {
  const broken = new Set<number>();
  const garbled = garbledTags(lesson);
  return [
    ...lesson.elements.flatMap((element) => checkElement(element, lesson, garbled)),
    ...lesson.htmlFaults
      .filter(({ kind, name }) => kind === 'syntax' || name === '' || mayStand(name, lesson.format))
      .flatMap((fault) => faultProblem(fault, lesson, broken)),
  ];
}

/** Whether an element is allowed on a page or in a drawing: faults of others are not worth a report of their own. */
function mayStand(name: string, format: LessonSource['format']): boolean {
  return [false, true].some((isDrawing) => wayAround({ name, isDrawing }, format) === undefined);
}

/** Elements whose tag has a syntax error, which is reported itself: their attributes are not what was meant. */
function garbledTags({ elements, htmlFaults, located }: LessonSource): ReadonlySet<ElementUse> {
  const faults = htmlFaults.filter(({ kind }) => kind === 'syntax').map(({ start }) => start);
  faults.sort((a, b) => a - b);
  const found = new Set<ElementUse>();
  if (faults.length === 0) return found;
  const places = elements.map((element) => ({ element, from: located.offsetAt(element.start) }));
  places.sort((a, b) => a.from - b.from);
  let next = 0;
  for (const { element, from } of places) {
    while (next < faults.length && faults[next]! < from) next++;
    if (next < faults.length && faults[next]! < located.offsetAt(element.end)) found.add(element);
  }
  return found;
}

function checkElement(element: ElementUse, lesson: LessonSource, garbled: ReadonlySet<ElementUse>): Diagnostic[] {
  const { name, nameSpan, attributes, isDrawing } = element;
  if (!isOwnElement(element)) return [];
  if (!isDrawing && !isHtmlElement(name) && name !== 'image') return [unknownElement(element, lesson)];
  const way = wayAround(element, lesson.format);
  if (way !== undefined) return [unsafe(nameSpan, `\`<${name}>\``, way)];
  if (garbled.has(element)) return [];
  const strange = attributes.flatMap((attribute) => checkAttribute(element, attribute, lesson.format));
  const hasNoAlternative =
    name === 'img' &&
    !attributes.some((attribute) => strange.length > 0 && closest(attribute.name, ['alt']) !== undefined) &&
    !attributes.some(
      (attribute) => ['alt', 'aria-label', 'aria-labelledby'].includes(attribute.name) || attribute.value === undefined,
    );
  return [
    ...strange,
    ...(hasNoAlternative
      ? [
          problem('image-alt-missing', nameSpan, {
            message: 'this picture has no alternative text',
            why: 'whoever cannot see it learns nothing from it',
            fix: 'say what the picture shows: `alt="A client and a server"`; `alt=""` where it is decoration',
            assumes: [facts.markup(nameSpan.file, nameSpan.start.line)],
          }),
        ]
      : []),
  ];
}

function unknownElement({ name, nameSpan, start, end, file }: ElementUse, lesson: LessonSource): Diagnostic {
  const text = lesson.located;
  const written = text.text.slice(text.offsetAt(start), text.offsetAt(end)).trimEnd();
  const shown = /[\r\n`]/.test(written) || written.length > 40 ? `<${name}>` : written;
  // Types such as `<T>` and placeholders have no end tag.
  const meant = text.text.includes(`</${name}>`) ? closest(name, handwritten, 'clear') : undefined;
  return problem(
    'html-element-unknown',
    { file, start, end: nameSpan.end },
    {
      message: `HTML has no element \`<${name}>\`${meant === undefined ? '' : `, expected \`<${meant}>\``}`,
      why: 'browsers show nothing in its place, so learners would miss what stands there',
      fix: `${meant === undefined ? 'put' : `write \`<${meant}>\`, or put`} text between backticks: \`\` \`${shown}\` \`\``,
      unsettles: faultsOf(name, start, lesson).map((fault) => faultFact(fault, lesson)),
    },
  );
}

/** Other faults caused by a misspelt element: an end tag with the intended name, and misplaced content. */
function faultsOf(name: string, start: Point, { htmlFaults, located }: LessonSource): readonly HtmlFault[] {
  // Hundreds of faults are not caused by one typo.
  if (htmlFaults.length > limits.reportsPerFile) return [];
  const offset = located.offsetAt(start);
  const after = htmlFaults.filter((fault) => fault.start > offset);
  const end = after.find(
    (fault) =>
      fault.kind === 'stray' &&
      (closest(name, [fault.name]) !== undefined || located.pointAt(fault.start).line === start.line),
  );
  return end === undefined ? [] : after.filter((fault) => fault.start <= end.start);
}

function faultFact({ start }: HtmlFault, { file }: LessonSource): Fact {
  return facts.tag(file, start);
}

/** Elements that authors commonly write, for suggestions. */
const handwritten = [
  'abbr',
  'aside',
  'audio',
  'blockquote',
  'button',
  'caption',
  'cite',
  'code',
  'details',
  'figcaption',
  'figure',
  'img',
  'kbd',
  'mark',
  'picture',
  'section',
  'small',
  'source',
  'span',
  'strong',
  'summary',
  'table',
  'tbody',
  'tfoot',
  'thead',
  'track',
  'video',
];

function checkAttribute(
  element: ElementUse,
  attribute: ElementAttribute,
  format: LessonSource['format'],
): Diagnostic[] {
  const way = wayAroundAttribute(element, attribute, format);
  if (way === undefined) return [];
  const { name, nameSpan } = attribute;
  const key = name.toLowerCase();
  const what = /^on[a-z]/.test(key) ? `event handler \`${name}\`` : key === 'style' ? 'inline `style`' : `\`${name}\``;
  return [unsafe(nameSpan, what, way)];
}

function unsafe(span: Span, what: string, way: string): Diagnostic {
  return problem('html-unsafe', span, {
    message: `unexpected ${what}`,
    why: 'a lesson can be read and nothing else: what is not known to be harmless is not published',
    fix: `remove it; ${way}`,
  });
}

/** `broken`: lines with a reported syntax error; further errors there have the same cause. */
function faultProblem(fault: HtmlFault, lesson: LessonSource, broken: Set<number>): Report[] {
  const said = sayFault(fault, lesson);
  const markup = facts.markup(said.file, said.start.line);
  if (fault.kind !== 'syntax') return [{ ...said, assumes: [faultFact(fault, lesson), markup] }];
  return broken.size === broken.add(said.start.line).size ? [] : [{ ...said, unsettles: [markup] }];
}

function sayFault({ kind, name, start, end }: HtmlFault, lesson: LessonSource): Diagnostic {
  const text = lesson.located;
  const at = text.span(start, end);
  const element = `\`<${name}>\``;
  switch (kind) {
    case 'unclosed':
      return problem('html-unbalanced', at, {
        message: `this ${element} is never closed, expected \`</${name}>\``,
        why: 'everything below would become part of it',
        fix: `write \`</${name}>\` where it ends, before the block or section is over; put \`<${name}>\` between backticks where it is meant as text`,
      });
    case 'stray':
      return problem('html-unbalanced', at, {
        message: `unexpected \`</${name}>\`, no ${element} is open here`,
        why: 'it can end a part of the page that it has nothing to do with',
        fix: `remove it, or write ${element} where it begins`,
      });
    case 'crossing':
      return problem('html-unbalanced', at, {
        message: `unexpected \`</${name}>\`, its ${element} began in another block`,
        why: 'elements cannot cross each other: browsers end the one where the other ends, and the rest of the page changes',
        fix: `begin and end ${element} in the same paragraph, list item or section`,
      });
    case 'misplaced':
      return problem('html-misplaced', at, {
        message:
          name === '' ? 'unexpected text, HTML allows none here' : `unexpected ${element}, HTML does not allow it here`,
        why: 'browsers end what is around it or move it elsewhere, so the page is not what the source says',
        fix:
          name === '' || tableParts.has(name)
            ? 'write tables with all of `<table>`, `<tr>` and `<td>`, or in Markdown'
            : 'end the element around it first, or use `<div>` in place of `<p>` around blocks',
      });
    case 'nameless':
      return problem('name-missing', at, {
        message: `this ${element} has no name`,
        why: 'a screen reader could only say what it is, not what it is for',
        fix: fieldNames.has(name)
          ? 'put it into a `<label>` with text, or give it an `aria-label`'
          : 'write text in it, or give it an `aria-label`',
      });
    case 'syntax':
      return problem('html-syntax', at, {
        message: `this is not HTML: ${syntaxWords.get(name) ?? name.replaceAll('-', ' ')}`,
        why: 'browsers drop what they cannot read',
        fix: syntaxWays.get(name) ?? 'correct it, or put it between backticks where it is meant as text',
      });
  }
}

const fieldNames: ReadonlySet<string> = new Set(['input', 'select', 'meter', 'progress']);

const tableParts: ReadonlySet<string> = new Set([
  'caption',
  'colgroup',
  'col',
  'thead',
  'tbody',
  'tfoot',
  'tr',
  'td',
  'th',
]);

/** Messages for the standard's parse errors (HTML, 13.2.2), worded for authors. */
const syntaxWords: ReadonlyMap<string, string> = new Map([
  ['cdata-in-html-content', '`<![CDATA[` only means something in XML'],
  ['duplicate-attribute', 'an attribute stands here twice, and the second one would be lost'],
  ['end-tag-with-attributes', 'an end tag has no attributes'],
  ['eof-in-comment', 'a comment is never closed, expected `-->`'],
  ['eof-in-tag', 'a tag is never closed, expected `>`'],
  ['incorrectly-opened-comment', '`<!` only begins a comment: `<!-- … -->`'],
  ['invalid-first-character-of-tag-name', 'the name of an element begins with a letter'],
  ['missing-attribute-value', 'a value is missing after `=`'],
  ['missing-end-tag-name', '`</>` ends no element'],
  ['unexpected-character-in-attribute-name', 'an attribute’s name has a quote or `<` in it'],
  ['unexpected-equals-sign-before-attribute-name', 'an attribute’s name is missing before `=`'],
  ['unexpected-question-mark-instead-of-tag-name', '`<?` only means something in XML and PHP'],
]);

const syntaxWays: ReadonlyMap<string, string> = new Map([
  ['duplicate-attribute', 'keep the one you mean'],
  ['eof-in-comment', 'write `-->` where the comment ends'],
  ['eof-in-tag', 'write `>` where the tag ends'],
]);
