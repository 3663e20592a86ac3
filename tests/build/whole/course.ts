import fc from 'fast-check';
import { Author, type Content, type Plan } from './author.ts';
import { blockNames, body } from './blocks.ts';
import type { Expectation } from './expectations.ts';
import { questionNames, quiz, yaml } from './quiz.ts';

/** One module to be written: what it holds, and the seed of each piece. */
export interface ModuleShape {
  readonly format: 'md' | 'mdx';
  readonly seed: number;
  readonly draft: boolean;
  readonly blocks: readonly { readonly feature: string; readonly seed: number }[];
  readonly questions: readonly { readonly feature: string; readonly seed: number }[];
}

/** A course as an author could have written it, and what has to become of each piece, by module. */
export interface WrittenCourse {
  readonly files: Readonly<Record<string, Content>>;
  readonly modules: readonly {
    readonly slug: string;
    readonly draft: boolean;
    readonly expectations: readonly Expectation[];
  }[];
}

const slugs = ['one', 'two-2', 'three', '4', 'lesson', 'five', 'six', 'index', 'seven', 'eight'];

/** Names that files have: `*` stands for a word. Accents are composed in one, decomposed in the other. */
const fileNames: readonly string[] = [
  '*.png',
  'Pic *.PNG',
  'c#+*.png',
  '100% *.png',
  'pic(*).png',
  'größe-*.png',
  'e\u0301lan-*.png',
  'a&b*.png',
  'what?*.png',
  "'*'.png",
  '*.v2.png',
  '[*].png',
  '*;=@,~.png',
  '日本*.png',
];

export interface CourseShape {
  readonly base: string;
  readonly url: string | undefined;
  readonly modules: readonly ModuleShape[];
}

/** Beyond ASCII, all that generated texts draw from: so all courses have the same letters, and the faces are cut once. */
const everyLetter = '“”–→€ äéößÆø e\u0301 日本語 עברית 𝔘𝔫𝔦 👩‍💻 🇪🇺 🔌 ✅ 🦄 🌱';

/** Writes a course; the same shape, the same course. */
export function writeCourse({ url, modules: shapes }: CourseShape): WrittenCourse {
  const used = slugs.slice(0, shapes.length);
  const plan: Plan = {
    slugs: used,
    drafts: new Set(used.filter((_, index) => shapes[index]?.draft === true)),
    formats: new Map(used.map((slug, index) => [slug, shapes[index]?.format ?? 'md'])),
  };
  const words = { count: 0 };
  const files: Record<string, Content> = {};
  const modules = shapes.map((shape, index) => {
    const slug = used[index]!;
    const author = new Author(slug, shape.seed, plan, words, fileNames);
    const [title, summary, objective] = [head(author, 'title'), head(author, 'summary'), head(author, 'objective')];
    const earlier = used.slice(0, index).filter((other) => !plan.drafts.has(other));
    const front = {
      title,
      summary,
      objectives: [{ id: 'know', text: objective }],
      ...(earlier.length > 0 && author.chance(2) ? { prerequisites: [author.pick(earlier)] } : {}),
      ...(shape.draft ? { draft: true } : {}),
      ...(author.chance(3) ? { aliases: [`old-${slug}`] } : {}),
    };
    author.close(yaml(front, ''));
    const asked = shape.questions.map((_, number) => `n${number + 1}`);
    const inLesson = new Set(asked.filter((_, number) => (shape.questions[number]?.seed ?? 0) % 3 === 1));
    const file = `modules/${slug}/lesson.${shape.format}`;
    const lesson = body(author, { file, syntax: shape.format, depth: 0 }, shape.blocks);
    const questions = [...inLesson].map((id) =>
      shape.format === 'mdx' && author.chance(2) ? `<Question id="${id}" />` : `::question{id="${id}"}`,
    );
    files[file] = `---\n${yaml(front, '')}---\n\n${[lesson, ...questions].join('\n')}`;
    if (shape.questions.length > 0) files[`modules/${slug}/quiz.yaml`] = quiz(author, shape.questions, inLesson);
    for (const [name, content] of author.files) files[name] = content;
    return { slug, draft: shape.draft, expectations: author.expectations };
  });
  const half = Math.ceil(used.length / 2);
  files['course.yaml'] = yaml(
    {
      title: 'A Course & <More>',
      description: `What “authors” write. ${everyLetter}`,
      language: 'en',
      ...(url === undefined ? {} : { url }),
      categories: [
        { id: 'main', title: 'One & Two', modules: used.slice(0, half) },
        ...(half < used.length ? [{ id: 'contents', title: '<Second>', modules: used.slice(half) }] : []),
      ],
    },
    '',
  );
  return { files, modules };
}

/** Text of the front matter, which is no Markdown. */
function head(author: Author, name: string): string {
  return author.as(name, () => {
    const text = author.pick([
      author.words(),
      `${author.word()} & <${author.word()}>`,
      `“${author.word()}”: ${author.word()} – 1 < 2`,
      `Real-Time ${author.word()}`,
      `日本 ${author.word()} café`,
    ]);
    author.expect({ kind: 'text', text });
    return text;
  });
}

const piece = (names: readonly string[]): fc.Arbitrary<{ readonly feature: string; readonly seed: number }> =>
  fc.record({ feature: fc.constantFrom(...names), seed: fc.nat() });

const moduleShape: fc.Arbitrary<ModuleShape> = fc.record({
  format: fc.constantFrom('md', 'md', 'mdx'),
  seed: fc.nat(),
  draft: fc.constantFrom(false, false, false, false, false, true),
  blocks: fc.array(piece(blockNames), { minLength: 1, maxLength: 12 }),
  questions: fc.array(piece(questionNames), { maxLength: 5 }),
});

/** Courses of a few modules, each of all that the format can hold. */
export const courses: fc.Arbitrary<CourseShape> = fc
  .record({
    base: fc.constantFrom('/', '/courses/net/'),
    url: fc.constantFrom(undefined, 'https://course.example'),
    modules: fc.array(moduleShape, { minLength: 1, maxLength: 5 }),
  })
  .map(({ base, url, modules }) => ({
    base,
    url: url === undefined ? undefined : url + base.replace(/\/$/, ''),
    modules,
  }));

/** A course with each kind of block and of question once. */
export function wholeFormat(): CourseShape {
  const pieces = (names: readonly string[], from: number): ModuleShape['blocks'] =>
    names.map((feature, index) => ({ feature, seed: from + index * 7 }));
  const shape = (format: 'md' | 'mdx', blocks: readonly string[], questions: readonly string[]): ModuleShape => ({
    format,
    seed: 1,
    draft: false,
    blocks: pieces(blocks, 1),
    questions: pieces(questions, 3),
  });
  const half = Math.ceil(blockNames.length / 2);
  return {
    base: '/',
    url: undefined,
    modules: [
      shape('md', blockNames.slice(0, half), questionNames),
      shape('md', blockNames.slice(half), questionNames),
      shape('mdx', blockNames.slice(0, half), []),
      shape('mdx', blockNames.slice(half), questionNames),
    ],
  };
}
