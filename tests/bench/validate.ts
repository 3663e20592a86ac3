import { markdownToMdast } from 'satteri';
import { parseDocument } from 'yaml';
import { loadCourse } from '../../src/course/load.ts';
import { memoryFiles, type MemoryContent } from '../../src/source/memory.ts';
import { lessonFeatures } from '../../src/source/read-lesson.ts';
import { sampleOf, type Report } from './report.ts';

const runs = 3;

/**
 * Reading and checking whole courses (`loadCourse`) against merely parsing the same texts with `yaml` and `satteri`,
 * the floor: 1,000 modules of lesson and quiz, and 10,000 quizzes beside lessons of a few lines. From memory, so that
 * no disk is measured.
 */
export default async function validate(report: Report): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const [name, count, sections] of [
    ['100 modules', 100, 6],
    ['1,000 modules', 1000, 6],
    ['10,000 quizzes', 10_000, 1],
  ] as const) {
    const content = courseOf(count, sections);
    const files = memoryFiles(content);
    const before = process.memoryUsage().heapUsed;
    const whole = sampleOf(Array.from({ length: runs }, () => timed(() => loadCourse(files))));
    const grown = (process.memoryUsage().heapUsed - before) / 1024 / 1024;
    const floor = sampleOf(Array.from({ length: runs }, () => timed(() => parseOnly(content))));
    const { modules, questions, diagnostics } = loadCourse(files);
    if (modules !== count || diagnostics.length > 0) throw new Error(`the course of the benchmark has mistakes: ${diagnostics[0]?.message ?? 'modules are missing'}`);
    rows.push([name, questions, whole.median, floor.median, whole.median / floor.median, (whole.median * 1000) / (count * 2), grown]);
  }
  report.table(['course', 'questions', 'loadCourse ms', 'floor ms', 'times', 'µs a file', 'heap MiB'], rows);
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The floor: both parsers on every text, nothing checked, nothing kept. */
function parseOnly(content: Readonly<Record<string, MemoryContent[string]>>): void {
  for (const [path, text] of Object.entries(content)) {
    if (typeof text !== 'string') continue;
    if (path.endsWith('.yaml')) parseDocument(text);
    else {
      const end = text.indexOf('\n---\n', 4);
      parseDocument(text.slice(4, end));
      markdownToMdast(text.slice(end + 5), { features: lessonFeatures });
    }
  }
}

function courseOf(count: number, sections: number): Record<string, MemoryContent[string]> {
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
