import { closest, isSlipOf } from '../../diagnostics/closest.ts';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';
import type { Fence, LessonSource, MetaPart } from '../../source/lesson.ts';
import type { SourceText } from '../../source/text.ts';
import { facts } from '../facts.ts';
import { languageNamed, languageOf, languages, runtimesOf } from '../languages.ts';
import { orOneOf, problem, replacing, type Words } from '../problem.ts';
import { isLineList } from '../../source/fence-meta.ts';
import { curlyQuotes } from './curly-quotes.ts';
import { isDiagram } from '../diagrams/read.ts';
import { checkDiagram } from './diagrams.ts';
import { shownElsewhere } from './raw-syntax/diagrams.ts';
import { count } from '../../text/count.ts';

/** Names that other tools give to languages the highlighter knows. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['console-session', 'console'],
  ['css3', 'css'],
  ['dos', 'bat'],
  ['env', 'dotenv'],
  ['es6', 'js'],
  ['golang', 'go'],
  ['gradle', 'groovy'],
  ['h', 'c'],
  ['hpp', 'cpp'],
  ['htm', 'html'],
  ['html5', 'html'],
  ['node', 'js'],
  ['nodejs', 'js'],
  ['none', 'text'],
  ['patch', 'diff'],
  ['pl', 'perl'],
  ['plain-text', 'text'],
  ['py3', 'python'],
  ['python3', 'python'],
  ['scm', 'scheme'],
  ['sh-session', 'console'],
  ['shell-session', 'console'],
  ['svg', 'xml'],
  ['terminal', 'console'],
  ['text/plain', 'text'],
]);
const fenceAttributes: readonly string[] = [
  'title',
  'file',
  'region',
  'lines',
  'link',
  'label',
  'alt',
  'runs',
  'reason',
  'diff',
  'numbers',
  'wrap',
  'collapse',
  'ins',
  'del',
  'mark',
];
/** What only code can have. */
const notOfDiagram: ReadonlySet<string> = new Set(
  ['{}', ...fenceAttributes].filter((name) => !['title', 'alt', 'file', 'region', 'lines', 'link'].includes(name)),
);
/** What says something of the file that the code is taken from. */
const ofFile: ReadonlySet<string> = new Set(['region', 'lines', 'link']);
const runtimes = ['node', 'browser', 'no'];

/** Whether a fence is a transcript, or would be if its language were not misspelt: that was reported. */
export function isTranscript({ lang, metaParts }: Pick<Fence, 'lang' | 'metaParts'>): boolean {
  return (
    lang === 'transcript' ||
    (lang !== undefined && !languages.has(lang) && (certainLanguage(lang) === 'transcript' || metaParts.length === 0))
  );
}

/** Checks language, attributes and line marks of every fenced code block. */
export function checkFences(lesson: LessonSource): Diagnostic[] {
  const text = lesson.located;
  return lesson.fences.flatMap((fence) => [
    ...unclosed(fence, text),
    ...unknownLanguage(fence, text),
    ...wrongRuntime(fence, text),
    ...checkMeta(fence, text),
    ...(fence.meta.file === undefined ? checkDiagram(fence, lesson) : []),
  ]);
}

function unclosed(fence: Fence, text: SourceText): Diagnostic[] {
  const start = text.offsetAt(fence.start);
  const found = unclosedFence(text.text.slice(start, text.offsetAt(fence.end)));
  return found === undefined
    ? []
    : [
        problem('fence-unclosed', text.span(start, start + found.opener.length), {
          ...unclosedWords(found),
          unsettles: [facts.sections(fence.file), facts.blocks(fence.file)],
          // Where the beginning of another block was lost, its end is taken for one.
          assumes: found.next === undefined ? undefined : [facts.blocks(fence.file)],
        }),
      ];
}

/** A block of code that does not end where its author meant it to. */
export interface UnclosedFence {
  readonly opener: string;
  /** The line that was meant to begin the next block, where this one goes on over it. */
  readonly next: string | undefined;
}

/** How a block of code goes on too far: it never ends, or over the beginning of another. Undefined for code without a fence. */
export function unclosedFence(block: string): UnclosedFence | undefined {
  const opener = /^(?:`{3,}|~{3,})/.exec(block)?.[0];
  if (opener === undefined) return undefined;
  // Behind the backticks that end a block stands nothing: with a language and attributes, they begin one.
  const next = block
    .split(/\r\n|\r|\n/)
    .slice(1)
    .map((line) => line.replace(/^[ \t>]*/, '').trimEnd())
    .find(
      (line) =>
        line.startsWith(opener) &&
        /^(?:transcript|[a-z][\w+-]*[ \t]+(?:title|label|runs)=.*)$/.test(line.slice(opener.length)),
    );
  if (next !== undefined) return { opener, next };
  const written = block.trimEnd();
  const lastLine = written.slice(Math.max(written.lastIndexOf('\n'), written.lastIndexOf('\r')) + 1);
  const closer = /^[ \t>]*(`{3,}|~{3,})[ \t]*$/.exec(lastLine)?.[1];
  const isClosed =
    closer !== undefined &&
    closer.length >= opener.length &&
    closer.startsWith(opener.charAt(0)) &&
    lastLine.length < written.length;
  return isClosed ? undefined : { opener, next };
}

export function unclosedWords({ opener, next }: UnclosedFence): Pick<Words, 'message' | 'why' | 'fix'> {
  const line = opener.length > 20 ? `${opener.slice(0, 20)}…` : opener;
  return next === undefined
    ? {
        message: `this code is never closed, expected a line “${line}”`,
        why: 'everything below would be shown as code',
        fix: `add a line “${line}” after the last line of code`,
      }
    : {
        message: `this code is not closed before the next begins, expected a line “${line}”`,
        why: 'both would be shown as one piece of code, with the backticks between them',
        fix: `add a line “${line}” above “${next}”; where the code shows such lines itself, put it between longer fences`,
      };
}

function unknownLanguage(fence: Fence, text: SourceText): Diagnostic[] {
  const { lang } = fence;
  const start = text.offsetAt(fence.infoSpan.start);
  if (lang === undefined) return [];
  const isWritten = text.text.slice(start, start + lang.length) === lang;
  const found = lang.includes('=')
    ? [attributeInItsPlace(lang, text.span(start, start + lang.length))]
    : checkLanguage(lang, text.span(start, start + lang.length));
  // An exchange is not read as it was meant, and nothing else is said of that.
  const weight =
    fence.directive?.name === 'exchange' && (lang.includes('=') || isTranscript(fence))
      ? ({ severity: 'error' } as const)
      : {};
  return found.map(({ edit, ...words }): Diagnostic => ({
    ...words,
    ...weight,
    ...(isWritten && edit !== undefined ? { edit } : {}),
  }));
}

/** Reports a language the highlighter does not know. */
export function checkLanguage(language: string, at: Span): Diagnostic[] {
  if (languages.has(language) || shownElsewhere.has(language.toLowerCase())) return [];
  const certain = withoutFlags(language) ?? certainLanguage(language);
  const meant = certain ?? (language.length < 4 ? undefined : closest(language, languages));
  return [
    problem('fence-language-unknown', at, {
      message: `unknown language \`${language}\`${meant === undefined ? '' : `, expected \`${meant}\``}`,
      why: 'the code would be shown without colours',
      fix: meant === undefined ? 'name a language the highlighter knows, or `text`' : `write \`${meant}\``,
      edit: certain === undefined ? undefined : replacing(at, certain),
    }),
  ];
}

function checkMeta(fence: Fence, text: SourceText): Diagnostic[] {
  const misquoted = curlyQuotes(text, text.offsetAt(fence.metaSpan.start), text.offsetAt(fence.metaSpan.end));
  if (misquoted.length > 0) return misquoted;
  const found: Diagnostic[] = [];
  // What is left of a value without its quotes or equals sign belongs to the mistake before it.
  for (const part of fence.metaParts)
    if (
      found.length === 0 ||
      (writtenElsewhere(part) !== undefined && found.every(({ code }) => code === 'fence-attribute-unknown')) ||
      part.value !== undefined ||
      /^\p{L}+$/u.test(part.name)
    )
      found.push(...checkPart(part, fence, text));
  return found;
}

/** Checks what a fence marks in its code, once the course has taken it from its file. */
export function checkMarksInCode(fence: Fence, text: SourceText): Diagnostic[] {
  return fence.metaParts
    .flatMap((part) => checkPart(part, fence, text))
    .filter(({ code }) => code === 'fence-marks-range');
}

/** `runs` names something that cannot run what the code is written in. A language that does not exist is reported as such. */
function wrongRuntime(fence: Fence, text: SourceText): Diagnostic[] {
  const { runs } = fence.meta;
  const language = languageOf(fence);
  const part = fence.metaParts.find(({ name }) => name === 'runs');
  if (
    part === undefined ||
    runs === undefined ||
    runs === 'no' ||
    language === undefined ||
    !languages.has(language.toLowerCase()) ||
    runtimesOf(language).includes(runs)
  )
    return [];
  return [
    problem('runs-language', text.span(part.offset, part.offset + part.text.length), {
      message: `unexpected \`${part.text}\`: ${runs === 'node' ? 'Node.js' : 'a browser'} does not run \`${language}\``,
      why: 'the program is not run, so nobody knows whether it prints what the page says',
      fix: 'write `runs="no" reason="…"`, or the language it is really written in',
    }),
  ];
}

/** ```` ```title="a.js" ````: the first word is the language, whatever it is. */
function attributeInItsPlace(lang: string, at: Span): Diagnostic {
  return problem('fence-language-unknown', at, {
    message: `unexpected \`${lang}\`, expected the language first`,
    why: 'the first word says what language it is: the code would be shown without colours, and without what this says of it',
    fix: `write the language before it: \`js ${lang}\`, or \`text ${lang}\``,
  });
}

/** `rust,ignore` as mdBook has it, and `js{2}` as VitePress: what stands behind the language is none of it. */
function withoutFlags(written: string): string | undefined {
  const [, language = '', lines] = /^([a-z][\w+-]*)(?:,[\w,=-]+|(\{[\d,\s-]+\}))$/i.exec(written) ?? [];
  return languages.has(language.toLowerCase())
    ? language.toLowerCase() + (lines === undefined ? '' : ` ${lines}`)
    : undefined;
}

/** What a name of a language means that other tools give it, flags behind it left out; undefined for one nobody knows. */
export const languageIn = (written: string): string | undefined =>
  withoutFlags(written)?.replace(/ [^]*/, '') ?? certainLanguage(written);

/** The one language that can be meant: by its name in other letters, by what other tools call it, or but for a slip. */
function certainLanguage(lang: string): string | undefined {
  const lower = lang.toLowerCase();
  if (languages.has(lower)) return lower;
  const other = otherNames.get(lower);
  if (other !== undefined || lang.length < 5) return other;
  const near = [...languages].filter((name) => name.length >= 4 && isSlipOf(lower, name));
  const areOne = new Set(near.map((name) => languageNamed.get(name) ?? name)).size === 1;
  return closest(lower, near, areOne ? 'first' : 'clear');
}

function checkPart(part: MetaPart, fence: Fence, text: SourceText): Diagnostic[] {
  const span = text.span(part.offset, part.offset + part.text.length);
  const elsewhere = writtenElsewhere(part);
  if (elsewhere !== undefined) return [spelling(part, elsewhere, fence, span)];
  if (part.name === 'alt' ? !isDiagram(fence.lang) : isDiagram(fence.lang) && notOfDiagram.has(part.name))
    return [
      problem('fence-attribute-value', span, {
        message: `unexpected \`${part.name === '{}' ? part.text : part.name}\` ${part.name === 'alt' ? 'of code' : 'of a diagram'}`,
        why: 'it would do nothing',
        fix:
          part.name === 'alt'
            ? 'remove it: code is read as it stands'
            : 'remove it; a diagram has a `title` and an `alt`',
      }),
    ];
  if (part.name === '{}') return checkMarks(part, fence, text);
  if (!fenceAttributes.includes(part.name)) {
    const near = closest(part.name, fenceAttributes, 'clear');
    // A word that is not a plain slip means something else, unless what stands behind it would fit.
    const meant =
      near !== undefined && (isSlipOf(part.name, near) || checkPart({ ...part, name: near }, fence, text).length === 0)
        ? near
        : undefined;
    const name = text.span(part.offset, part.offset + part.name.length);
    return [
      problem('fence-attribute-unknown', name, {
        message: `unexpected \`${part.name}\`${orOneOf(meant, fenceAttributes)}`,
        why: 'it would do nothing',
        fix: meant === undefined ? 'remove it; lines are marked like this: `{2,4-6}`' : `write \`${meant}\``,
        edit:
          meant === undefined ||
          !isSlipOf(part.name, meant) ||
          fence.metaParts.some((other) => other.name === meant) ||
          checkPart({ ...part, name: meant }, fence, text).length > 0
            ? undefined
            : replacing(name, meant),
      }),
    ];
  }
  if (part.name === 'runs' && !runtimes.includes(part.value ?? '')) {
    const meant = part.value === undefined ? undefined : closest(part.value, runtimes);
    return [
      problem('fence-attribute-value', span, {
        message: `unexpected \`${part.text}\`, expected ${meant === undefined ? '`runs="node"`, `runs="browser"` or `runs="no"`' : `\`runs="${meant}"\``}`,
        why: '`runs` says where the program is run when its proof is made',
        fix: meant === undefined ? 'name the place, or `no`' : `write \`runs="${meant}"\``,
      }),
    ];
  }
  if (part.name === 'numbers') {
    return part.value === undefined || /^\d{1,6}$/.test(part.value)
      ? []
      : [
          problem('fence-attribute-value', span, {
            message: `unexpected \`${part.text}\`, expected \`numbers\` or the number of the first line`,
            why: 'the lines would have no numbers',
            fix: 'write `numbers`, or `numbers="5"`',
          }),
        ];
  }
  const isFlag = part.name === 'diff' || part.name === 'wrap' || part.name === 'link';
  if (isFlag ? part.value !== undefined : part.value === undefined || part.value.trim() === '') {
    return [
      problem('fence-attribute-value', span, {
        message: isFlag ? `unexpected value, expected \`${part.name}\` alone` : `\`${part.name}\` has no text`,
        why: 'it would do nothing',
        fix: isFlag ? `write \`${part.name}\`` : `write \`${part.name}="…"\``,
      }),
    ];
  }
  const written = part.text.slice(part.name.length + 1);
  if (part.value === written && /["']/.test(written)) {
    return [
      problem('fence-attribute-value', span, {
        message: `a quote is missing in \`${part.text}\``,
        why: 'the other one would become part of the text',
        fix: `write \`${part.name}="${written.replaceAll(/["']/g, '')}"\``,
      }),
    ];
  }
  if (part.name === 'file' || ofFile.has(part.name)) return checkFile(part, fence, span);
  return ['ins', 'del', 'mark', 'collapse'].includes(part.name) ? checkMarked(part, fence, text, span) : [];
}

/** What the file that the code is taken from cannot be, and what needs one. */
function checkFile(part: MetaPart, fence: Fence, span: Span): Diagnostic[] {
  const { meta, lang } = fence;
  if (part.name === 'file')
    return lang === 'output' || lang === 'transcript'
      ? [
          problem('fence-attribute-value', span, {
            message: `unexpected \`file\`: ${lang === 'output' ? 'an output' : 'a transcript'} stands in the lesson`,
            why: 'it is compared with what the programs print, and written again by `lectern prove --update`',
            fix: 'write it between the backticks',
          }),
        ]
      : [];
  if (meta.file === undefined)
    return [
      problem('fence-attribute-value', span, {
        message: `unexpected \`${part.text}\` without \`file\``,
        why: 'it says something of the file that the code is taken from',
        fix: `write \`file="…"\` before it, or remove it`,
      }),
    ];
  if (part.name === 'lines' && (meta.lines === undefined || meta.lines[0] < 1 || meta.lines[0] > meta.lines[1]))
    return [
      problem('fence-attribute-value', span, {
        message: `unexpected \`${part.text}\`, expected the first line and the last, such as \`3-9\``,
        why: 'nobody knows what should be shown of the file',
        fix: 'write `lines="3-9"`',
      }),
    ];
  return part.name === 'lines' && meta.region !== undefined
    ? [
        problem('fence-attribute-value', span, {
          message: 'unexpected `lines` beside `region`',
          why: 'both say what is shown of the file',
          fix: 'keep the one that is meant; a region stays where it is when lines are added above it',
        }),
      ]
    : [];
}

/** Lines that are not there, and words that do not occur. */
function checkMarked(part: MetaPart, fence: Fence, text: SourceText, span: Span): Diagnostic[] {
  const value = part.value ?? '';
  if (part.name === 'collapse' && !isLineList(value))
    return [
      problem('fence-attribute-value', span, {
        message: `unexpected \`${part.text}\`, expected lines such as \`3-8\``,
        why: 'nothing would be collapsed',
        fix: 'write `collapse="3-8"`',
      }),
    ];
  if (isLineList(value)) {
    const isQuoted = part.text.endsWith(`${value}"`) || part.text.endsWith(`${value}'`);
    const before = part.text.length - value.length - (isQuoted ? 1 : 0);
    return checkMarks({ ...part, offset: part.offset + before - 1 }, fence, text);
  }
  return isYetToBeTaken(fence) || fence.code.includes(value)
    ? []
    : [
        problem('fence-marks-range', span, {
          message: `\`${value}\` does not occur in the code`,
          why: 'nothing would be marked',
          fix: 'write the words as they stand in the code',
        }),
      ];
}

/** How a part is written here that other tools write in another way; empty for what does nothing here. */
export function writtenElsewhere({ name, value, text }: MetaPart): string | undefined {
  const lines = /^\{([\d\s,-]+)\}$/.exec(value ?? '')?.[1]?.trim();
  if (/^(?:ins|del|mark|collapse)$/.test(name) && lines !== undefined) return `${name}="${lines.replaceAll(' ', '')}"`;
  if (/^(?:hl_lines|highlight|highlightLines|emphasize-lines|hl)$/.test(name) && value !== undefined) {
    const list = (lines ?? value).trim().replaceAll(/[\s,]+/g, ',');
    return isLineList(list) ? `{${list}}` : undefined;
  }
  if (/^(?:showLineNumbers|lineNumbers|line-numbers|:line-numbers|numberLines|linenums|startLineNumber)$/i.test(name)) {
    const start = (value ?? '').replaceAll(/[{}"']/g, '');
    if (start === 'false') return '';
    return /^\d+$/.test(start) && start !== '1' ? `numbers="${start}"` : 'numbers';
  }
  if (/^(?:showLineNumbers|lineNumbers|line-numbers)=(?:\{?true\}?)$/i.test(text)) return 'numbers';
  if (/^(?:filename|file-name|fileName|name|caption)$/.test(name) && value !== undefined && value !== '')
    return `title="${value}"`;
  if (/^(?::no-line-numbers|noLineNumbers|copy|nocopy|no-copy|twoslash|live|editable|noInline)$/.test(name)) return '';
  if (name === 'frame' && value !== undefined) return '';
  const isOn = /^\{?(true|false)\}?$/.exec(value ?? '')?.[1];
  if (name === 'wrap' && isOn !== undefined) return isOn === 'true' ? 'wrap' : '';
  const quoted = /^"([^"]+)"$|^\/((?:[^/\\()[\]{}.*+?|^$])+)\/$/.exec(text);
  if (quoted !== null) return `mark="${quoted[1] ?? quoted[2] ?? ''}"`;
  const inBrackets = /^\[([^\]"]+)\]$/.exec(text)?.[1];
  return inBrackets === undefined ? undefined : `title="${inBrackets}"`;
}

/** Whether the code stands in a file that has not been read, and is checked when it is. */
const isYetToBeTaken = ({ meta, from }: Fence): boolean => meta.file !== undefined && from === undefined;

function spelling(part: MetaPart, ours: string, fence: Fence, span: Span): Diagnostic {
  const ourName = /^\w+/.exec(ours)?.[0];
  const isTaken =
    ['title', 'numbers', 'wrap'].includes(ourName ?? '') &&
    fence.metaParts.some((other) => other !== part && other.name === ourName);
  return problem('fence-attribute-unknown', span, {
    message: `unexpected \`${part.text}\`${ours === '' ? '' : `, expected \`${ours}\``}`,
    why: ours === '' ? 'it does nothing here' : 'this is how other tools write it, and it would do nothing',
    fix: ours === '' ? 'remove it' : `write \`${ours}\``,
    edit: isTaken ? undefined : replacing(span, ours),
  });
}

function checkMarks(part: MetaPart, fence: Fence, text: SourceText): Diagnostic[] {
  const language = fence.lang === undefined ? /^\s*\.?([A-Za-z][\w+-]*)/.exec(part.value ?? '')?.[1] : undefined;
  if (language !== undefined) {
    return shownElsewhere.has(language.toLowerCase())
      ? []
      : [
          problem('fence-marks-syntax', text.span(part.offset, part.offset + part.text.length), {
            message: `unexpected braces around the language, expected \`${language}\` alone`,
            why: 'nothing is run or set up by them, and the code would be shown without colours',
            fix: `write \`${language}\` directly after the backticks; braces mark lines: \`{2,4-6}\``,
          }),
        ];
  }
  const lines = fence.code === '' ? 0 : fence.code.split(/\r\n|\n|\r/).length;
  let offset = part.offset + 1;
  const diagnostics: Diagnostic[] = [];
  for (const piece of (part.value ?? '').split(',')) {
    const start = offset + (piece.length - piece.trimStart().length);
    const span = text.span(start, start + Math.max(1, piece.trim().length));
    offset += piece.length + 1;
    const range = /^\s*(\d{1,9})(?:\s*-\s*(\d{1,9}))?\s*$/.exec(piece);
    const from = Number(range?.[1]);
    const to = Number(range?.[2] ?? range?.[1]);
    if (range === null || from > to) {
      diagnostics.push(
        problem('fence-marks-syntax', span, {
          message: `unexpected \`${piece.trim()}\`, expected a line or a range such as \`2\` or \`4-6\``,
          why: 'nothing would be marked',
          fix: 'write `{2,4-6}`',
        }),
      );
    } else if (!isYetToBeTaken(fence) && (from < 1 || to > lines)) {
      diagnostics.push(
        problem('fence-marks-range', span, {
          message: `line ${from < 1 ? from : to} is marked, but the code has ${count(lines, 'line')}`,
          why: 'the mark points at nothing',
          fix: 'count the lines of the code, from 1',
        }),
      );
    }
  }
  return diagnostics;
}
