import sharp from 'sharp';

const lesson = (title: string, body: string, more = ''): string =>
  `---\ntitle: ${title}\nsummary: About ${title.toLowerCase()}.\nobjectives:\n  - id: know\n    text: Know ${title.toLowerCase()}\n${more}---\n\n${body}\n`;

const quiz = (prompt: string, section: string): string =>
  `questions:\n  - id: first\n    prompt: ${prompt}\n    objective: know\n    section: ${section}\n    options:\n      - id: yes-it-is\n        text: Yes, it is so\n        correct: true\n      - id: no-it-is-not\n        text: No, it is not so\n    explanation: Voilà, \`it\` is so.\n`;

export const picture = (colour: string): Promise<Uint8Array> =>
  sharp({ create: { width: 8, height: 6, channels: 3, background: colour } })
    .png()
    .toBuffer();

/** A small course with one of everything that a page can depend on. */
export async function smallCourse(): Promise<Record<string, string | Uint8Array>> {
  return {
    'course.yaml':
      'title: Small Course\nlanguage: en\ncategories:\n  - id: basics\n    title: Basics\n    modules: [alpha, beta]\n  - id: more\n    title: More\n    modules: [gamma, draft]\n',
    'modules/alpha/lesson.md': lesson(
      'Alpha',
      '## One\n\n![A map](map.png)\n\nSee [beta](../beta/lesson.mdx#inside).\n\n    indented();\n\n```js title="a.js" {1}\nconst a = 1;\n```\n\n:::note\nWell.\n:::',
    ),
    'modules/alpha/map.png': await picture('#c63'),
    'modules/alpha/quiz.yaml':
      quiz('Is it so?', 'one') +
      '    context: code\ncontexts:\n  code: |\n    ```js\n    const context = 1;\n    ```\n',
    'modules/beta/lesson.mdx': lesson(
      'Beta',
      'import Box from "../../components/Box.astro";\nimport Mark from "lectern/components/Mark.astro";\n\n## Inside\n\nBefore.\n\n<Box name="first">\n\nIn the *box*.\n\n</Box>\n\n<Mark />',
      'prerequisites: [alpha]\n',
    ),
    'modules/gamma/lesson.md': lesson('Gamma', '## Two\n\n```html\n<p>Hello</p>\n```\n\n::question{id="first"}'),
    'modules/gamma/quiz.yaml': quiz('Is this so, too?', 'two'),
    'modules/draft/lesson.md': lesson('Draft', '## Soon\n\nSoon.', 'draft: true\n'),
    'components/Box.astro':
      '---\nimport "./box.css";\nimport { label } from "./label.ts";\nconst { name } = Astro.props;\n---\n<div class="box"><b>{label(name)}</b><slot /></div>\n<style>.box { border: 1px solid; }</style>\n',
    'components/box.css': '.box b { color: teal; }\n',
    'components/label.ts': 'export const label = (name: string): string => `Box ${name}`;\n',
  };
}

/**
 * The same without components, and in no other letters than English has: of such a course, the code of the pages and
 * the faces are the installation's, so that each build from nothing takes a third of the time.
 */
export async function plainCourse(): Promise<Record<string, string | Uint8Array>> {
  const { 'modules/beta/lesson.mdx': beta = '', ...course } = await smallCourse();
  return Object.fromEntries(
    Object.entries({
      ...course,
      'modules/beta/lesson.md': String(beta)
        .replace(/^import .*$/gm, '')
        .replace(/<Mark \/>|<\/?Box[^>]*>/g, ''),
    })
      .filter(([file]) => !file.startsWith('components/'))
      .map(([file, text]) => [
        file,
        typeof text === 'string' ? text.replaceAll('lesson.mdx', 'lesson.md').replaceAll('Voilà', 'Look') : text,
      ]),
  );
}
