/** Code between backticks that are longer than any in it. */
export function fenced(info: string, code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/^[ \t>]*(`{3,})/gm)].map(([, ticks = '']) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${info}\n${code}${code === '' ? '' : '\n'}${ticks}`;
}

export function inCode(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  const line = text.replace(/\s*\n\s*/g, ' ');
  return `${ticks}${/^`|`$/.test(line) ? ` ${line} ` : line}${ticks}`;
}

export function indented(marker: string, indent: string, content: string): string {
  return content
    .split('\n')
    .map((line, index) => (index === 0 ? marker + line : line === '' ? '' : indent + line))
    .join('\n');
}

/** An address as Markdown takes it. */
export function address(url: string): string {
  const clean = url.trim().replace(/\n/g, '');
  return /[\s()<>]/.test(clean) ? `<${clean.replace(/[<>]/g, (sign) => (sign === '<' ? '%3C' : '%3E'))}>` : clean;
}

export const titled = (title: string | null | undefined): string =>
  title === null || title === undefined || title === ''
    ? ''
    : ` "${title.replace(/\s+/g, ' ').replace(/["\\]/g, '\\$&')}"`;

/** Plain words as Markdown that shows them. */
export const escapeMarkdown = (text: string): string =>
  text.replace(/[\\`*_[\]<>{}#|]/g, '\\$&').replace(/\s*\n\s*/g, ' ');

/** A paragraph that begins with what would begin another block. */
export const safeStart = (text: string): string =>
  text
    .replace(/^(?=(?:[-+]|#{1,6})(?:[ \t]|$)|>)/, '\\')
    .replace(/^(\d{1,9})(?=[.)](?:[ \t]|$))/, '$1\\')
    .replace(/^(:{2,})/, '\\$1');
