import type { LessonSource } from '../../source/lesson.ts';
import { isMap, isPair, isScalar, parseDocument, type Document, type YAMLMap } from 'yaml';

/** A text to translate: where the translation has it, and what the original says. */
export interface TextToTranslate {
  readonly path: readonly (string | number)[];
  readonly original: string;
}

/**
 * Adds to a translation what it lacks: each text as an empty key, with the original in a comment before it. What is written
 * there stays. An empty text begins a file.
 */
export function withMissingTexts(
  text: string,
  texts: readonly TextToTranslate[],
  marks: ReadonlyMap<string, string>,
): string {
  const document = parseDocument(text);
  if (!isMap(document.contents)) document.contents = document.createNode({}) as unknown as typeof document.contents;
  const added = new Set<string>();
  for (const { path, original } of texts) {
    if (document.hasIn(path)) continue;
    // A list has its places in order, and an entry may be the text alone.
    if (path.some((_, depth) => depth > 0 && isScalar(document.getIn(path.slice(0, depth), true)))) continue;
    const parent = path.slice(0, -1);
    if (typeof path.at(-1) === 'number') {
      const items = document.hasIn(parent) ? undefined : texts.filter((other) => isBelow(other.path, parent));
      if (items !== undefined)
        document.setIn(
          parent,
          items.map(() => null),
        );
      continue;
    }
    document.setIn(path, null);
    added.add(path.join('\0'));
    const [top] = path;
    const entry = [top, path[1]].join('.');
    const mark = marks.get(entry);
    if (mark !== undefined) putMark(document, path.slice(0, 2), mark);
    comment(document, path, original);
  }
  const [whole] = [marks.get('')];
  if (whole !== undefined && !document.has('source')) putMark(document, [], whole);
  return added.size === 0 && text !== '' ? text : document.toString({ lineWidth: 0, nullStr: '' });
}

/** A lesson in another language as it begins: with empty texts in its front matter, and the body of the original to write over. */
export function beginLesson(
  { body }: Pick<LessonSource, 'body'>,
  texts: readonly TextToTranslate[],
  hash: string,
): string {
  return `---\n${withMissingTexts('', texts, new Map([['', hash]]))}---\n\n${body.trim()}\n`;
}

/** Says of each translated part which version of the original it was made of. */
export function withMarks(
  text: string,
  marks: readonly { readonly path: readonly string[]; readonly hash: string }[],
): string {
  const document = parseDocument(text);
  let changed = false;
  for (const { path, hash } of marks) {
    if (document.getIn([...path, 'source']) === hash) continue;
    putMark(document, path, hash);
    changed = true;
  }
  return changed ? document.toString({ lineWidth: 0, nullStr: '' }) : text;
}

/** The same for the front matter of a lesson, of which nothing else changes. */
export function withMarkInFront(text: string, hash: string): string {
  const end = text.indexOf('\n---', 3);
  const front = text.slice(0, end);
  const marked = /^source:.*$/m.test(front)
    ? front.replace(/^source:.*$/m, `source: ${hash}`)
    : front.replace(/^---[^\n]*\n/, (line) => `${line}source: ${hash}\n`);
  return marked + text.slice(end);
}

function putMark(document: Document, path: readonly (string | number)[], hash: string): void {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(map)) return;
  const written = map.items.find(({ key }) => isScalar(key) && key.value === 'source');
  if (written !== undefined) map.set('source', hash);
  else map.items.unshift(document.createPair('source', hash) as never);
}

/** Writes the original above a key, as a translator reads it. */
function comment(document: Document, path: readonly (string | number)[], original: string): void {
  const map = document.getIn(path.slice(0, -1), true) as YAMLMap | undefined;
  const pair = isMap(map) ? map.items.find(({ key }) => (isScalar(key) ? key.value : key) === path.at(-1)) : undefined;
  if (!isPair(pair)) return;
  const key = document.createNode(path.at(-1));
  key.commentBefore = original
    .trimEnd()
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n');
  pair.key = key as never;
}

const isBelow = (path: readonly (string | number)[], parent: readonly (string | number)[]): boolean =>
  path.length > parent.length && parent.every((step, index) => path[index] === step);
