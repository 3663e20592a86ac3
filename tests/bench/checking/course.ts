import type { MemoryContent } from '../../../src/source/memory.ts';

/**
 * A course without a mistake: lessons of so many sections, each with a link, a tip and a marked block of code, and
 * quizzes of five questions. All in words of the dictionary, as a course is.
 */
export function courseOf(count: number, sections: number): Record<string, MemoryContent[string]> {
  const slugs = Array.from({ length: count }, (_, index) => `module-${index}`);
  const content: Record<string, MemoryContent[string]> = {
    'course.yaml': `title: A Large Course\nlanguage: en\ncategories:\n  - id: all\n    title: All\n    modules:\n${slugs.map((slug) => `      - ${slug}`).join('\n')}\n`,
  };
  for (const [index, slug] of slugs.entries()) {
    content[`modules/${slug}/lesson.md`] = lessonOf(index, sections);
    content[`modules/${slug}/quiz.yaml`] = quizOf(index);
  }
  return content;
}

function lessonOf(index: number, sections: number): string {
  const section = (place: number): string => `## Part ${place + 1}

A server answers the question number ${index} of a browser, and *then* the connection is \`closed\`, until the
[next one](${place === 0 ? '#part-1' : `#part-${place}`}) is opened. Nothing else happens in between.

:::tip
Ask once, and keep what was answered.
:::

\`\`\`js title="server.js" {1}
const answer = ${index} + ${place};
console.log(answer);
\`\`\`
`;
  return `---\ntitle: Module ${index}\nsummary: What module ${index} is about.\nobjectives:\n  - id: explain\n    text: Explain part ${index}\n---\n\n${Array.from({ length: sections }, (_, place) => section(place)).join('\n')}`;
}

function quizOf(index: number): string {
  const question = (place: number): string => `  - id: question-${place}
    type: single-choice
    prompt: What does the server number ${index} answer to question ${place}?
    objective: explain
    section: part-1
    options:
      - id: sum
        text: The sum of both numbers
        correct: true
        feedback: Both are added, as the program shows.
      - id: product
        text: The product of both numbers
        feedback: Nothing is multiplied here.
      - id: nothing
        text: Nothing at all
        feedback: It always prints one line.
    explanation: The program adds the two numbers and prints what comes out.
`;
  return `title: Quick Quiz\nquestions:\n${Array.from({ length: 5 }, (_, place) => question(place)).join('\n')}`;
}
