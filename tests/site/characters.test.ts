import { expect, test } from 'vitest';
import { loadCourse } from '../../src/lesson/load.ts';
import { courseCharacters } from '../../src/site/from-course.ts';
import { memoryFiles } from '../../src/source/memory.ts';

const lesson = (title: string, body: string, more = ''): string =>
  `---\ntitle: ${title}\nsummary: A summary.\nobjectives:\n  - id: know\n    text: Know it\n${more}---\n\n## One\n\n${body}\n`;
const quiz = `questions:
  - id: first
    prompt: What is &ntilde;?
    objective: know
    section: one
    options:
      - id: this
        text: "A letter, \\u00f8"
        correct: true
      - id: that
        text: Nothing
    explanation: It is.
`;

const characters = (lessons: Readonly<Record<string, string>>): string => {
  const files = {
    'course.yaml': `title: "C\\u00f4urse"\nlanguage: en\ncategories:\n  - id: all\n    title: Æsthetics\n    modules: [${Object.keys(lessons).join(', ')}]\n`,
    ...Object.fromEntries(Object.entries(lessons).map(([slug, text]) => [`modules/${slug}/lesson.md`, text])),
    'modules/a/quiz.yaml': quiz,
  };
  const { course, diagnostics } = loadCourse(memoryFiles(files));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return courseCharacters(course!, false);
};

test('The characters of a course are those of its words, however they are written, once and in order', () => {
  // Letters as they are, in YAML as escapes, in Markdown as references by name and number; one in code counts, too.
  expect(characters({ a: lesson('Été', 'Naïve &eacute;&#xE0; and é.\n\n```html\n&ecirc;\n```') })).toBe('ÆÉàéêïñôø');
});

test('A draft brings none to a site without it', () => {
  const both = { a: lesson('One', 'One.'), b: lesson('Two', 'Ünique.', 'draft: true\n') };
  expect(characters(both)).not.toContain('Ü');
});
