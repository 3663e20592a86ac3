import { limits } from '../limits.ts';
import type { YamlNode, YamlPair } from '../yaml-tree.ts';
import { afterSpaces, closeBrace, closeBracket, colon, comma, openBrace, openBracket } from './characters.ts';
import { isQuote, readFlowPlain, readQuoted } from './scalars.ts';
import { addTo, unsure, type Read } from './unsure.ts';

export function isFlowCollection(yaml: string, at: number): boolean {
  const code = yaml.charCodeAt(at);
  return code === openBracket || code === openBrace;
}

/** A flow collection, or a value in one, on one line (7.4). `depth` is its own. */
export function readFlow(yaml: string, start: number, depth: number): Read {
  if (depth >= limits.yamlDepth) unsure();
  const code = yaml.charCodeAt(start);
  if (code === openBracket) return readFlowList(yaml, start, depth);
  if (code === openBrace) return readFlowMapping(yaml, start, depth);
  return readFlowScalar(yaml, start);
}

function readFlowScalar(yaml: string, start: number): Read {
  return isQuote(yaml, start) ? readQuoted(yaml, start) : readFlowPlain(yaml, start);
}

/** A flow sequence (7.4.1). Pairs in it (`[a: b]`) are left to the parser. */
function readFlowList(yaml: string, start: number, depth: number): Read {
  const items: YamlNode[] = [];
  const value: unknown[] = [];
  let at = afterSpaces(yaml, start + 1);
  while (yaml.charCodeAt(at) !== closeBracket) {
    const item = readFlow(yaml, at, depth + 1);
    items.push(item.node);
    value.push(item.value);
    at = nextInFlow(yaml, item.node.end, closeBracket);
  }
  return { node: { kind: 'list', start, end: at + 1, items }, value };
}

/** A flow mapping (7.4.2) with scalar keys and explicit values. */
function readFlowMapping(yaml: string, start: number, depth: number): Read {
  const pairs: YamlPair[] = [];
  const value: Record<string, unknown> = {};
  let at = afterSpaces(yaml, start + 1);
  while (yaml.charCodeAt(at) !== closeBrace) {
    const key = readFlowScalar(yaml, at);
    const name = (key.node.kind === 'scalar' ? key.node.written : undefined) ?? String(key.value);
    const after = afterSpaces(yaml, key.node.end);
    // A key with a space is more likely the rest of a text that contains a comma.
    if (yaml.charCodeAt(after) !== colon || /\s/.test(name)) unsure();
    const member = readFlow(yaml, afterSpaces(yaml, after + 1), depth + 1);
    addTo(value, name, member.value);
    pairs.push({ name, key: { start: at, end: key.node.end }, value: member.node });
    at = nextInFlow(yaml, member.node.end, closeBrace);
  }
  return { node: { kind: 'mapping', start, end: at + 1, pairs }, value };
}

/** Skips the comma to the next value, or to the closing bracket. */
function nextInFlow(yaml: string, from: number, close: number): number {
  const at = afterSpaces(yaml, from);
  const code = yaml.charCodeAt(at);
  if (code === close) return at;
  return code === comma ? afterSpaces(yaml, at + 1) : unsure();
}
