import { z } from 'zod';
import { closest, isSlipOf } from '../diagnostics/closest.ts';
import type { Diagnostic, Edit, Span } from '../diagnostics/diagnostic.ts';
import type { YamlPath, YamlSource } from '../source/yaml.ts';
import { limits } from '../source/limits.ts';
import { quoted } from '../source/yaml-quotes.ts';
import { unreadable } from '../source/yaml-values.ts';
import { count } from '../text/count.ts';
import { listed, named } from '../text/lists.ts';
import { parseAsWritten } from './as-written.ts';
import { facts, type Fact } from './facts.ts';
import { missingIdEdit } from './missing-ids.ts';
import { keysOf } from '../../schemas/shape.ts';
import { alternatives, memberFor, requiredKeysOf, schemaAt, valueSchema } from './schema-shape.ts';
import type { Report } from './problem.ts';
import { asId } from './slug.ts';
import { asMapping, valueAt } from './value.ts';

type Issue = z.core.$ZodIssue;
/** A diagnostic may cover several issues, and the number of diagnostics per file is limited. */
const mostIssues = 2 * limits.reportsPerFile;

type Located<I extends Issue = Issue> = I & { readonly at: YamlPath };

/** Converts zod issues to diagnostics with the smallest possible span; a misspelt required key is one diagnostic. */
export function describeIssues(
  schema: z.ZodType,
  issues: readonly Issue[],
  value: unknown,
  source: YamlSource,
): Diagnostic[] {
  const context: Context = { schema, value, source };
  // Diagnostics beyond the limit need not be worded.
  const flat = issues
    .slice(0, mostIssues)
    .flatMap((issue) => flatten(issue, []))
    .filter(({ at }) => valueAt(value, at) !== unreadable);
  const missing = new Set(flat.filter((issue) => isMissing(issue, value)).map(({ at }) => JSON.stringify(at)));
  const diagnostics: Report[] = [];
  for (const issue of flat) {
    if (issue.code === 'unrecognized_keys') diagnostics.push(...unknownKeys(issue, missing, context));
  }
  const withUnknown = new Set(
    flat.flatMap((issue) => (issue.code === 'unrecognized_keys' ? [JSON.stringify(issue.at)] : [])),
  );
  for (const issue of flat) {
    if (issue.code === 'unrecognized_keys') continue;
    if (!isMissing(issue, value)) diagnostics.push(unsettling(wrongValue(issue, context), issue));
    // An unknown key may be a misspelling of the missing one.
    else if (missing.delete(JSON.stringify(issue.at)))
      diagnostics.push(
        unsettling(missingKey(issue.at, context, withUnknown.has(JSON.stringify(issue.at.slice(0, -1)))), issue),
      );
  }
  return diagnostics;
}

function unsettling(diagnostic: Diagnostic, { at, code }: Located): Report {
  return { ...diagnostic, unsettles: factsAt(code === 'invalid_key' ? at.slice(0, -1) : at, diagnostic.file) };
}

/** The facts that an error at a path unsettles: the names defined there. */
function factsAt(at: YamlPath, file: string): readonly Fact[] {
  const key = at.at(-1);
  if (at[0] === 'categories' && at[2] === 'modules') return [facts.listed];
  if (key === 'id') return [facts.names(file, at.slice(0, -2))];
  if (key === 'type') return [facts.type(file, at.slice(0, -1))];
  return [facts.names(file, typeof key === 'number' ? at.slice(0, -1) : at)];
}

interface Context {
  readonly schema: z.ZodType;
  readonly value: unknown;
  readonly source: YamlSource;
}

/** Extracts the issues of the most likely branch of a union. */
function flatten(issue: Issue, base: YamlPath): Located[] {
  const at = [...base, ...(issue.path as YamlPath)];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ ...issue, at }];
  const branches = issue.errors.map((errors) => errors.flatMap((error) => flatten(error, at)));
  // A key that only one branch knows says more than what is wrong below it.
  const strangers = (branch: readonly Located[]): number =>
    branch.reduce(
      (sum, each) => sum + (each.code === 'unrecognized_keys' && each.at.length === at.length ? each.keys.length : 0),
      0,
    );
  // What fits in kind, a mapping or a number, was meant, whatever is wrong in it.
  const misfits = (branch: readonly Located[]): boolean =>
    branch.some((each) => each.code === 'invalid_type' && each.at.length === at.length);
  const weight = (branch: readonly Located[]): number =>
    (misfits(branch) ? 1_000_000 : 0) +
    1000 * strangers(branch) +
    branch.length +
    branch.filter(({ code }) => code === 'invalid_type').length;
  return branches.reduce((best, branch) => (weight(branch) < weight(best) ? branch : best));
}

function isMissing(issue: Located, value: unknown): boolean {
  const last = issue.at.at(-1);
  if (typeof last !== 'string' || issue.code === 'invalid_key') return false;
  const parent = asMapping(valueAt(value, issue.at.slice(0, -1)));
  return parent !== undefined && !Object.hasOwn(parent, last);
}

function unknownKeys(
  issue: Located<z.core.$ZodIssueUnrecognizedKeys>,
  missing: Set<string>,
  context: Context,
): Report[] {
  const { schema, value, source } = context;
  const member = schemaAt(schema, issue.at, value);
  const known = keysOf(member);
  const parent = asMapping(valueAt(value, issue.at)) ?? {};
  const absent = known.filter((name) => !Object.hasOwn(parent, name));
  const claimed = new Set<string>();
  const names = (keys: readonly string[]): readonly Fact[] => [
    facts.shape(source.file),
    ...keys.flatMap((key) => factsAt([...issue.at, key], source.file)),
  ];
  // Hundreds of unknown keys are not typos.
  const guesses = issue.keys.map((key, index) =>
    index > 100 ? undefined : meantKey(key, absent, issue.at, missing, member, context),
  );
  return issue.keys.map((key, index) => {
    const span = source.keySpanOf([...issue.at, key]);
    const guess = guesses[index];
    const instead =
      issue.keys.length === 1 && guess === undefined
        ? inItsPlace(key, absent, issue.at, missing, member, context)
        : undefined;
    if (instead !== undefined) {
      missing.delete(JSON.stringify([...issue.at, instead]));
      return {
        ...span,
        code: 'key-unknown',
        severity: 'error',
        unsettles: names([instead]),
        message: `unexpected key \`${key}\`, and ${subject(issue.at)} has no \`${instead}\``,
        why: 'what stands under an unknown key would be lost without a word',
        fix: `write \`${instead}\` if that is what it holds, or remove \`${key}\` and add \`${instead}: …\``,
      };
    }
    const meant = guess === undefined || claimed.size === claimed.add(guess.key).size ? undefined : guess.key;
    if (meant !== undefined) missing.delete(JSON.stringify([...issue.at, meant]));
    const isOnly = guesses.every((other, place) => place === index || other?.key !== meant);
    const safe =
      meant !== undefined &&
      guess?.fits === true &&
      isOnly &&
      !ownWords.has(key.toLowerCase()) &&
      isSlipOf(key, meant) &&
      closest(key, known, 'clear') === meant;
    return withEdit(
      {
        ...span,
        code: 'key-unknown',
        severity: 'error',
        unsettles: names(meant === undefined ? absent : [meant]),
        message:
          meant === undefined
            ? `unexpected key \`${key}\`, expected one of ${named(absent.length > 0 ? absent : known)}`
            : `unexpected key \`${key}\`, expected \`${meant}\``,
        why: 'what stands under an unknown key would be lost without a word',
        fix: meant === undefined ? 'remove the key, or write one of those that exist' : `write \`${meant}\``,
      },
      safe ? { start: span.start, end: span.end, text: meant } : undefined,
    );
  });
}

/**
 * The key that was probably meant: similar in spelling, or a synonym from another tool, with a matching value. If the
 * value does not match, only an obvious typo counts.
 */
function meantKey(
  key: string,
  absent: readonly string[],
  at: YamlPath,
  missing: ReadonlySet<string>,
  member: z.ZodType | undefined,
  context: Context,
): { readonly key: string; readonly fits: boolean } | undefined {
  const required = absent.filter((name) => missing.has(JSON.stringify([...at, name])));
  const near = closest(key, required, 'clear') ?? closest(key, absent, 'clear');
  const candidates = [
    ...(near === undefined ? [] : [near]),
    ...required.filter((name) => synonyms.get(name)?.includes(key.toLowerCase()) === true),
  ];
  const fitting = candidates.find((name) => takes(member, name, [...at, key], context));
  if (fitting !== undefined) return { key: fitting, fits: true };
  return near !== undefined && isSlipOf(key, near) && !ownWords.has(key.toLowerCase())
    ? { key: near, fits: false }
    : undefined;
}

/** The only missing required key, if the only unknown key could be meant for it. */
function inItsPlace(
  key: string,
  absent: readonly string[],
  at: YamlPath,
  missing: ReadonlySet<string>,
  member: z.ZodType | undefined,
  context: Context,
): string | undefined {
  const [only, another] = absent.filter((name) => missing.has(JSON.stringify([...at, name])));
  return only !== undefined && another === undefined && takes(member, only, [...at, key], context) ? only : undefined;
}

/** Whether a key of a mapping accepts the value at `path`. */
function takes(member: z.ZodType | undefined, key: string, path: YamlPath, { value, source }: Context): boolean {
  const target = valueSchema(member, key);
  if (target === undefined) return false;
  const { result } = parseAsWritten(target, path, value, source);
  // A list of questions with errors is still a list of questions.
  if (
    !result.success &&
    (result.error.issues.some((issue) => issue.path.length === 0) || !isOfMappings(valueAt(value, path)))
  )
    return false;
  // A reference within this document must exist.
  const names = namesOf.get(key);
  return names === undefined || Object.hasOwn(asMapping(valueAt(value, [names])) ?? {}, String(valueAt(value, path)));
}

function isOfMappings(value: unknown): boolean {
  return Array.isArray(value)
    ? value.length > 0 && value.every((entry) => asMapping(entry) !== undefined)
    : asMapping(value) !== undefined;
}

/** Keys whose value names a key of another mapping of the document. */
const namesOf: ReadonlyMap<string, string> = new Map([['context', 'contexts']]);

/** Keys of other tools with a different meaning, despite similar spelling: `points` is not `hints`. */
const ownWords: ReadonlySet<string> = new Set([
  'author',
  'authors',
  'content',
  'contents',
  'date',
  'image',
  'images',
  'level',
  'licence',
  'license',
  'mode',
  'name',
  'names',
  'note',
  'notes',
  'order',
  'point',
  'points',
  'rule',
  'score',
  'scores',
  'tag',
  'tags',
  'time',
  'units',
  'weight',
  'weights',
]);

/** Synonyms of required keys in other tools. */
const synonyms: ReadonlyMap<string, readonly string[]> = new Map([
  ['prompt', ['question', 'stem', 'statement']],
  ['text', ['label', 'answer', 'option', 'title', 'content']],
  ['options', ['choices', 'answers']],
  ['title', ['name', 'heading']],
  ['summary', ['description', 'excerpt', 'abstract', 'subtitle']],
  ['objective', ['goal', 'outcome']],
  ['accept', ['answers', 'answer']],
  ['program', ['code', 'snippet']],
  ['id', ['slug', 'key', 'name']],
]);

function missingKey(at: YamlPath, { schema, value, source }: Context, besideUnknown: boolean): Diagnostic {
  const key = String(at.at(-1));
  const mapping = at.slice(0, -1);
  const types = key === 'type' ? alternatives(schemaAt(schema, mapping, value)) : [];
  const expected = types.length > 0 ? `one of ${named(types)}` : inSentence(describedAt(schema, at, value));
  const edit = besideUnknown ? undefined : missingIdEdit(at, value, source);
  const inserted = edit === undefined ? undefined : /id: [^\s,]+/.exec(edit.text)?.[0];
  return withEdit(
    {
      ...firstKey(mapping, value, source),
      code: 'key-missing',
      severity: 'error',
      message: `${subject(mapping)} has no \`${key}\``,
      why:
        types.length > 0
          ? 'only `single-choice` with `options` may leave its type out'
          : expected === undefined
            ? subject(mapping).startsWith('this ')
              ? `${subject(mapping).replace('this', 'every')} needs one`
              : 'it is required'
            : `it is required: ${expected}`,
      fix:
        types.length > 0
          ? `add \`type\`, ${expected}`
          : inserted === undefined
            ? `add \`${key}: …\``
            : `add \`${inserted}\`, or another name (\`lectern validate --fix\` adds this one)`,
    },
    edit,
  );
}

function firstKey(mapping: YamlPath, value: unknown, source: YamlSource): Span {
  const [first] = Object.keys(asMapping(valueAt(value, mapping)) ?? {});
  return first === undefined ? source.spanOf(mapping) : source.keySpanOf([...mapping, first]);
}

/** The name of the mapping at `path` in a sentence: “this question”, “this option”. */
function subject(path: YamlPath): string {
  const names: Readonly<Record<string, string>> = {
    questions: 'this question',
    options: 'this option',
    objectives: 'this objective',
    categories: 'this category',
    items: 'this item',
    pairs: 'this pair',
    results: 'this result',
    blanks: 'this blank',
    columns: 'this column',
    rows: 'this row',
    criteria: 'this criterion',
    answers: 'this answer',
    authors: 'this author',
  };
  const parent = path.at(-2);
  return (
    (typeof parent === 'string' && Object.hasOwn(names, parent) ? names[parent] : undefined) ??
    (path.length === 0 ? 'the file' : `\`${String(path.at(-1))}\``)
  );
}

function wrongValue(issue: Located, context: Context): Diagnostic {
  const { source, value } = context;
  const received = valueAt(value, issue.at);
  const span = issue.code === 'invalid_key' ? source.keySpanOf(issue.at) : source.spanOf(issue.at);
  const shown = show(received, issue.at, source);
  const name = String(issue.at.findLast((step) => typeof step === 'string') ?? 'the file');
  const description = inSentence(describedAt(context.schema, issue.at, value));
  const whatFor =
    description === undefined
      ? `\`${name}\` could not be used as it stands`
      : `what \`${name}\` is for: ${description}`;
  const error = (code: string, message: string, why: string, fix: string): Diagnostic => ({
    ...span,
    code,
    severity: 'error',
    message,
    why,
    fix,
  });

  switch (issue.code) {
    case 'invalid_type': {
      if (received === null) {
        if (issue.at.length === 0)
          return error(
            'file-empty',
            'this is empty, expected `key: value`',
            'what belongs here is required',
            `add ${listed(requiredKeysOf(context.schema).map((key) => `\`${key}\``))}`,
          );
        const comment = commentAfter(span, source);
        if (comment !== undefined)
          return error(
            'value-empty',
            `\`${name}\` has no value: what follows is a comment`,
            'a `#` after a space starts a comment, which nobody reads',
            `write the text in quotes: \`"${comment}"\``,
          );
        return withEdit(
          error(
            'value-empty',
            `\`${name}\` has no value, expected ${expected(issue.expected)}`,
            'a key without a value says nothing',
            `write a value after the colon, or remove \`${name}\``,
          ),
          missingIdEdit(issue.at, value, source),
        );
      }
      const text = issue.expected === 'string' ? textWithColon(received, span, source) : undefined;
      if (text !== undefined) {
        return withEdit(
          error(
            'value-type',
            'unexpected `:` inside a plain text, expected quotes around it',
            'a colon followed by a space makes a key of what stands before it',
            `write the text in quotes: \`${brief(text)}\``,
          ),
          { start: span.start, end: span.end, text },
        );
      }
      if (typeof issue.at.at(-1) === 'number' && issue.expected === 'object')
        return entryWithoutKeys(error, shown, received, issue.at, context);
      return withEdit(
        error(
          'value-type',
          `unexpected ${shown}, expected ${expected(issue.expected)}`,
          whatFor,
          typeFix(issue.expected, received, name),
        ),
        typeEdit(issue.expected, received, span, issue.at, context),
      );
    }
    case 'invalid_union': {
      const types = alternatives(schemaAt(context.schema, issue.at.slice(0, -1), value));
      const meant = typeof received === 'string' ? closest(received, types, 'clear') : undefined;
      return oneOf(
        error,
        shown,
        types,
        meant,
        name,
        meant !== undefined &&
          typeof received === 'string' &&
          isSlipOf(received, meant) &&
          isWhole(issue.at.slice(0, -1), meant, context)
          ? span
          : undefined,
      );
    }
    case 'invalid_value': {
      const choices = issue.values.map(String);
      const begun = choices.filter(
        (choice) => typeof received === 'string' && received.length > 2 && choice.startsWith(received),
      );
      const meant =
        typeof received === 'string'
          ? (closest(received, choices, 'clear') ?? (begun.length === 1 ? begun[0] : undefined))
          : undefined;
      const safe =
        meant !== undefined && typeof received === 'string' && (begun[0] === meant || isSlipOf(received, meant));
      return oneOf(error, shown, choices, meant, name, safe ? span : undefined);
    }
    case 'invalid_key':
      return error(
        'value-format',
        `unexpected key \`${String(issue.at.at(-1))}\`, ${idRule}`,
        'names are stored and linked to, so every tool must be able to spell them',
        suggestId(String(issue.at.at(-1))),
      );
    case 'invalid_format': {
      const text = String(received);
      if (text.trim() === '')
        return withEdit(
          error(
            'value-empty',
            `\`${name}\` is empty, expected some text`,
            'learners would see an empty place',
            'write the text, or remove the key if it is optional',
          ),
          missingIdEdit(issue.at, value, source),
        );
      if (issue.message.startsWith('expected lower-case'))
        return error(
          'value-format',
          `unexpected ${shown}, ${issue.message}`,
          'names are stored and linked to, so every tool must be able to spell them',
          suggestId(text),
        );
      return error(
        'value-format',
        `unexpected ${shown}, ${issue.message.startsWith('expected') ? issue.message : `expected ${describedAt(context.schema, issue.at, value) ?? issue.format}`}`,
        whatFor,
        `write \`${name}\` in the expected form`,
      );
    }
    case 'too_small':
      if (issue.origin === 'array')
        return tooShort(error, name, Array.isArray(received) ? received.length : 0, Number(issue.minimum), description);
      return error(
        'value-range',
        `unexpected ${shown}, expected at least ${String(issue.minimum)}`,
        whatFor,
        `write a number from ${String(issue.minimum)}`,
      );
    case 'too_big':
      if (issue.origin === 'array')
        return error(
          'value-range',
          `unexpected ${count(Array.isArray(received) ? received.length : 0, 'entry', 'entries')} of \`${name}\`, expected at most ${String(issue.maximum)}`,
          'nobody could choose from so many',
          'leave some out, or ask several questions',
        );
      return error(
        'value-range',
        `unexpected ${shown}, expected at most ${String(issue.maximum)}`,
        whatFor,
        `write a number up to ${String(issue.maximum)}`,
      );
    case 'custom':
      return error(
        'value-range',
        `unexpected ${shown}, ${issue.message}`,
        whatFor,
        `write \`${String(issue.params?.['meant'])}\``,
      );
    default:
      return error(
        'value-format',
        issue.message,
        `\`${name}\` could not be used as it stands`,
        'compare it with the format’s description',
      );
  }
}

/**
 * Adds the missing quotes to `- Note: it is so` where a text is expected; undefined if it may be more than one line of
 * text.
 */
function textWithColon(received: unknown, { start, end }: Span, { text }: YamlSource): string | undefined {
  const entries = Object.entries(asMapping(received) ?? {});
  if (entries.length !== 1 || start.line !== end.line || typeof entries[0]?.[1] === 'object') return undefined;
  const line = text.split(/\r\n|\r|\n/, end.line)[end.line - 1] ?? '';
  const written = line.slice(start.column - 1, end.column - 1);
  const isAlone = /^[ \t]*(?:- +)*$/.test(line.slice(0, start.column - 1)) && line.slice(end.column - 1).trim() === '';
  return isAlone && /^[^\s"'[\]{}#&*!|>?,@`%-].*: /.test(written) && !/[ \t]#|: +["']/.test(written)
    ? quoted(written)
    : undefined;
}

/** The comment in place of a key's value. */
function commentAfter({ end }: Span, { text }: YamlSource): string | undefined {
  const line = text.split(/\r\n|\r|\n/, end.line)[end.line - 1] ?? '';
  const comment = /^:\s+(#\S.*)/.exec(line.slice(end.column - 1))?.[1]?.trimEnd();
  return comment === undefined || comment.includes('"') ? undefined : brief(comment);
}

const idRule = 'expected lower-case letters and digits joined by single hyphens, such as `open-connection`';

function suggestId(text: string): string {
  const id = asId(text);
  return id === '' ? 'choose a name of letters and digits' : `write \`${id}\`, here and wherever it is named`;
}

type Say = (code: string, message: string, why: string, fix: string) => Diagnostic;

/** `- A word` where a mapping is expected. */
function entryWithoutKeys(
  error: Say,
  shown: string,
  received: unknown,
  at: YamlPath,
  { schema, value }: Context,
): Diagnostic {
  const member = schemaAt(schema, at, value);
  const branches = member instanceof z.ZodUnion ? (member.options as readonly z.ZodType[]) : [member];
  const keys = new Set(branches.flatMap((branch) => keysOf(branch)));
  const own = ['prompt', 'text', 'title'].find((key) => keys.has(key));
  const what = subject(at).replace(/^this /, '');
  return error(
    'value-type',
    `unexpected ${shown}, expected the keys of ${what.startsWith('`') ? `an entry of ${what}` : `${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what}`}`,
    'a bare text says only one of the things it needs',
    own === undefined || typeof received !== 'string'
      ? 'write `key: value` lines, indented below the dash'
      : `write \`${own}: ${brief(received)}\` after the dash, and the other keys in lines below it`,
  );
}

function tooShort(
  error: Say,
  name: string,
  length: number,
  minimum: number,
  description: string | undefined,
): Diagnostic {
  const has = length === 0 ? `\`${name}\` is empty` : `\`${name}\` has only ${count(length, 'entry', 'entries')}`;
  const more = minimum - length;
  return error(
    'list-too-short',
    `${has}, expected at least ${minimum}`,
    description === undefined
      ? 'there would be nothing to choose from, to ask or to show'
      : `what \`${name}\` is for: ${description}`,
    more === 1 ? `add an entry to \`${name}\`, after \`- \`` : `add ${more} entries to \`${name}\`, each after \`- \``,
  );
}

/** Whether a mapping is valid as this type, which was then probably meant. */
function isWhole(at: YamlPath, type: string, { schema, value, source }: Context): boolean {
  const member = memberFor(schemaAt(schema, at, value), type);
  const mapping = asMapping(valueAt(value, at));
  const retyped = { value: { ...mapping, type } };
  return (
    member !== undefined &&
    mapping !== undefined &&
    parseAsWritten(member, ['value'], retyped, {
      ...source,
      writtenAt: ([, ...rest]) => source.writtenAt([...at, ...rest]),
    }).result.success
  );
}

/** `safe`: the span of the value, if it is safe to replace automatically. */
function oneOf(
  error: Say,
  shown: string,
  choices: readonly string[],
  meant: string | undefined,
  name: string,
  safe: Span | undefined,
): Diagnostic {
  const wanted =
    meant === undefined
      ? choices.length === 1
        ? `\`${choices[0] ?? ''}\``
        : `one of ${named(choices)}`
      : `\`${meant}\``;
  return withEdit(
    error(
      'value-unknown',
      `unexpected ${shown}, expected ${wanted}`,
      `\`${name}\` knows no other values`,
      meant === undefined ? `write ${wanted}` : `write \`${meant}\``,
    ),
    meant === undefined || safe === undefined ? undefined : { start: safe.start, end: safe.end, text: meant },
  );
}

function expected(type: string): string {
  const names: Readonly<Record<string, string>> = {
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: '`true` or `false`',
    array: 'a list',
    object: '`key: value` pairs',
    record: '`key: value` pairs',
  };
  return names[type] ?? type;
}

function show(value: unknown, at: YamlPath, source: YamlSource): string {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object' && value !== null) return '`key: value` pairs';
  const written = source.writtenAt(at) ?? (typeof value === 'string' ? value : String(value));
  const short = brief(written);
  return typeof value === 'string' && source.writtenAt(at) === undefined
    ? `text \`${JSON.stringify(short)}\``
    : `\`${short}\``;
}

function brief(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function typeFix(type: string, received: unknown, name: string): string {
  if (type === 'array')
    return typeof received === 'string' || typeof received === 'number'
      ? `write \`[${String(received)}]\``
      : `write each entry of \`${name}\` on a line of its own, after \`- \``;
  if (type === 'boolean') {
    const word = String(received).toLowerCase();
    if (['yes', 'on', 'y', 'true'].includes(word)) return 'write `true`, without quotes';
    if (['no', 'off', 'n', 'false'].includes(word)) return 'write `false`, without quotes';
    return 'write `true` or `false`, without quotes';
  }
  if (type === 'number' || type === 'int')
    return isNumber(received) ? `write \`${String(received)}\` without quotes` : numberFix(type, String(received));
  if (type === 'string') {
    const only: unknown = Array.isArray(received) && received.length === 1 ? received[0] : undefined;
    return typeof only === 'string'
      ? `write \`${brief(only)}\`, without brackets or dash`
      : 'write one text; use `|` for several lines';
  }
  if (type === 'record' && typeof received === 'string')
    return `write \`${brief(received)}: …\` on a line of its own, indented below \`${name}\``;
  return 'write `key: value` lines, indented below';
}

/** `70%` and `3 ms` contain the intended number; `2.5` is not an integer. */
function numberFix(type: string, received: string): string {
  const number = /^\s*(-?\d+(?:\.\d+)?)\s*(?:%|[a-zA-Zµ°]+)\s*$/.exec(received)?.[1];
  if (number !== undefined) return `write the number alone: \`${number}\``;
  return type === 'int' ? 'write a whole number, without quotes or unit' : 'write a number, without quotes or unit';
}

function isNumber(value: unknown): boolean {
  return typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value);
}

/** Removing quotes from a number or boolean, or wrapping one word in a list, is safe if the result is valid. */
function typeEdit(
  type: string,
  received: unknown,
  span: Span,
  at: YamlPath,
  { schema, value, source }: Context,
): Edit | undefined {
  if (typeof received !== 'string') return undefined;
  const target = schemaAt(schema, at, value);
  const replace = (text: string, meant: unknown): Edit | undefined =>
    target?.safeParse(meant).success === true ? { start: span.start, end: span.end, text } : undefined;
  const plain = source.writtenAt(at) !== undefined;
  if ((type === 'number' || type === 'int') && isNumber(received) && !plain) return replace(received, Number(received));
  if (type === 'boolean' && (received === 'true' || received === 'false') && !plain)
    return replace(received, received === 'true');
  if (type === 'array' && plain && /^[\w-]+$/.test(received)) return replace(`[${received}]`, [received]);
  return undefined;
}

function describedAt(schema: z.ZodType, at: YamlPath, value: unknown): string | undefined {
  return schemaAt(schema, at, value)?.description;
}

function withEdit<Found extends Diagnostic>(diagnostic: Found, edit: Edit | undefined): Found {
  return edit === undefined ? diagnostic : { ...diagnostic, edit };
}

/** A description within a sentence: without full stop, in lower case unless it starts with an acronym such as `BCP`. */
function inSentence(description: string | undefined): string | undefined {
  if (description === undefined) return undefined;
  const first = /^\p{Lu}{2}/u.test(description) ? description.charAt(0) : description.charAt(0).toLowerCase();
  return `${first}${description.slice(1).replace(/\.$/, '')}`;
}
