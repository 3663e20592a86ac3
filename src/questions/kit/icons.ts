/** Line icons from Lucide (lucide.dev, ISC licence), in the text colour; always next to a word. */
function icon(paths: string): string {
  return `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${paths}"/></svg>`;
}

export const checkIcon = icon('M20 6 9 17l-5-5');
export const crossIcon = icon('M18 6 6 18M6 6l12 12');
export const minusIcon = icon('M5 12h14');
export const upIcon = icon('m18 15-6-6-6 6');
export const downIcon = icon('m6 9 6 6 6-6');
export const leftIcon = icon('m15 18-6-6 6-6');
export const rightIcon = icon('m9 18 6-6-6-6');
