import { termsOf } from './terms.ts';

/** A section as learners read it. */
export interface SectionText {
  /** The id of its heading; empty for what stands before the first. */
  readonly id: string;
  /** Its heading; empty as above. */
  readonly title: string;
  readonly text: string;
}

/** A lesson as learners read it. */
export interface LessonText {
  readonly title: string;
  readonly summary: string;
  readonly sections: readonly SectionText[];
}

/** What a section adds to the index. */
export interface SectionEntry {
  readonly id: string;
  readonly title: string;
  /** How it begins, to be shown with it. */
  readonly start: string;
  /** Each term and how much it says of the section, `term weight`, separated by spaces. */
  readonly terms: string;
}

/** Weights: of a module's title in its first entry, of a heading in its section, of a module's title in any section. */
const weights = { title: 8, heading: 4, module: 1 };

/** A weight is written as one digit in base 36. */
const mostWeight = 35;

/** Characters of a section's start that are shown with it. */
const startLength = 140;

/** What a lesson adds to the index: an entry for its title and summary, and one for each section. */
export function entriesOf({ title, summary, sections }: LessonText, language: string): readonly SectionEntry[] {
  const ofTitle = termsOf(title, language);
  const before = sections.filter(({ id }) => id === '').map(({ text }) => text);
  const opening = [summary, ...before].join(' ');
  return [
    entry('', '', summary, [ofTitle, weights.title, termsOf(opening, language), 1]),
    ...sections.flatMap((section) =>
      section.id === ''
        ? []
        : [
            entry(section.id, section.title, section.text, [
              termsOf(section.title, language),
              weights.heading,
              termsOf(section.text, language),
              1,
              ofTitle,
              weights.module,
            ]),
          ],
    ),
  ];
}

function entry(id: string, title: string, text: string, parts: readonly (readonly string[] | number)[]): SectionEntry {
  const weighed = new Map<string, number>();
  for (let at = 0; at < parts.length; at += 2) {
    const weight = parts[at + 1] as number;
    for (const term of parts[at] as readonly string[]) weighed.set(term, (weighed.get(term) ?? 0) + weight);
  }
  const terms: string[] = [];
  // What is said often says more, but not as often more as it is said.
  for (const [term, sum] of weighed) terms.push(`${term} ${Math.min(mostWeight, Math.ceil(2 * Math.log2(1 + sum)))}`);
  return { id, title, start: startOf(text), terms: terms.join(' ') };
}

/** The first words of a text. */
function startOf(text: string): string {
  const line = text
    .slice(0, startLength * 2)
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= startLength) return line;
  const cut = line.slice(0, startLength);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), startLength / 2)).replace(/[\s,;:.–-]+$/, '')} …`;
}
