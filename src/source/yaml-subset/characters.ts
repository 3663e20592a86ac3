/** Significant characters (YAML 1.2.2, chapter 5), as UTF-16 units. */
export const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
export const space = 32;
export const doubleQuote = 34;
export const hash = 35;
export const singleQuote = 39;
export const comma = 44;
export const dash = 45;
export const colon = 58;
export const openBracket = 91;
export const backslash = 92;
export const closeBracket = 93;
export const openBrace = 123;
export const closeBrace = 125;

/** Whether the line or the text ends at `at`. Carriage returns occur only before line feeds. */
export function isLineEnd(yaml: string, at: number): boolean {
  const code = yaml.charCodeAt(at);
  return code === lineFeed || code === carriageReturn || at >= yaml.length;
}

/** White space, or the end of the text. */
export function isWhite(yaml: string, at: number): boolean {
  const code = yaml.charCodeAt(at);
  return code === space || code === tab || isLineEnd(yaml, at);
}

/** `,`, `[`, `]`, `{` or `}`. */
export function isFlowIndicator(yaml: string, at: number): boolean {
  const code = yaml.charCodeAt(at);
  return code === comma || code === openBracket || code === closeBracket || code === openBrace || code === closeBrace;
}

export function afterSpaces(yaml: string, from: number): number {
  let at = from;
  while (yaml.charCodeAt(at) === space) at++;
  return at;
}

/** The end of the line at `at`, without its line break. */
export function endOfLine(yaml: string, at: number): number {
  const found = yaml.indexOf('\n', at);
  if (found < 0) return yaml.length;
  return yaml.charCodeAt(found - 1) === carriageReturn ? found - 1 : found;
}

/** The start of the line after the one at `at`. */
export function afterLine(yaml: string, at: number): number {
  const found = yaml.indexOf('\n', at);
  return found < 0 ? yaml.length : found + 1;
}
