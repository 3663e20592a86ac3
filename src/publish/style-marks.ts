/**
 * Styles make up half of a page and are the same in all. While Astro puts a page together, turns it into bytes and copies
 * those, a mark stands in their place.
 */
export const styleMark = (number: number): string => `/*${number}*/`;

const marked = /(?<=<style>)\/\*(\d+)\*\/(?=<\/style>)/g;

/** The page with its styles, each in the place of its mark; marks of no style stay. */
export function withStyles(html: string, styles: readonly string[]): string {
  return html.replace(marked, (mark, number: string) => styles[Number(number)] ?? mark);
}
