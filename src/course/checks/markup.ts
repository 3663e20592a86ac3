import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';
import { problem } from '../problem.ts';
import { checkLink, checkPicture } from './links.ts';
import type { LessonSource, MarkupUse } from '../../source/lesson.ts';
import type { SourceText } from '../../source/text.ts';
import { readTags, type Tag } from './tags.ts';
import type { Places } from './places.ts';

/** Elements the site's security policy blocks, or that change the page around them. */
const forbidden: Readonly<Record<string, string>> = {
  script: 'an Astro component in a `.mdx` lesson may have one',
  style: 'the course’s look comes from its stylesheet',
  iframe: 'link to the page instead',
  frame: 'link to the page instead',
  frameset: 'link to the page instead',
  object: 'use a picture, or link to the file',
  embed: 'use a picture, or link to the file',
  applet: 'use a picture, or link to the file',
  base: 'write the addresses out',
  link: 'the course’s look comes from its stylesheet',
  meta: 'title and description come from the front matter',
  form: 'ask with a quiz question',
};

/** Checks raw HTML and JSX of a lesson against what the site's security policy allows. */
export function checkMarkup(lesson: LessonSource, places: Places, draft: boolean): Diagnostic[] {
  const text = lesson.located;
  return lesson.markup.flatMap((piece) => {
    if (piece.kind !== 'html' && piece.kind !== 'jsx') return [];
    return readTags(piece.text, text.offsetAt(piece.start), piece.kind).flatMap((tag) => checkTag(tag, piece, text, lesson, places, draft));
  });
}

function checkTag(tag: Tag, piece: MarkupUse, text: SourceText, lesson: LessonSource, places: Places, draft: boolean): Diagnostic[] {
  // A component decides for itself what its attributes mean.
  if (piece.kind === 'jsx' && !/^[a-z][a-z0-9-]*$/.test(tag.name)) return [];
  const name = tag.name.toLowerCase();
  const way = forbidden[name];
  if (way !== undefined) return [unsafe(text.span(tag.start, tag.start + tag.name.length), `\`<${name}>\``, way)];
  return tag.attributes.flatMap((attribute): Diagnostic[] => {
    const key = attribute.name.toLowerCase();
    const nameSpan = text.span(attribute.start, attribute.start + attribute.name.length);
    const valueSpan = attribute.value === undefined ? nameSpan : text.span(attribute.valueStart, attribute.valueStart + attribute.value.length);
    if (/^on[a-z]/.test(key)) return [unsafe(nameSpan, `event handler \`${attribute.name}\``, 'behaviour belongs into a component')];
    if (key === 'style') return [unsafe(nameSpan, 'inline `style`', 'the course’s look comes from its stylesheet')];
    if (key === 'srcdoc' || key === 'dangerouslysetinnerhtml') return [unsafe(nameSpan, `\`${attribute.name}\``, 'write the content as Markdown')];
    if (attribute.value === undefined) return [];
    if (name === 'img' && key === 'src') return checkPicture(unescaped(attribute.value), valueSpan, lesson.file, places);
    if (name === 'a' && key === 'href') return checkLink(unescaped(attribute.value), valueSpan, lesson, places, draft);
    if (['href', 'src', 'action', 'formaction', 'poster', 'data', 'xlink:href'].includes(key)) return hostedElsewhere(unescaped(attribute.value), key, valueSpan, lesson.file, places);
    return [];
  });
}

/** Sources of audio, video and the like obey the rules of pictures. */
function hostedElsewhere(url: string, key: string, span: Span, file: string, places: Places): Diagnostic[] {
  return key === 'href' || key === 'xlink:href' ? (url.startsWith('#') ? [] : checkPicture(url, span, file, places)) : checkPicture(url, span, file, places);
}

/** Browsers decode character references in attributes, so `javascript&#58;` must be seen for what it is. */
function unescaped(value: string): string {
  return value
    .replace(/&#x([0-9a-f]{1,6});?/gi, (_, hex: string) => codePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});?/g, (_, decimal: string) => codePoint(Number(decimal)))
    .replace(/&colon;/gi, ':')
    .replace(/&(?:tab|newline);/gi, '')
    .replace(/&amp;/gi, '&');
}

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

function unsafe(span: Span, what: string, way: string): Diagnostic {
  return problem('html-unsafe', span, {
    message: `unexpected ${what}`,
    why: 'the site’s security policy blocks it, so learners would never see it work',
    fix: `remove it; ${way}`,
  });
}
