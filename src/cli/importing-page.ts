import { dialects } from '../import/dialects/index.ts';

/** `docs/importing.md`: the guide to `lectern import`, with what each source says becomes of what is its own. */
export function importingPage(): string {
  const sources = dialects.map(
    ({ title, name, becomes }) =>
      `### ${title}\n\n\`--from ${name}\`\n\n| there | here |\n|---|---|\n${becomes.map(([theirs, ours]) => `| ${cell(theirs)} | ${cell(ours)} |`).join('\n')}`,
  );
  return `# Importing lessons of other tools

\`\`\`sh
npm run lectern -- import ../old-site --into content/modules
\`\`\`

turns the lessons in a folder into modules of a course and lists them in \`course.yaml\`. The folder may be a whole repository, the part of it that holds the pages, or one page. Nothing in it is run, nothing outside of it is read, and no file of yours is overwritten.

- \`--into content/modules\` gives each module a name of its own. \`--into content/modules/rust\` names one lesson \`rust\`, and several \`rust-…\`. A module that is there already keeps its name, and the new one gets a number.
- \`--from\` names the tool. Without it, the tool is found by its settings, else by what only its pages have.
- \`--dry-run\` prints the report and writes nothing.
- \`--format json\` prints the report for programs: \`findings\`, each with \`file\`, \`line\`, \`fate\` (\`lost\`, \`changed\` or \`decide\`), \`what\` and \`instead\`; \`errors\` with what is left; \`modules\` with the page each was.

The status is 0 where \`validate\` finds no error in the modules, and 1 where the report names one that is left.

## What becomes of a page

- **Front matter.** \`title\` is kept; without one, the first \`#\` heading is the title, else the name in the navigation or of the file. \`description\` becomes the summary, else the first sentences do. Objectives are taken from where the page promises them (\`objectives\`, a list under “What you will learn”). What the page does not say, the report leaves to you: it is a sentence to replace, not one that was made up. Keys of other tools are named and left out.
- **Headings** move up or down together, so that sections begin with \`##\`. Ids that a heading has are kept.
- **Blocks** become [ours](blocks.md). What has no counterpart is taken away around its content, and named.
- **Code** keeps its language, title, line numbers and marks. Code from files is put into the lesson.
- **Pictures and files** are copied into the module that shows them. A picture of another host becomes a link to it, because a site here asks no other host. One without a text for those who cannot see it is left to you.
- **Links** between pages become links between modules, by file, by address or by label; places in a page are found by the words of the heading. A link that leads nowhere in the course leaves its words, and is named. Page addresses change: what linked to the old site needs redirects there.
- **Components** and expressions of MDX and Vue are not run. Those of the tools' own sets become blocks; of others the words in them stay, and the component is named.
- **HTML** stays, without what the site does not allow: scripts, styles and embedded pages, of which a link is left.
- **Formulas** stay; \`course.yaml\` then gets \`math: true\`, if it says nothing else and no other lesson has dollar signs.

At last all modules are checked as by \`validate\`. What is still wrong is taken away by the smallest step there is: a link leaves its words, a tag its content; a block that nothing else helps is shown as it is written. Each step is in the report. Warnings are left for you: \`npm run lectern -- validate\` shows them.

Quizzes are not imported, but for those of LiaScript, which become exercises with their solutions: questions here name the objective and the section they ask about, and give feedback for each option, which no other tool has.

## How it was tried

1,361 pages of twelve public repositories, each imported whole by its own settings. “Before” has only the front matter replaced; a lesson counts where \`validate\` finds no error in it.

| source | lessons | before | after |
|---|---:|---:|---:|
| The Carpentries, *Programming with Python* | 15 | 0 | 15 |
| mdBook, *The Rust Programming Language* | 111 | 9 | 111 |
| Starlight’s own documentation | 35 | 4 | 35 |
| VitePress’s own documentation | 35 | 0 | 35 |
| TutorialKit, its demo and its template | 15 | 4 | 15 |
| MyST’s own documentation | 88 | 1 | 88 |
| Quarto’s own documentation | 369 | 93 | 369 |
| Docusaurus, Redux Toolkit | 69 | 1 | 69 |
| Markdown, The Odin Project, *Foundations* | 58 | 8 | 58 |
| Markdown, Exercism, concepts of Python | 134 | 72 | 134 |
| Markdown, javascript.info, part 1 | 431 | 43 | 431 |
| LiaScript’s own documentation, in one file | 1 | 0 | 0 |

What was lost most: the look of elements (\`style\`), attributes of pictures and words in Quarto, components of a site’s own, links to pages that were not imported, options of code that only its tool knows, and drawings that load something. The one lesson that is left has an error that the report names. Six of the courses, 222 lessons, were also put into one and built; all pages were written.

Beside real pages, lessons are made at random in the spelling of each source, and nothing of their words, code, pictures and links may be missing after an import (\`tests/import\`).

## What becomes what

These are understood in all sources: asides as GitHub, Docusaurus, VitePress, MyST and Pandoc write them, \`<details>\`, \`{1,3-4}\`, \`title="…"\`, \`showLineNumbers\`, \`ins\`, \`del\` and their likes behind the backticks, footnotes, definition lists, \`{#id}\` on headings.

${sources.join('\n\n')}
`;
}

/** A text in a cell of a table. */
const cell = (text: string): string => text.replaceAll('|', '\\|');
