import { createHash } from 'node:crypto';

/** What a page may do, whatever it shows: ask its own host, and run what is named below. */
const directives =
  "default-src 'self';img-src 'self' data:;font-src 'self';connect-src 'self';frame-src 'self';object-src 'none';base-uri 'none';form-action 'self'";

const inline = /<(script|style)(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/\1>/gi;
const charset = /<meta charset="?utf-8"?\s*\/?>/i;

/**
 * Gives a page its content security policy (CSP Level 3), as the `<meta>` that any static host serves. The page comes and
 * goes as its UTF-8 bytes, each one character: nothing here looks beyond ASCII, and pages need not be decoded for it.
 * `further`: texts that are known by now, beside those that were from the beginning.
 */
export type GivePolicy = (html: string, further?: Iterable<string>) => string;

/**
 * Policies that allow, of all inline scripts and styles, those among `known` that stand in the page: what got into a
 * lesson by whatever mistake is not run.
 */
export function policies(known: Iterable<string>): GivePolicy {
  const hashes = new Map<string, string>();
  const learned = new Set<string>();
  const learn = (texts: Iterable<string>): void => {
    for (const text of texts) {
      if (learned.size === learned.add(text).size) continue;
      const hash = createHash('sha256').update(text).digest('base64');
      hashes.set(Buffer.from(text).toString('latin1'), `'sha256-${hash}'`);
    }
  };
  learn(known);
  return (html, further = []) => {
    learn(further);
    const own = { script: new Set<string>(), style: new Set<string>() };
    for (const [, element = '', text = ''] of html.matchAll(inline)) {
      const hash = hashes.get(text);
      if (hash !== undefined) own[element.toLowerCase() === 'script' ? 'script' : 'style'].add(hash);
    }
    const sources = (hashes: ReadonlySet<string>): string => ["'self'", ...hashes].join(' ');
    const policy = `${directives};script-src ${sources(own.script)};style-src ${sources(own.style)}`;
    return html.replace(charset, (meta) => `${meta}<meta http-equiv="content-security-policy" content="${policy}">`);
  };
}
