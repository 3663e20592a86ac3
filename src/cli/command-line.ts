import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** Spells a command of Lectern (`validate --fix`) as it is typed in this installation, for the course at hand. */
export type CommandLine = (words: string) => string;

/** A content folder as it was typed, and whether it is the one that is read unasked. */
export interface TypedFolder {
  readonly typed: string;
  readonly isDefault: boolean;
}

/** Commands that read no course: there is no folder to name. */
const withoutCourse: ReadonlySet<string> = new Set(['explain', 'preview']);

/**
 * The one place that knows how Lectern is called: `npm run lectern -- …` in a clone, `npx lectern …` where it is a
 * dependency; and the content folder, where it is not the one that is read unasked.
 */
export function commandLines({ invocation }: { readonly invocation: string }, content?: TypedFolder): CommandLine {
  const folder = content === undefined || content.isDefault ? '' : ` --content ${shellWord(content.typed)}`;
  return (words) => {
    const takesFolder = !withoutCourse.has(words.split(' ')[0] ?? '') && !/ (?:--content|--help)\b/.test(words);
    return `${invocation} ${words}${takesFolder ? folder : ''}`;
  };
}

/** One word of a command line, in quotes where a shell would take it for something else. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./][\w@%+=:,./-]*$/.test(word) ? word : `"${word.replace(/["\\$`]/g, '\\$&')}"`;
}

/** Commands in words for people: everybody who writes messages calls them `lectern …`. */
const named = /`lectern ((?:start|dev|new|validate|explain|audit|prove|build|preview)(?: [^`\n]*)?)`/g;

/** Reports whose way out names commands as they are typed here. */
export function withCommands(diagnostics: readonly Diagnostic[], commandLine: CommandLine): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const fix = diagnostic.fix.replace(named, (_, words: string) => `\`${commandLine(words)}\``);
    return fix === diagnostic.fix ? diagnostic : { ...diagnostic, fix };
  });
}

/** The same for a page of Markdown, where commands also stand on lines of their own. */
export function pageWithCommands(page: string, commandLine: CommandLine): string {
  return page
    .replace(named, (_, words: string) => `\`${commandLine(words)}\``)
    .replace(
      /^((?:[A-Z_]+=\S+ )*)(?:npm run lectern --|lectern) ([a-z][^\n#]*?)(?=\s*(?:#.*)?$)/gm,
      (_, settings: string, words: string) => `${settings}${commandLine(words)}`,
    );
}
