import advances from './advances.json' with { type: 'json' };

/** The size of labels and the distance of their lines, in CSS pixels; `style.css` has the same. */
export const fontSize = 15;
export const lineHeight = 20;

/** How wide a text is in the text face, in CSS pixels: exact for Latin letters, roomy for others. */
export function widthOf(text: string): number {
  let ems = 0;
  for (const character of text) {
    const at = character.codePointAt(0)! - 32;
    if (at >= 0 && at < advances.length) ems += advances[at]! / 1000;
    else if (!/\p{M}/u.test(character))
      ems += /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60\p{Extended_Pictographic}]/u.test(character)
        ? 1.05
        : 0.66;
  }
  return ems * fontSize;
}

/** The size of lines of text. */
export function sizeOf(lines: readonly string[]): { readonly width: number; readonly height: number } {
  return { width: Math.ceil(Math.max(0, ...lines.map(widthOf))), height: lines.length * lineHeight };
}
