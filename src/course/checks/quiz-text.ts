import { markdownToMdast, type MdastNode } from 'satteri';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';
import type { Heading } from '../../source/lesson.ts';
import { tooDeepMarkdown } from '../../source/markdown-depth.ts';
import { addressRange } from '../../source/link-address.ts';
import { sourceText } from '../../source/text.ts';
import type { YamlPath, YamlSource } from '../../source/yaml.ts';
import { problem } from '../problem.ts';
import { asList, asMapping, valueAt } from '../value.ts';
import { checkLink, checkPicture } from './links.ts';
import type { Places } from './places.ts';

/** Quiz texts are CommonMark with GFM, without directives or MDX. The site must render with the same. */
const features = { frontmatter: false } as const;

/** Text that is shown as it stands, whatever it looks like. */
const notMarkdown = new Set(['id', 'type', 'objective', 'section', 'context', 'program', 'output', 'accept', 'unit', 'icon', 'aliases', 'silence', 'runs', 'scoring', 'pinned']);

/** Only these can make a link, a picture or an element; nearly every text has none of them. */
const telling = /<[a-z!/?]|\]\(|\]:|\(\(|\[\[|>>/i;

/** Checks HTML, links and pictures in every Markdown text of a quiz. */
export function checkQuizTexts(source: YamlSource, headings: readonly Heading[] | undefined, places: Places, draft: boolean): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const walk = (value: unknown, path: YamlPath): void => {
    if (typeof value === 'string') {
      if (telling.test(value)) diagnostics.push(...checkText(value, path, source, headings, places, draft));
    } else if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, [...path, index]);
    else for (const [key, item] of Object.entries(asMapping(value) ?? {})) if (!notMarkdown.has(key)) walk(item, [...path, key]);
  };
  // What the file does not show, no text of it holds, but for what YAML's escapes hide.
  if (telling.test(source.text) || source.text.includes('\\')) for (const key of ['questions', 'contexts']) walk(valueAt(source.value, [key]), [key]);
  return diagnostics;
}

function checkText(value: string, path: YamlPath, source: YamlSource, headings: readonly Heading[] | undefined, places: Places, draft: boolean): Diagnostic[] {
  const deep = tooDeepMarkdown(value, 'md');
  if (deep !== undefined) return [problem(deep.code, source.spanOf(path), { message: deep.message, why: 'no text is made like that, and reading further could exhaust the memory', fix: 'close what is open, take levels away, or split the text' })];
  const diagnostics: Diagnostic[] = [];
  const locate = (start: number, end: number): Span => locateIn(value, start, end, path, source);
  const visit = (node: MdastNode): void => {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? 0;
    if (node.type === 'html' && !/^<!--[\s\S]*-->$/.test(node.value.trim())) {
      // A closing tag is reported with its opening one.
      if (!node.value.startsWith('</')) {
        const tag = /^<[^\s>]*/.exec(node.value)?.[0].length ?? 1;
        diagnostics.push(
          problem('quiz-html', locate(start, start + tag), {
            message: `unexpected HTML \`${value.slice(start, start + tag)}${value.charAt(start + tag) === '>' ? '>' : ' …>'}\`, expected Markdown`,
            why: 'quiz texts are shown in many places, and HTML is not shown in any of them',
            fix: 'write it in Markdown; put code that holds `<` between backticks',
          }),
        );
      }
    } else if (node.type === 'link' || node.type === 'definition' || node.type === 'image') {
      const span = locate(...addressRange(value, start, end));
      const lesson = { file: source.file, headings };
      diagnostics.push(...(node.type === 'image' ? checkPicture(node.url, span, source.file, places) : checkLink(node.url, span, lesson, places, draft)));
      if (node.type === 'image' && (node.alt ?? '').trim() === '') {
        diagnostics.push(
          problem('image-alt-missing', locate(start, end), { message: 'this picture has no alternative text', why: 'whoever cannot see it cannot answer', fix: 'say in the brackets what the picture shows, without giving the answer away' }),
        );
      }
    }
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(markdownToMdast(value, { features }));
  return diagnostics;
}

/** The place of a stretch of a text inside its YAML value: found by its words, for quotes and indentation move offsets. */
function locateIn(value: string, start: number, end: number, path: YamlPath, source: YamlSource): Span {
  const whole = source.spanOf(path);
  const piece = value.slice(start, end);
  const text = sourceText(source.file, source.text);
  const from = text.offsetAt(whole.start);
  const written = source.text.slice(from, text.offsetAt(whole.end));
  if (piece === '' || /[\r\n]/.test(piece)) return whole;
  let nth = 0;
  for (let at = value.indexOf(piece); at >= 0 && at < start; at = value.indexOf(piece, at + 1)) nth++;
  let found = written.indexOf(piece);
  for (; nth > 0 && found >= 0; nth--) found = written.indexOf(piece, found + 1);
  return found < 0 ? whole : text.span(from + found, from + found + piece.length);
}

/** Checks that the blanks of every `fill-in` and those in its text are the same. */
export function checkBlanks(source: YamlSource): Diagnostic[] {
  return asList(valueAt(source.value, ['questions'])).flatMap((question, index) => {
    const keys = asMapping(question);
    const blanks = asMapping(keys?.['blanks']);
    const text = keys?.['text'];
    if (keys?.['type'] !== 'fill-in' || blanks === undefined || typeof text !== 'string') return [];
    const at = ['questions', index];
    const used = [...text.matchAll(/\[\[([^[\]]*)\]\]/g)].map((match) => ({ name: match[1] ?? '', start: match.index }));
    const unknown = used.filter(({ name }) => !Object.hasOwn(blanks, name));
    const unused = Object.keys(blanks).filter((name) => !used.some((other) => other.name === name));
    const twice = used.filter(({ name }, place) => Object.hasOwn(blanks, name) && used.findIndex((other) => other.name === name) < place);
    return [
      ...unknown.map(({ name, start }) =>
        problem('blank-unknown', locateIn(text, start, start + name.length + 4, [...at, 'text'], source), {
          message: `no blank \`${name}\` in \`blanks\`${unused.length === 1 ? `, expected \`${unused[0] ?? ''}\`` : ''}`,
          why: 'nobody could tell what belongs there',
          fix: `add \`${name}\` to \`blanks\`, or name one that is there`,
        }),
      ),
      ...twice.map(({ name, start }) =>
        problem('blank-repeated', locateIn(text, start, start + name.length + 4, [...at, 'text'], source), {
          message: `unexpected second blank \`${name}\``,
          why: 'one answer is stored per blank',
          fix: 'give it a name of its own',
        }),
      ),
      // With one of each, the misspelt name in the text is the mistake.
      ...(unknown.length === 0 ? unused : []).map((name) =>
        problem('blank-unused', source.keySpanOf([...at, 'blanks', name]), {
          message: `the text has no blank \`[[${name}]]\``,
          why: 'the learner could never fill it in',
          fix: `write \`[[${name}]]\` in the text, or remove it here`,
        }),
      ),
    ];
  });
}

/** Checks that every result starts at its own score. */
export function checkResults(source: YamlSource): Diagnostic[] {
  const first = new Map<unknown, number>();
  return asList(valueAt(source.value, ['results'])).flatMap((result, index): Diagnostic[] => {
    const from = asMapping(result)?.['from'];
    if (typeof from !== 'number') return [];
    const before = first.get(from);
    if (before === undefined) {
      first.set(from, index);
      return [];
    }
    return [
      problem('result-duplicate', source.spanOf(['results', index, 'from']), {
        message: `unexpected second result from ${from} per cent`,
        why: 'only one of the two could be shown',
        fix: 'give each its own lowest score',
        related: [{ ...source.spanOf(['results', before, 'from']), message: 'the first one' }],
      }),
    ];
  });
}
