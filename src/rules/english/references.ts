const joined = /^(?:only |both |either |neither |options? |answers? |choices? )*\(?([A-H])\)?((?:\s*,\s*\(?[A-H]\)?)*)\s*,?\s*(?:and|or|nor|&|\+|\/)\s*\(?([A-H])\)?(?: only)?$/;

/** The letters of “Both A and C”, “A, B and D only”; none where the text says anything else. */
export function lettersOf(text: string): string[] {
  const match = joined.exec(text.replace(/^(?:Only|Both|Either|Neither|Options?|Answers?|Choices?)\b/, (word) => word.toLowerCase()).replace(/[.]$/, ''));
  if (match === null) return [];
  return [match[1] ?? '', ...(match[2]?.match(/[A-H]/g) ?? []), match[3] ?? ''];
}
