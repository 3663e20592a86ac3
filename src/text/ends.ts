/**
 * Where the run of characters that ends a text begins; its length where it ends in another one. A pattern such as `/,+$/`
 * looks at a run once for each of its characters, this once.
 */
export function endRun(text: string, character: RegExp): number {
  let at = text.length;
  while (at > 0 && character.test(text.charAt(at - 1))) at--;
  return at;
}

/** A text without the run of characters that ends it. */
export function withoutEnd(text: string, character: RegExp): string {
  return text.slice(0, endRun(text, character));
}
