import { languageIn, writtenElsewhere } from '../course/checks/fences.ts';
import { languages } from '../course/languages.ts';
import { isLineList, parseFenceMeta } from '../source/fence-meta.ts';
import type { MetaPart } from '../source/lesson.ts';

/** What stands behind the backticks, our way. */
export interface OwnInfo {
  readonly info: string;
  /** Parts that have no counterpart, as written. */
  readonly lost: readonly string[];
  /** A language that the highlighter does not know. */
  readonly unknown: string | undefined;
}

/** Attributes that do nothing to what is seen here. */
const silent =
  /^(?::?(?:v-pre|no-line-numbers)|copy|nocopy|eval|echo|engine|cap|class|className|cache|message|warning|error|results|fig\.\w+|frame|theme|preserveIndent|hangingIndent|is:raw|tags|name|label|results|include|live|noInline|metastring|component|transform|jsx|expandable|icon|isTerminal|layout|linenos|dedent|npm2yarn|package-manager)$/i;

/** Reads language and attributes as any of the tools writes them. `code` is what the fence holds. */
export function ownInfo(written: string, code: string): OwnInfo {
  const braces = /^\{\s*\.?([A-Za-z][\w+-]*)[^}]*\}(.*)$/.exec(written);
  const plain = braces === null ? written : `${braces[1] ?? ''} ${braces[2] ?? ''}`.trim();
  const [, head = '', glued = '', rest = ''] = /^([^\s{=]*)((?:\{[^}]*\})?)(?:[ \t,]+|$)?([\s\S]*)$/.exec(plain) ?? [];
  const isAttribute = /^[\w-]+=/.test(plain);
  const [language = ''] = isAttribute ? [''] : head.split(/[,:;]/);
  const { parts } = parseFenceMeta(isAttribute ? plain : `${glued} ${rest}`.trim());
  const lines = code === '' ? 0 : code.split('\n').length;
  const lost: string[] = [];
  const ours: string[] = [];
  const taken = new Set<string>();
  for (const part of parts) {
    const own = ownPart(part, code, lines);
    if (own === undefined) {
      if (!silent.test(part.name) && !/^[.#]|^,$/.test(part.text)) lost.push(part.text);
      continue;
    }
    const name = /^\w+/.exec(own)?.[0] ?? '{}';
    if (own === '' || (['title', 'alt', 'label', 'numbers', 'wrap', 'diff', '{}'].includes(name) && taken.has(name)))
      continue;
    taken.add(name);
    ours.push(own);
  }
  const known = language === '' ? '' : languages.has(language) ? language : languageIn(language);
  const shown = known ?? 'text';
  return {
    info: [shown === '' && ours.length > 0 ? 'text' : shown, ...ours].filter((part) => part !== '').join(' '),
    lost,
    unknown: known === undefined ? language : undefined,
  };
}

function ownPart(part: MetaPart, code: string, lines: number): string | undefined {
  const { name, value = '', text } = part;
  const inQuotes = /^'([^']+)'$/.exec(text)?.[1];
  if (inQuotes !== undefined)
    return code.includes(inQuotes) && !inQuotes.includes('"') ? `mark="${inQuotes}"` : undefined;
  const elsewhere = writtenElsewhere(part);
  if (elsewhere !== undefined && elsewhere !== text) {
    const [again] = parseFenceMeta(elsewhere).parts;
    return again === undefined ? '' : ownPart(again, code, lines);
  }
  const inRange = (list: string): string | undefined => {
    const ranges = list.split(',').flatMap((piece) => {
      const [from = NaN, to = from] = piece
        .trim()
        .split(/\s*(?:-|\.\.)\s*/)
        .map(Number);
      return from >= 1 && from <= to && from <= lines
        ? [from === to ? `${from}` : `${from}-${Math.min(to, lines)}`]
        : [];
    });
    return ranges.length === 0 ? undefined : ranges.join(',');
  };
  switch (name) {
    case '{}': {
      const list = inRange(value);
      return list === undefined ? undefined : `{${list}}`;
    }
    case 'title':
    case 'alt':
    case 'label': {
      const words = value.replaceAll('"', '’').trim();
      return words === '' ? undefined : `${name}="${words}"`;
    }
    case 'numbers':
      return part.value === undefined ? 'numbers' : /^\d{1,6}$/.test(value) ? `numbers="${value}"` : undefined;
    case 'diff':
    case 'wrap':
      return name;
    case 'collapse': {
      const list = inRange(value);
      return list === undefined ? undefined : `collapse="${list}"`;
    }
    case 'ins':
    case 'del':
    case 'mark': {
      if (isLineList(value)) {
        const list = inRange(value);
        return list === undefined ? undefined : `${name}="${list}"`;
      }
      return value !== '' && !value.includes('"') && code.includes(value) ? `${name}="${value}"` : undefined;
    }
    default:
      return undefined;
  }
}
