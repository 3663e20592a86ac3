import { endRun } from '../text/ends.ts';
import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import { count } from '../text/count.ts';
import { limits } from './limits.ts';
import { withQuotes } from './yaml-syntax.ts';
import type { Anchors } from './yaml-anchors.ts';
import { quote, writeQuoted } from './yaml-unquoted.ts';

/** Stands where a value was that cannot be read and has been reported: no schema takes it, and nobody reports it again. */
export const unreadable = Symbol('unreadable');

type Place = (start: number, end: number) => Span;

/** Turns a document without syntax errors into plain data, reporting what must not be in it. */
export function plainValue(
  document: Document.Parsed,
  anchors: Anchors,
  yaml: string,
  place: Place,
  isSound: (yaml: string) => boolean,
): { value: unknown; diagnostics: Diagnostic[] } {
  const builder = new ValueBuilder(anchors, yaml, place, isSound);
  const value = builder.build(document.contents, 0);
  return { value, diagnostics: builder.diagnostics };
}

class ValueBuilder {
  readonly diagnostics: Diagnostic[] = [];
  readonly #anchors: Anchors;
  readonly #yaml: string;
  readonly #place: Place;
  readonly #isSound: (yaml: string) => boolean;
  /** Anchored nodes that are being built: an alias to one of them would never end. */
  readonly #open = new Set<Node>();
  #insideAlias = 0;
  #expanded = 0;

  constructor(anchors: Anchors, yaml: string, place: Place, isSound: (yaml: string) => boolean) {
    this.#anchors = anchors;
    this.#yaml = yaml;
    this.#place = place;
    this.#isSound = isSound;
  }

  build(node: Node | null, depth: number): unknown {
    if (node === null) return null;
    if (this.#insideAlias > 0) this.#expanded++;
    if (isAlias(node)) return this.#alias(node.source, node, depth);
    if (this.#insideAlias === 0) {
      const swallowed = this.#swallowed(node);
      if (swallowed !== undefined) return swallowed;
    }
    if (isScalar(node)) return this.#scalar(node);
    if (depth >= limits.yamlDepth) return null;
    this.#open.add(node);
    const value = isMap(node)
      ? this.#mapping(node, depth)
      : isSeq(node)
        ? node.items.map((item) => this.build(item as Node | null, depth + 1))
        : null;
    this.#open.delete(node);
    return value;
  }

  #scalar(node: Scalar): unknown {
    // Dates, binaries and the like need tags, which are reported; whatever is left is one of these.
    const { value } = node;
    // A long text counts for several: rules read it wherever it stands.
    if (this.#insideAlias > 0 && typeof value === 'string') this.#expanded += Math.floor(value.length / 5);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null
      ? value
      : String(value);
  }

  #mapping(mapping: YAMLMap, depth: number): Record<string, unknown> {
    const value: Record<string, unknown> = {};
    const seen = new Map<string, Node>();
    const again: { readonly name: string; readonly key: Node; readonly first: Node }[] = [];
    const cut = mapping.flow === true ? cutTexts(mapping) : undefined;
    const pieces = cut === undefined ? undefined : new Set([...cut.values()].flat());
    for (const pair of mapping.items as readonly Pair[]) {
      if (pieces?.has(pair) === true) continue;
      const key = pair.key as Node;
      const name = keyText(pair);
      if (name === undefined) {
        this.#report(key, {
          code: 'yaml-key',
          message: 'unexpected list or mapping as a key, expected a word',
          why: 'no part of the course has such a key',
          fix: 'quote the key if it starts with a bracket, or remove the `?`',
        });
        continue;
      }
      if (name === '__proto__') {
        this.#report(key, {
          code: 'yaml-forbidden-key',
          message: 'unexpected key `__proto__`',
          why: 'JavaScript gives this name a special meaning, so it could change other values unseen',
          fix: 'remove the key, or use another name',
        });
        continue;
      }
      if (name === '<<' && isScalar(key) && key.type === 'PLAIN') {
        this.#report(key, {
          code: 'yaml-merge-key',
          message: 'unexpected merge key `<<`, which YAML 1.2 does not have',
          why: 'some programs would merge and others would not, so the same file would mean two things',
          fix: 'write the keys out; an alias as a value (`options: *yes-no`) is fine',
        });
        continue;
      }
      const first = seen.get(name);
      if (first !== undefined) {
        again.push({ name, key, first });
        continue;
      }
      seen.set(name, key);
      const rest = cut?.get(pair);
      value[name] =
        rest === undefined ? this.build(pair.value as Node | null, depth + 1) : this.#cutText(pair.value as Node, rest);
    }
    this.#reportAgain(again);
    return value;
  }

  /** Keys that a mapping has already: one is a slip, several of them are another entry whose first line is lost. */
  #reportAgain(again: readonly { readonly name: string; readonly key: Node; readonly first: Node }[]): void {
    const [one, ...others] = again;
    if (one === undefined) return;
    this.#report(
      one.key,
      {
        code: 'yaml-duplicate-key',
        message: `unexpected second \`${one.name}\` in the same mapping${others.length === 0 ? '' : `, and again ${count(others.length, 'key')} below it`}`,
        why: 'only one of the two would count, and programs disagree on which',
        fix:
          others.length === 0
            ? 'keep the one you mean'
            : 'begin a new entry, with a line such as `- id: …`, where one is meant; else keep the keys you mean',
      },
      { ...this.#span(one.first), message: `\`${one.name}\` is first set here` },
    );
  }

  /** A text that its own comma has cut: what stands behind the comma was read as keys. */
  #cutText(node: Node, rest: readonly Pair[]): typeof unreadable {
    const start = node.range?.[0] ?? 0;
    const last = rest.at(-1);
    const [, end = start] = ((last?.value ?? last?.key) as Node | undefined)?.range ?? [];
    const text = this.#yaml.slice(start, end).trimEnd();
    const first = keyText(rest[0] as Pair) ?? '';
    const span = this.#place(start, start + text.length);
    // `{ text: Yes, correct }` may have been meant to say `correct: true`.
    const mayBeKey = rest.length === 1 && last?.value === null && /^[a-z]+(?:[A-Z][a-z]+)*$/.test(first);
    this.diagnostics.push({
      ...span,
      code: 'yaml-unquoted',
      severity: 'error',
      message: `this text needs quotes around it: between brackets a comma ends it, and \`${first}\` is read as a key`,
      why: 'learners would see the text up to the comma',
      fix: `${writeQuoted(text)}${mayBeKey ? `; if \`${first}\` is a key, give it a value: \`${first}: …\`` : ''}`,
      ...(mayBeKey || /[\r\n]/.test(text) ? {} : { edit: { start: span.start, end: span.end, text: quote(text) } }),
    });
    return unreadable;
  }

  /**
   * A text that lost its beginning: `&nbsp; is` names the value `is`, `! not` says that `not` is a text. Where the name could
   * be meant as one and is used nowhere, that is only a warning.
   */
  #swallowed(node: Node): typeof unreadable | undefined {
    if (
      !isScalar(node) ||
      (node.anchor === undefined && node.tag !== '!') ||
      (node.type !== 'PLAIN' && node.type !== undefined)
    )
      return undefined;
    const start = node.range?.[0] ?? 0;
    const before = this.#yaml.slice(this.#yaml.lastIndexOf('\n', start - 1) + 1, start);
    const end = before.trimEnd();
    const word = end.slice(endRun(end, /\S/));
    const at = word.search(/(?<=^|[{[,])(?:&\S|!$)/);
    if (at < 0) return undefined;
    const mark = before.slice(end.length - word.length + at);
    const from = start - mark.length;
    const text = this.#yaml.slice(from, node.range?.[1] ?? start).trimEnd();
    const span = this.#place(from, from + text.length);
    const name = mark.trim();
    // What stands behind a `#` may be part of the text.
    const isCut = /^[ \t]+#/.test(this.#yaml.slice(from + text.length));
    const edit = /[\r\n]/.test(text) || isCut ? {} : { edit: { start: span.start, end: span.end, text: quote(text) } };
    if (/^&[\w-]+$/.test(name) && node.source !== '') {
      if (this.#anchors.isUsed(name.slice(1))) return undefined;
      this.diagnostics.push({
        ...this.#place(from, from + name.length),
        code: 'yaml-anchor-unused',
        severity: 'warning',
        message: `\`${name}\` gives this value a name that nothing uses`,
        why: `learners would not see \`${name}\`, if it was meant as text`,
        fix: `${writeQuoted(text)}, or remove \`${name}\``,
      });
      return undefined;
    }
    this.diagnostics.push({
      ...span,
      code: 'yaml-unquoted',
      severity: 'error',
      message: `this text needs quotes around it: it begins with \`${text.charAt(0)}\`, which ${text.startsWith('&') ? 'gives a value a name' : 'says what kind a value is'}`,
      why: `learners would not see \`${name}\``,
      fix: writeQuoted(text),
      ...edit,
    });
    return unreadable;
  }

  #alias(name: string, node: Node, depth: number): unknown {
    const target = this.#anchors.before(name, node.range?.[0] ?? 0);
    if (target === undefined && name.endsWith('*')) {
      const text = `*${name}`;
      const span = this.#span(node);
      const words = {
        message: 'this text needs quotes around it: it begins with `*`, which names a value that stands elsewhere',
        why: 'there is no such value, so learners would see nothing',
        fix: `write \`"${text}"\``,
      };
      this.diagnostics.push({
        ...span,
        code: 'yaml-unquoted',
        severity: 'error',
        ...words,
        ...(/^[ \t]+#/.test(this.#yaml.slice(node.range?.[1] ?? 0))
          ? {}
          : { edit: { start: span.start, end: span.end, text: `"${text}"` } }),
      });
      return unreadable;
    }
    if (target === undefined) {
      this.#report(node, {
        code: 'yaml-alias-unknown',
        message: `unexpected alias \`*${name}\`, no anchor \`&${name}\` stands before it`,
        why: 'there is nothing it could stand for',
        fix: `write \`&${name}\` at the value meant, or quote the text if it merely starts with an asterisk`,
      });
      const reported = this.diagnostics.at(-1);
      if (reported !== undefined)
        this.diagnostics[this.diagnostics.length - 1] = withQuotes(
          reported,
          node.range?.[0] ?? 0,
          this.#yaml,
          this.#place,
          this.#isSound,
        );
      return unreadable;
    }
    if (this.#open.has(target)) {
      this.#report(node, {
        code: 'yaml-alias-cycle',
        message: `unexpected alias \`*${name}\` inside the value it stands for`,
        why: 'the value would contain itself without end',
        fix: 'write the value out',
      });
      return unreadable;
    }
    if (this.#expanded > limits.yamlValues || depth >= limits.yamlDepth) {
      if (!this.diagnostics.some(({ code }) => code === 'yaml-alias-expansion')) {
        this.#report(node, {
          code: 'yaml-alias-expansion',
          message: `the aliases of this file stand for more than ${limits.yamlValues.toLocaleString('en')} values or ${(5 * limits.yamlValues).toLocaleString('en')} characters, or for values nested deeper than ${limits.yamlDepth}`,
          why: 'a few lines of aliases can stand for more values than any computer holds',
          fix: 'write the values out where they are needed',
        });
      }
      return unreadable;
    }
    this.#insideAlias++;
    const value = this.build(target, depth);
    this.#insideAlias--;
    return value;
  }

  #span(node: Node): Span {
    const [start, end] = node.range ?? [0, 0];
    return this.#place(start, start + this.#yaml.slice(start, end).trimEnd().length);
  }

  #report(
    node: Node,
    problem: { code: string; message: string; why: string; fix: string },
    related?: Span & { message: string },
  ): void {
    const diagnostic: Diagnostic = { ...this.#span(node), severity: 'error', ...problem };
    this.diagnostics.push(related === undefined ? diagnostic : { ...diagnostic, related: [related] });
  }
}

/**
 * Texts of a flow mapping that a comma has cut, with the pairs that are their rest: keys without a colon, or with a space
 * in them. No key of the format is like that.
 */
function cutTexts(mapping: YAMLMap): ReadonlyMap<Pair, readonly Pair[]> | undefined {
  const cut = new Map<Pair, Pair[]>();
  let text: Pair | undefined;
  for (const pair of mapping.items as readonly Pair[]) {
    const name = keyText(pair);
    const isRest =
      name !== undefined &&
      (pair.value === null || (isScalar(pair.key) && pair.key.type === 'PLAIN' && /\s/.test(name)));
    if (!isRest)
      text = isScalar(pair.value) && pair.value.type === 'PLAIN' && pair.value.source !== '' ? pair : undefined;
    else if (text !== undefined) cut.set(text, [...(cut.get(text) ?? []), pair]);
  }
  return cut.size === 0 ? undefined : cut;
}

/** A key as written: `true`, `1.0` and `null` are words here. Undefined for keys that are no scalar. */
export function keyText(pair: Pair): string | undefined {
  const key = pair.key;
  if (!isScalar(key)) return undefined;
  return key.type === 'PLAIN' && typeof key.source === 'string' ? key.source : String(key.value);
}
