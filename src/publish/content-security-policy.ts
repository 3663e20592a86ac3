import { createHash } from 'node:crypto';

/** What a page may do, whatever it shows: ask its own host, and frame those of players that it is told of. */
const directives = (frames: readonly string[]): string =>
  `default-src 'self';img-src 'self' data:;${frames.length === 0 ? '' : `frame-src 'self' ${frames.join(' ')};`}object-src 'none';base-uri 'none';form-action 'none'`;

/** Text becomes markup only where the site's own code says so (`islands/key.ts`). */
const typed = "require-trusted-types-for 'script';trusted-types lectern;";

const inline = /<(script|style)((?![^>]*\ssrc=)[^>]*)>([\s\S]*?)<\/\1>/gi;
const loaded = /<script type="module"(?: async)? src="([^"]*)"><\/script>/g;
const charset = /<meta charset="?utf-8"?\s*\/?>/i;

/** What else is known of a page. */
export interface PageFacts {
  /** Texts that are known by now, beside those that were from the beginning. */
  readonly further?: Iterable<string>;
  /** It shows components of the course, whose code may write markup as it likes. */
  readonly hasComponents?: boolean;
  /** Origins of the players that it may show, if somebody asks for them. */
  readonly frames?: readonly string[];
}

/**
 * Gives a page its content security policy (CSP Level 3), as the `<meta>` that any static host serves. The page comes and
 * goes as its UTF-8 bytes, each one character: nothing here looks beyond ASCII, and pages need not be decoded for it.
 */
export type GivePolicy = (html: string, facts?: PageFacts) => string;

/**
 * Policies that allow, of all scripts and inline styles of a page, those that the site has put there: inline ones by their
 * text (`known`), others by their address (`isOwnScript`). What got into a lesson by whatever mistake is not run, not even
 * a file of the site's own host.
 *
 * Scripts are named by a nonce rather than by their hashes, because browsers pass it on to what a module imports, and a
 * hash not. It is the hash of the page: the same page has the same one, and whoever writes a page cannot write the hash
 * of that page into it. Vite takes it from the second `<meta>`, for what it loads ahead of an `import()`.
 */
export function policies(known: Iterable<string>, isOwnScript: (address: string) => boolean): GivePolicy {
  const hashes = new Map<string, string>();
  const learned = new Set<string>();
  const learn = (texts: Iterable<string>): void => {
    for (const text of texts) {
      if (learned.size === learned.add(text).size) continue;
      hashes.set(Buffer.from(text).toString('latin1'), `'sha256-${sha256(text)}'`);
    }
  };
  learn(known);
  return (html, { further = [], hasComponents = false, frames = [] } = {}) => {
    learn(further);
    // 132 bits: CSP asks for 128 at least.
    const nonce = sha256(Buffer.from(html, 'latin1')).slice(0, 22);
    const styles = new Set(["'self'"]);
    const named = html
      .replace(inline, (whole, element: string, attributes: string, text: string) => {
        const hash = hashes.get(text);
        if (hash === undefined) return whole;
        if (element.toLowerCase() === 'script') return `<script nonce="${nonce}"${attributes}>${text}</script>`;
        styles.add(hash);
        return whole;
      })
      .replace(loaded, (whole, address: string) =>
        isOwnScript(address) ? `<script nonce="${nonce}"${whole.slice('<script'.length)}` : whole,
      );
    const policy = `${directives(frames)};${hasComponents ? '' : typed}script-src 'nonce-${nonce}';style-src ${[...styles].join(' ')}`;
    return named.replace(
      charset,
      (meta) =>
        `${meta}<meta http-equiv="content-security-policy" content="${policy}"><meta property="csp-nonce" nonce="${nonce}">`,
    );
  };
}

/**
 * What a page may do that Astro's development server makes, as a header: it may ask as little of other hosts as a published
 * one, but its scripts and styles are what that server puts there, inline ones too.
 */
export const developmentPolicy = (frames: readonly string[]): string =>
  `${directives(frames)};script-src 'self' 'unsafe-inline';style-src 'self' 'unsafe-inline'`;

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('base64');
