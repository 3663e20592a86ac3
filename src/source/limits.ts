/** What content may ask of the reader. Beyond these a file is refused with a located error instead of being tried. */
export const limits = {
  /** Bytes of one text file. */
  fileBytes: 5 * 1024 * 1024,
  /** Collections inside each other in YAML. */
  yamlDepth: 64,
  /** Lines of one lesson. */
  lines: 50_000,
  /** Words, marks and line breaks of one YAML document: each costs the parser about half a kilobyte. */
  yamlTokens: 100_000,
  /** Characters of one quoted text in YAML, which the parser puts together letter by letter. */
  yamlQuoted: 500_000,
  /** Opening brackets of one YAML document, quoted ones counted. */
  yamlBrackets: 50_000,
  /** Values one YAML document may hold after its aliases are expanded. */
  yamlValues: 200_000,
  /** Blocks, emphasis, links, JSX or brackets of an expression inside each other. */
  markdownDepth: 100,
  /** Reports shown for one file before the rest is only counted. */
  reportsPerFile: 1000,
  /** Entries of a broken YAML list that are read again, each alone, to find what its first mistake hides. */
  yamlEntries: 200,
} as const;
