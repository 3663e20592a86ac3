import { rules } from './list.ts';
import { notices } from './engine/notices.ts';
import type { RuleFacts } from './engine/rule.ts';

/** A fenced example of a page, with the language and title of its fence. */
export interface Example {
  readonly language: string;
  readonly title: string | undefined;
  readonly text: string;
}

/** The parsed page of a rule. */
export interface Page {
  /** The heading: the rule's code. */
  readonly code: string;
  /** The first paragraph: what the rule reports. */
  readonly what: string;
  readonly bad: readonly Example[];
  readonly good: readonly Example[];
}

/** Reads a page (`<code>.md`): `# code`, a paragraph, `## Why`, `## Bad`, `## Good`. */
export function readPage(markdown: string): Page {
  const [head = '', ...sections] = sectionsOf(markdown.replaceAll('\r\n', '\n'));
  const section = (name: string): string => sections.find((text) => text.startsWith(`## ${name}\n`)) ?? '';
  const [title = '', what = ''] = head.trim().split(/\n\n/);
  return {
    code: title.replace(/^# /, ''),
    what: what.replaceAll('\n', ' '),
    bad: examplesOf(section('Bad')),
    good: examplesOf(section('Good')),
  };
}

/** Splits a page before each `##` outside of fences. */
function sectionsOf(markdown: string): string[] {
  const sections = [''];
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const ticks = /^`{3,}/.exec(line)?.[0];
    if (fence === undefined) fence = ticks;
    else if (ticks === fence && line === ticks) fence = undefined;
    if (fence === undefined && line.startsWith('## ')) sections.push('');
    sections[sections.length - 1] += `${line}\n`;
  }
  return sections;
}

function examplesOf(section: string): Example[] {
  const examples: Example[] = [];
  let open: { readonly fence: string; readonly language: string; readonly title: string | undefined } | undefined;
  let text = '';
  for (const line of section.split('\n')) {
    if (open === undefined) {
      const [, fence, language = '', title] = /^(`{3,})(\w*)(?: title="([^"]*)")?$/.exec(line) ?? [];
      if (fence !== undefined) open = { fence, language, title };
    } else if (line === open.fence) {
      examples.push({ language: open.language, title: open.title, text });
      [open, text] = [undefined, ''];
    } else text += `${line}\n`;
  }
  return examples;
}

/** All codes with a page here, of rules and of the engine, sorted. */
export const documented: readonly RuleFacts[] = [...rules, ...Object.values(notices)].toSorted((a, b) =>
  a.code < b.code ? -1 : 1,
);

/** Generates `docs/rules.md` from all pages. `pageOf` returns the Markdown of a page; throws if a rule has none. */
export function rulesPage(pageOf: (code: string) => string | undefined): string {
  const entries = documented.map(({ code, severity }) => {
    const page = pageOf(code);
    if (page === undefined)
      throw new Error(`the rule ${code} has no page, expected ${code}.md beside it in src/rules/`);
    return { code, severity, page };
  });
  const table = entries.map(
    ({ code, severity, page }) => `| [\`${code}\`](#${code}) | ${severity} | ${readPage(page).what} |`,
  );
  const bodies = entries.map(({ page }) =>
    sectionsOf(page.replaceAll('\r\n', '\n'))
      .map((section) => section.replace(/^#/, '##'))
      .join('')
      .trim(),
  );
  return (
    [
      '<!-- Generated from src/rules/**/*.md by `npm run codegen`. Do not edit. -->',
      '# Rules',
      'An **error** is right every time and stops the build, a **warning** is right four times in five, an **info** is worth a look. `lectern explain CODE` shows one page.',
      'A rule is set for the whole course in `course.yaml` (`rules: { choice-hedged-key: off }`), and silenced where it is wrong, with the reason: `silence: { rule-code: reason }` on a quiz, question or option, or a line `<!-- lectern-silence rule-code: reason -->` (MDX: `{/* … */}`) before a block of a lesson; before the first block it also covers the front matter.',
      ['| rule | severity | reports |', '|---|---|---|', ...table].join('\n'),
      ...bodies,
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}
