import { categoryText, type NewCategory } from './course-list.ts';

/** The files of a new module: small, valid, and about itself, so that authors learn the format by reading it. */
export interface NewModule {
  readonly slug: string;
  readonly title: string;
  /** Path from the module's folder to Lectern's JSON Schemas, for editors. */
  readonly schemas: string;
  readonly draft: boolean;
}

export function courseFile(schemas: string, slug: string, title = 'My Course'): string {
  return `# yaml-language-server: $schema=${schemas}/course.schema.json
lectern: 1 # the version of this format
title: ${JSON.stringify(title)}
description: What learners can do when they have finished.
language: en
categories:
  - id: first-steps
    title: First Steps
    modules: [${slug}]
`;
}

/** What a course that begins with imported lessons consists of. */
export interface NewCourse {
  /** Path from the content folder to Lectern's JSON Schemas, for editors. */
  readonly schemas: string;
  readonly title: string;
  readonly language: string;
  readonly hasMath: boolean;
  readonly categories: readonly NewCategory[];
}

export function newCourseFile({ schemas, title, language, hasMath, categories }: NewCourse): string {
  return `# yaml-language-server: $schema=${schemas}/course.schema.json
lectern: 1 # the version of this format
title: ${JSON.stringify(title)}
language: ${language}
${hasMath ? 'math: true # what is between dollar signs is a formula\n' : ''}categories:
${categories.map((category) => categoryText(category)).join('')}`;
}

export function lessonFile({ title, draft }: NewModule): string {
  return `---
title: ${JSON.stringify(title)}
summary: One or two sentences that say what the reader will understand at the end.
objectives:
  - id: write-lesson
    text: Say what a lesson is made of
${draft ? 'draft: true # shown by `dev`, left out of `build`; delete this line to publish\n' : ''}---

## Start with Something Familiar

A lesson is Markdown. Each heading with two number signs begins a section, and the section's address follows from its words. Begin with a picture from everyday life, then say what it stands for.

:::insight
One sentence that the reader should remember.
:::

## Show How It Works

Steps that follow each other belong in a flow. Each step has a name in bold type and a sentence.

:::flow[From Idea to Page]{loop="with the next idea"}
1. **Write** You write a section and its questions
2. **Check** Lectern reads them and says what to fix
3. **Publish** Readers learn from the page
:::

## Let the Code Speak

Code stands in a fence with its language. A title names the file, and numbers in braces mark lines.

\`\`\`js title="greeting.js" {2}
const name = 'reader';
console.log(\`Hello, \${name}!\`);
\`\`\`

## Ask What Was Taught

Every objective of the lesson is tested by at least one question in the quiz. A question names the section that teaches it, so a wrong answer leads back to the right place.
`;
}

/** Its prompts name the module: two new modules side by side do not ask the same. */
export function quizFile({ slug, schemas }: Pick<NewModule, 'slug' | 'schemas'>): string {
  return `# yaml-language-server: $schema=${schemas}/quiz.schema.json
title: Quick Quiz
questions:
  # \`id\` stays for ever: learners' answers are stored under it.
  - id: where-wrong-answers-lead
    type: single-choice
    prompt: Where does a wrong answer in the module \`${slug}\` lead the reader?
    objective: write-lesson
    section: ask-what-was-taught
    options:
      - id: section
        text: To the section that teaches it
        correct: true
        feedback: Each question names its section, so the way back is one click.
      - id: start
        text: To the first line of the page
        feedback: The reader would have to search. The question names the place instead.
      - id: next
        text: To the next module in the course
        feedback: Going on is for right answers. A gap is closed where it was found.
    explanation: A question names the section that teaches it, and a wrong answer links there.

  - id: flow-is-a-list
    type: true-false
    prompt: In a flow of the module \`${slug}\`, each step has a name in bold type.
    objective: write-lesson
    section: show-how-it-works
    answer: true
    feedback:
      true: The name comes first, then the sentence that explains it.
      false: Look at the steps again. Each begins with a name between two pairs of stars.
    explanation: A step is an item of a numbered list that starts with its name in bold type.
`;
}
