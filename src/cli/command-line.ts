import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** Formats a command of Lectern (`validate --fix`) as it is typed in this installation, for the current course. */
export type CommandLine = (words: string) => string;

/** A content folder as typed, and whether it is the default. */
export interface TypedFolder {
  readonly typed: string;
  readonly isDefault: boolean;
}

/** Commands that do not take a content folder. */
const withoutCourse: ReadonlySet<string> = new Set(['init', 'import', 'explain', 'preview']);

/**
 * The single source of how Lectern is invoked: `npm run lectern -- …` in a clone, `npx lectern …` as a dependency; plus
 * the content folder, unless it is the default.
 */
export function commandLines({ invocation }: { readonly invocation: string }, content?: TypedFolder): CommandLine {
  const folder = content === undefined || content.isDefault ? '' : ` --content ${shellWord(content.typed)}`;
  return (words) => {
    const takesFolder = !withoutCourse.has(words.split(' ')[0] ?? '') && !/ (?:--content|--help)\b/.test(words);
    return `${invocation} ${words}${takesFolder ? folder : ''}`;
  };
}

/** Quotes an argument if a shell needs it. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./][\w@%+=:,./-]*$/.test(word) ? word : `"${word.replace(/["\\$`]/g, '\\$&')}"`;
}

/** Commands in texts: messages always write them as `lectern …`. */
const named =
  /`lectern ((?:init|start|dev|new|import|translate|upgrade|validate|explain|links|audit|stats|verify|prove|build|preview)(?: [^`\n]*)?)`/g;

/** Replaces commands in the fixes of diagnostics by how they are typed in this installation. */
export function withCommands(diagnostics: readonly Diagnostic[], commandLine: CommandLine): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const fix = diagnostic.fix.replace(named, (_, words: string) => `\`${commandLine(words)}\``);
    return fix === diagnostic.fix ? diagnostic : { ...diagnostic, fix };
  });
}

/** The same for a page of Markdown, where commands can also be on separate lines. */
export function pageWithCommands(page: string, commandLine: CommandLine): string {
  return page
    .replace(named, (_, words: string) => `\`${commandLine(words)}\``)
    .replace(
      /^((?:[A-Z_]+=\S+ )*)(?:npm run lectern --|lectern) ([a-z][^\n#]*?)(?=\s*(?:#.*)?$)/gm,
      (_, settings: string, words: string) => `${settings}${commandLine(words)}`,
    );
}
