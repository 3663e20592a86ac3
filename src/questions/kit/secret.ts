/**
 * Obfuscates data so that a glance at the page's source does not give it away (ROT47; other characters are swapped with
 * their neighbour). It is not security, which a static page cannot provide. The transformation is its own inverse.
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
