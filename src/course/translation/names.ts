/** Files that a language has of its own: `course`, `glossary`, a quiz, a lesson or a page, with the language in its name. */
const translatedFile =
  /^(course|glossary|modules\/[^/]+\/(?:lesson|quiz)|pages\/[a-z0-9-]+)\.([A-Za-z]{2,3}(?:-[A-Za-z\d]+)*)\.(yaml|mdx?)$/;

const originals = /^(?:(?:course|glossary|modules\/[^/]+\/quiz)\.yaml|modules\/[^/]+\/lesson\.mdx?|pages\/[^/]+\.md)$/;

/** The file that a translation is one of, and its language: `quiz.de.yaml` is `quiz.yaml` in `de`. Undefined for all others. */
export function translationOf(file: string): { readonly original: string; readonly language: string } | undefined {
  const [, name, language, extension] = translatedFile.exec(file) ?? [];
  if (name === undefined || language === undefined || extension === undefined) return undefined;
  const original = `${name}.${extension}`;
  return originals.test(original) ? { original, language } : undefined;
}

/** What a file is called in another language: `lesson.md` is `lesson.de.md`. */
export function translated(file: string, language: string): string {
  return file.replace(/(?=\.[^./]+$)/, `.${language}`);
}
