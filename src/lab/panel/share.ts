/** An edited exchange as a URL fragment, `#lab=…`: compressed, in base64url. */

/** Some applications truncate URLs longer than this. */
export const SHARE_LIMIT = 6000;

interface Shared {
  /** The id of the exchange on the page. */
  readonly exchange: string;
  /** The code of its files, in their order. */
  readonly code: readonly string[];
}

/** The fragment; undefined if it would be too long. */
export async function shareFragment(shared: Shared): Promise<string | undefined> {
  const bytes = await through(
    new TextEncoder().encode(JSON.stringify([shared.exchange, ...shared.code])),
    new CompressionStream('deflate-raw'),
  );
  const text = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
  return text.length > SHARE_LIMIT ? undefined : `#lab=${text}`;
}

/** The contents of a fragment; undefined if it is not one of ours, too long, or malformed. */
export async function readFragment(fragment: string): Promise<Shared | undefined> {
  const text = /^#lab=([\w-]+)$/.exec(fragment)?.[1];
  if (text === undefined || text.length > SHARE_LIMIT) return undefined;
  try {
    const packed = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    );
    const value: unknown = JSON.parse(
      new TextDecoder().decode(await through(packed, new DecompressionStream('deflate-raw'), 40 * SHARE_LIMIT)),
    );
    if (!Array.isArray(value) || !value.every((part) => typeof part === 'string')) return undefined;
    const [exchange, ...code] = value as string[];
    return exchange === undefined ? undefined : { exchange, code };
  } catch {
    return undefined;
  }
}

/** The complete output of a stream for these bytes. Throws above the limit: a small link must not exhaust memory. */
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  limit = Number.POSITIVE_INFINITY,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > limit) throw new RangeError('more than a link may hold');
    parts.push(next.value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
