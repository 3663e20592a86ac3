/**
 * Writes data so that a glance at the page's source does not give it away (ROT47, and the neighbour for other letters).
 * It hides nothing from someone who wants to know: a static page cannot. `revealed` is its inverse, as it is its own.
 */
export function concealed(data: unknown): string {
  return turned(JSON.stringify(data));
}

/** Reads what `concealed` wrote. */
export function revealed(text: string): unknown {
  return JSON.parse(turned(text)) as unknown;
}

function turned(text: string): string {
  return text.replace(/[!-~\u00a0-\uffff]/g, (sign) => {
    const code = sign.charCodeAt(0);
    return String.fromCharCode(code < 127 ? 33 + ((code + 14) % 94) : code ^ 1);
  });
}
