import { readFileSync } from 'node:fs';
import path from 'node:path';
import { jsonSchemas } from '../../schemas/json-schema.ts';
import { questionSchemas, type QuestionType } from '../../schemas/questions/index.ts';
import { directives } from '../lesson/directives/index.ts';
import { lecternRoot } from '../source/disk-installation.ts';

/** What of a JSON Schema the reference says. */
interface Schema {
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /** A list of schemas for a list of so many values. */
  readonly items?: Schema | readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** A kind of document: its page, its schema, what it is, and how one begins. */
interface DocumentPage {
  readonly name: string;
  readonly schema: string;
  readonly title: string;
  readonly lead: string;
}

const documents: readonly DocumentPage[] = [
  {
    name: 'course',
    schema: 'course.schema.json',
    title: 'course.yaml',
    lead: '`content/course.yaml` says what the course is, which modules it has, and how it looks. `docs/own-course.md` shows the keys of its look at work.',
  },
  {
    name: 'lesson',
    schema: 'lesson.schema.json',
    title: 'Front matter of a lesson',
    lead: 'Between two lines `---` at the start of `lesson.md` or `lesson.mdx`, in the folder of its module below `content/modules/`.',
  },
  {
    name: 'page',
    schema: 'page.schema.json',
    title: 'Front matter of a page',
    lead: 'Between two lines `---` at the start of a page besides the modules, `content/pages/about.md`.',
  },
  {
    name: 'glossary',
    schema: 'glossary.schema.json',
    title: 'glossary.yaml',
    lead: '`content/glossary.yaml` explains the terms of the course, where a lesson uses them first and on a page of their own.',
  },
  {
    name: 'quiz',
    schema: 'quiz.schema.json',
    title: 'quiz.yaml',
    lead: 'The questions of a module, beside its lesson. What each type of question takes is on a page of its own.',
  },
];

/** The pages of the reference by their names, which `lectern explain` takes: documents, question types, block directives. */
export function referencePages(): ReadonlyMap<string, string> {
  const schemas = jsonSchemas() as Readonly<Record<string, Schema>>;
  return new Map([
    ...documents.map((page) => [page.name, documentPage(page, schemas[page.schema] ?? {})] as const),
    ...questionTypes(schemas['quiz.schema.json'] ?? {}),
    ...directives.map((directive) => [directive.name, directivePage(directive)] as const),
  ]);
}

/** `docs/reference/README.md`: all of them, by kind. */
export function referenceIndex(): string {
  const link = (name: string): string => `[\`${name}\`](${name}.md)`;
  return `# Reference

Every key, question type and block of a course, generated from the schemas and lists that \`validate\` goes by. \`lectern explain numeric\` shows a page in a terminal; editors with support for YAML schemas say the same beside each key.

- Documents: ${documents.map(({ name }) => link(name)).join(', ')}
- Types of questions: ${questionSchemas.map(({ shape }) => link(shape.type.value)).join(', ')}
- Blocks of lessons: ${directives.map(({ name }) => link(name)).join(', ')}, with examples in [blocks.md](../blocks.md)

What can be wrong has a page, too: \`lectern explain\` without a name lists all codes, and [rules.md](../rules.md) has the rules.
`;
}

function documentPage({ title, lead, name }: DocumentPage, schema: Schema): string {
  const types =
    name === 'quiz'
      ? `\n## Types of questions\n\n${questionSchemas.map(({ shape }) => `- [\`${shape.type.value}\`](${shape.type.value}.md)`).join('\n')}\n`
      : '';
  return `# ${title}\n\n${lead}\n\n${keyTable(schema)}\n${types}`;
}

function questionTypes(quiz: Schema): readonly (readonly [name: string, page: string])[] {
  const types = itemsOf(quiz.properties?.['questions'] ?? {})?.oneOf ?? [];
  const shared = types
    .map(({ properties }) => Object.keys(properties ?? {}))
    .reduce((common, keys) => common.filter((key) => keys.includes(key)));
  return questionSchemas.map(({ shape }) => {
    const name = shape.type.value;
    const schema = types.find(({ properties }) => properties?.['type']?.const === name) ?? {};
    const part = (isOwn: boolean): Schema => ({
      ...schema,
      properties: Object.fromEntries(
        Object.entries(schema.properties ?? {}).filter(([key]) => shared.includes(key) !== isOwn && key !== 'type'),
      ),
    });
    return [
      name,
      `# ${name}\n\nA question of \`quiz.yaml\` with \`type: ${name}\`.\n\n\`\`\`yaml\nquestions:\n${exampleOf(name)}\n\`\`\`\n\n## Its own keys\n\n${keyTable(part(true))}\n\n## Keys of all questions\n\n${keyTable(part(false))}\n`,
    ];
  });
}

/** The first example of a question type, as an entry of `questions`. */
function exampleOf(type: QuestionType): string {
  const text = readFileSync(path.join(lecternRoot, 'src/questions', type, 'examples.yaml'), 'utf8');
  const [, question = ''] = /\n {2}question:\n([\s\S]*?)(?=\n {2}\S|\n- |$)/.exec(`\n${text}`) ?? [];
  return question
    .trimEnd()
    .split('\n')
    .map((line, index) => (index === 0 ? `  - ${line.trim()}` : line.trim() === '' ? '' : line))
    .join('\n');
}

function directivePage({ name, kind, purpose, label, attributes }: (typeof directives)[number]): string {
  const opener = kind === 'container' ? `:::${name}` : `::${name}`;
  const written =
    kind === 'container'
      ? `\`\`\`md\n${opener}${label === 'none' ? '' : '[Title]'}\n…\n:::\n\`\`\``
      : `\`\`\`md\n${opener}${Object.entries(attributes)
          .filter(([, { required }]) => required === true)
          .map(([key]) => `{${key}="…"}`)
          .join('')}\n\`\`\``;
  const rows = Object.entries(attributes).map(
    ([key, { kind: value, required, purpose: what }]) =>
      `| \`${key}\` | ${valueOf[value]}${required === true ? ', required' : ''} | ${what} |`,
  );
  const titled = {
    none: 'It has no title.',
    optional: 'The title in brackets may be left out.',
    required: 'It needs a title in brackets.',
  }[label];
  return `# ${name}\n\nA block of a lesson: ${purpose}. ${titled}\n\n${written}\n${
    rows.length === 0 ? '' : `\n| attribute | value | says |\n|---|---|---|\n${rows.join('\n')}\n`
  }`;
}

const valueOf = {
  flag: 'none',
  text: 'text',
  count: 'a whole number from 1',
  id: 'the id of something',
  anchor: 'an id that links may lead to',
} as const;

/** A table of all keys below a schema, those of lists and mappings behind their names. */
function keyTable(schema: Schema): string {
  const rows = rowsOf(schema, '');
  return `| key | value | says |\n|---|---|---|\n${rows.join('\n')}`;
}

function rowsOf(schema: Schema, before: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const name = before + key;
    const required = schema.required?.includes(key) === true && value.default === undefined;
    const facts = [
      valueText(value),
      ...(required ? ['**required**'] : []),
      ...(value.default === undefined || isEmpty(value.default) ? [] : [`\`${plain(value.default)}\` if left out`]),
    ];
    const example = value.examples?.[0];
    const says = [
      ...(value.description === undefined ? [] : [value.description]),
      ...(example === undefined ? [] : [`Such as \`${plain(example)}\`.`]),
    ].join(' ');
    return [`| \`${name}\` | ${facts.join(', ')} | ${cell(says)} |`, ...below(value, name)];
  });
}

/** The keys of what a value holds. */
function below(value: Schema, name: string): string[] {
  const mapping = [value, ...(value.anyOf ?? [])].find(({ properties }) => properties !== undefined);
  if (mapping !== undefined) return rowsOf(mapping, `${name}.`);
  const items = itemsOf(value);
  if (items === undefined || items.oneOf !== undefined) return [];
  return below(items, `${name}[]`);
}

function itemsOf({ items }: Schema): Schema | undefined {
  return Array.isArray(items) ? (items as readonly Schema[])[0] : (items as Schema | undefined);
}

function valueText(schema: Schema): string {
  if (schema.const !== undefined) return `\`${plain(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((one) => `\`${plain(one)}\``).join(', ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return [...new Set(choices.map(valueText))].join(' or ');
  const items = itemsOf(schema);
  if (items !== undefined)
    return items.properties === undefined && items.oneOf === undefined ? `list of ${valueText(items)}` : 'list';
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  if (types.includes('string')) return 'text';
  if (types.includes('boolean')) return '`true` or `false`';
  if (types.includes('integer') || types.includes('number')) {
    const { minimum, maximum } = schema;
    const range = [
      ...(minimum === undefined || minimum < -1e9 ? [] : [`from ${minimum}`]),
      ...(maximum === undefined || maximum > 1e9 ? [] : [`to ${maximum}`]),
    ];
    return ['number', ...range].join(' ');
  }
  return types.includes('object') ? 'mapping' : 'anything';
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** A value in a cell, as YAML takes it on one line. */
function plain(value: unknown): string {
  if (typeof value === 'string') return cell(value);
  return cell(
    JSON.stringify(value)
      .replace(/"([\w-]+)":/g, '$1: ')
      .replaceAll(',', ', '),
  );
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
