import { reportsPerFile } from '../diagnostics/reports-per-file.ts';

/** Limits of content. A file beyond a limit is rejected with a located error instead of being parsed. */
export const limits = {
  /** Size of a text file, in bytes. */
  fileBytes: 5 * 1024 * 1024,
  /** Nesting depth of YAML collections. */
  yamlDepth: 64,
  /** Files and folders of a course. */
  entries: 200_000,
  /** Lines of one lesson. */
  lines: 50_000,
  /** Tokens of a YAML document: each costs the parser about half a kilobyte. */
  yamlTokens: 100_000,
  /** Characters of a quoted YAML scalar, which the parser concatenates character by character. */
  yamlQuoted: 500_000,
  /** Opening brackets of a YAML document, including quoted ones. */
  yamlBrackets: 50_000,
  /** Values of a YAML document after alias expansion. */
  yamlValues: 200_000,
  /** Nesting depth of blocks, emphasis, links, JSX or brackets in expressions. */
  markdownDepth: 100,
  /** Marks of Markdown in one text: the tree takes about a kilobyte for each. */
  markdownMarks: 150_000,
  /** Marks of each paragraph times its length, added up: the engine takes about a nanosecond for each. */
  markdownWork: 300_000_000,
  /** Diagnostics shown per file; the rest is only counted. */
  reportsPerFile,
  /** Entries of an invalid YAML list that are parsed again separately, to find errors after the first one. */
  yamlEntries: 200,
} as const;
