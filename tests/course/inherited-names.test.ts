import { describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/lesson/load.ts';
import { asId } from '../../src/course/slug.ts';
import { plainLines } from '../../src/lesson/code/tokens.ts';
import { checkCourse } from '../../src/rules/check-course.ts';
import { siteFromCourse } from '../../src/site/from-course.ts';
import { memoryFiles, type MemoryContent } from '../../src/source/memory.ts';
import { soundBody, validCourse, validCourseFiles, soundFront, validQuiz } from './sound.ts';

/** Every name an object has without anybody having given it. */
const inherited = Object.getOwnPropertyNames(Object.prototype);

/** A name of the same shape that no object has. */
const ordinary = (name: string): string => name.replace(/[a-z]/, 'q');

const lesson = (body: string, front = ''): MemoryContent => ({
  'modules/dns/lesson.md': `---\n${soundFront}${front}---\n\n${soundBody}\n${body}\n`,
});
const mdx = (body: string): MemoryContent => ({
  'modules/dns/lesson.mdx': `---\n${soundFront}---\n\n${soundBody}\n${body}\n`,
});
const quiz = (text: string): MemoryContent => ({ 'modules/dns/quiz.yaml': text });
const question = (keys: string): MemoryContent =>
  quiz(
    `${validQuiz}  - id: third\n    prompt: Which is a name?\n    objective: lookup\n    section: the-lookup\n${keys}`,
  );
const program = (title: string, runs = 'node'): string => `\`\`\`js title="${title}.js" runs="${runs}"\na();\n\`\`\``;

/** Wherever an author may write a name; `key` where it is a key of YAML, which refuses `__proto__` everywhere. */
const places: Readonly<Record<string, { readonly files: (name: string) => MemoryContent; readonly key?: true }>> = {
  'a container': { files: (name) => lesson(`:::${name}\nText.\n:::`) },
  'a leaf': { files: (name) => lesson(`::${name}`) },
  'a text directive': { files: (name) => lesson(`See a:${name} there.`) },
  'a stray directive': { files: (name) => lesson(`::: ${name}\nText.\n:::`) },
  'an attribute': { files: (name) => lesson(`:::flow{${name}="x"}\n1. **Ask** a question\n:::`) },
  'a flag': { files: (name) => lesson(`:::note{${name}}\nText.\n:::`) },
  'the question a lesson asks': { files: (name) => lesson(`::question{id="${name}"}`) },
  'an attribute of a component': { files: (name) => mdx(`<Question id="first" ${name}="x" />`) },
  'the language of code': { files: (name) => lesson(`\`\`\`${name}\na();\n\`\`\``) },
  'an attribute of code': { files: (name) => lesson(`\`\`\`js ${name}="x"\na();\n\`\`\``) },
  'a word after a language': { files: (name) => lesson(`\`\`\`js ${name}\na();\n\`\`\``) },
  'where code runs': { files: (name) => lesson(program('a', name)) },
  'a program and an actor': {
    files: (name) =>
      lesson(`:::exchange\n${program(name)}\n\`\`\`transcript\n${name}: hello\nsomebody: hello\n\`\`\`\n:::`),
  },
  'an unknown actor': {
    files: (name) => lesson(`:::exchange\n${program('server')}\n\`\`\`transcript\n${name}: hello\n\`\`\`\n:::`),
  },
  'a heading': { files: (name) => lesson(`## ${name}\n\nText.\n\n## ${name}\n\nText.`) },
  'the id of a heading': {
    files: (name) => lesson(`## One {#${name}}\n\n## Two {#${name}}\n\n[there](#${name}) and [nowhere](#x${name})`),
  },
  'a section that is not there': { files: (name) => lesson(`[there](#${name})`) },
  'a file that is not there': { files: (name) => lesson(`[there](${name}.md) and ![it](${name}.png)`) },
  'a definition': { files: (name) => lesson(`[there][${name}]\n\n[${name}]: #the-lookup`) },
  'a footnote': { files: (name) => lesson(`There[^${name}].\n\n[^${name}]: Here.`) },
  'a component': { files: (name) => mdx(`<X${name} />`) },
  'a name in braces': { files: (name) => mdx(`A set {${name}} of one.`) },
  'a silence in a lesson': { files: (name) => lesson(`<!-- lectern-silence ${name}: it is so -->\nText.`) },
  'a key of front matter': { files: (name) => lesson('', `${name}: x\n`), key: true },
  'a prerequisite': { files: (name) => lesson('', `prerequisites: [${name}]\n`) },
  'an old name of a module': { files: (name) => lesson('', `aliases: [${name}, ${name}]\n`) },
  'an objective': {
    files: (name) => ({
      ...lesson('', ''),
      'modules/dns/lesson.md': `---\n${soundFront}  - id: ${name}\n    text: Another\n---\n\n${soundBody}`,
    }),
  },
  'a key of a quiz': { files: (name) => quiz(`${name}: x\n${validQuiz}`), key: true },
  'a key of a question': {
    files: (name) => question(`    type: true-false\n    answer: true\n    ${name}: x\n`),
    key: true,
  },
  'an unknown type': { files: (name) => question(`    type: ${name}\n`) },
  'an unknown context': { files: (name) => question(`    type: true-false\n    answer: true\n    context: ${name}\n`) },
  'an unknown objective and section': {
    files: (name) =>
      quiz(
        validQuiz
          .replaceAll('objective: lookup', `objective: ${name}`)
          .replaceAll('section: the-lookup', `section: ${name}`),
      ),
  },
  'a context': {
    files: (name) =>
      quiz(
        `contexts:\n  ${name}: A text.\n${validQuiz.replace('    answer: true', `    answer: true\n    context: ${name}`)}`,
      ),
    key: true,
  },
  'an option': {
    files: (name) =>
      question(
        `    options:\n      - { id: ${name}, text: One, correct: true }\n      - { id: other, text: Two, pinned: ${name} }\n`,
      ),
  },
  'an old name of a question': {
    files: (name) => question(`    type: true-false\n    answer: true\n    aliases: [${name}, first]\n`),
  },
  'a blank': {
    files: (name) =>
      question(
        `    type: fill-in\n    text: A [[${name}]] and [[other]].\n    blanks:\n      ${name}: { accept: [name] }\n`,
      ),
    key: true,
  },
  'a blank that is only in the text': {
    files: (name) =>
      question(
        `    type: fill-in\n    text: A [[${name}]] and [[other]].\n    blanks:\n      other: { accept: [name] }\n`,
      ),
  },
  'options of a blank': {
    files: (name) =>
      question(`    type: fill-in\n    text: A [[${name}]].\n    blanks:\n      ${name}: { options: x }\n`),
    key: true,
  },
  'a pair': {
    files: (name) =>
      question(
        `    type: matching\n    pairs:\n      - { left: ${name}, right: One }\n      - { left: Other, right: ${name} }\n`,
      ),
  },
  'a silence in a quiz': {
    files: (name) => question(`    type: true-false\n    answer: true\n    silence: { ${name}: it is so }\n`),
    key: true,
  },
  'a key of a course': { files: (name) => ({ 'course.yaml': `${validCourse}${name}: x\n` }), key: true },
  'a rule': {
    files: (name) => ({ 'course.yaml': `${validCourse}rules: { ${name}: off, stem-too-long: ${name} }\n` }),
    key: true,
  },
  'a category': { files: (name) => ({ 'course.yaml': validCourse.replace('id: net', `id: ${name}`) }) },
  'a module that is not there': { files: (name) => ({ 'course.yaml': validCourse.replace('dns]', `dns, ${name}]`) }) },
  'a folder of modules': { files: (name) => ({ [`modules/${name}/lesson.md`]: 'Text.' }) },
};

/** What is said of a course with this name in it, the name itself taken out; in any order, for names sort differently. */
function said(files: (name: string) => MemoryContent, name: string): readonly string[] {
  const own = files(name);
  const { 'modules/dns/lesson.md': _, ...withoutLesson } = validCourseFiles();
  const all = { ...('modules/dns/lesson.mdx' in own ? withoutLesson : validCourseFiles()), ...own };
  const { valid, diagnostics } = loadCourse(memoryFiles(all));
  const judged =
    valid === undefined
      ? []
      : checkCourse(valid, { speller: undefined, sizeOf: () => undefined, found: diagnostics, otherCodes: [] });
  return [...diagnostics, ...judged]
    .map(({ file, severity, code, message, why, fix, edit }) =>
      [file, severity, code, message, why, fix, edit?.text ?? ''].join(' | '),
    )
    .map((report) => withoutName(report, name))
    .toSorted();
}

/** A report without the name, without the id it is told to become, and without the address a heading has from it. */
function withoutName(report: string, name: string): string {
  return report
    .replace(new RegExp(name, 'gi'), 'NAME')
    .replaceAll(`write \`${asId(name)}\`, here`, 'write `ID`, here')
    .replaceAll(`\`${asId(name).replaceAll('-', '')}-1\``, '`NAME-1`');
}

describe('A name that every object has', () => {
  const cases = Object.entries(places).flatMap(([place, { files, key }]) =>
    inherited.filter((name) => key !== true || name !== '__proto__').map((name) => [name, place, files] as const),
  );

  test.each(cases)('is a name like any other: `%s` as %s', (name, _, files) => {
    expect(said(files, name)).toEqual(said(files, ordinary(name)));
  });

  test('makes the same pages as any other', () => {
    const files = (name: string): MemoryContent => ({
      ...validCourseFiles(),
      'course.yaml': validCourse.replace('id: net', `id: ${name}`).replace('dns]', `dns, ${name}]`),
      [`modules/${name}/lesson.md`]: `---\ntitle: N\nsummary: S.\naliases: [old-${name}]\nprerequisites: [http]\nobjectives:\n  - id: ${name}\n    text: Know it\n---\n\n## One {#${name}}\n\nSee [one](#${name}).\n\n::question{id="${name}"}\n`,
      [`modules/${name}/quiz.yaml`]: `contexts:\n  ${name}: Shared.\nquestions:\n  - id: ${name}\n    prompt: Which?\n    context: ${name}\n    objective: ${name}\n    section: ${name}\n    options:\n      - { id: ${name}, text: One, correct: true, feedback: Yes it is. }\n      - { id: other, text: Two }\n    explanation: It is so.\n  - id: two\n    type: fill-in\n    prompt: Fill in.\n    objective: ${name}\n    section: ${name}\n    text: A [[${name}]].\n    blanks:\n      ${name}: { accept: [name] }\n    explanation: It is so.\n  - id: three\n    type: matching\n    prompt: Match.\n    objective: ${name}\n    section: ${name}\n    pairs:\n      - { left: ${name}, right: A }\n      - { left: b, right: B }\n    explanation: It is so.\n`,
    });
    const pages = (name: string): string => {
      const { course, diagnostics } = loadCourse(memoryFiles(files(name)));
      expect(diagnostics).toEqual([]);
      const { site } = siteFromCourse(course!, {
        base: '/',
        drafts: true,
        highlight: ({ code }) => plainLines(code),
        asset: () => undefined,
        proof: () => undefined,
        labFrame: () => undefined,
        search: { hash: (text) => text.length.toString(36), kept: { get: () => undefined, put: () => undefined } },
      });
      // The fingerprint of a question depends on all its words.
      return site.modules
        .map(({ html, quiz: asked }) =>
          JSON.stringify([html, asked?.questions.map((one) => [[...one.html], one.contextHtml])]),
        )
        .join('\n')
        .replaceAll(name, 'NAME')
        .replace(/data-version=\\"\w+/g, '');
    };
    expect(pages('constructor')).toBe(pages('qonstructor'));
  });
});
