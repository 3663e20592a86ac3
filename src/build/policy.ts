import { createHash } from 'node:crypto';

const inline = /<(script|style)(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/\1>/gi;
const charset = /<meta charset="?utf-8"?\s*\/?>/i;

/**
 * The page with a policy of its own, as the `<meta>` that any static host serves. Of all the scripts and styles of the
 * site that `policy` (Astro's, for every page) allows, only those that stand in this page are left: stricter, and a good
 * half kilobyte lighter, because hashes do not compress. `style`, which no bundle has seen, is allowed besides.
 */
export function withOwnPolicy(html: string, policy: string, style: string): string {
  const own = new Set([...html.matchAll(inline)].map(([, , text = '']) => hashOf(text)));
  const kept = policy.replace(/\s*'sha256-[^']*'/g, (hash) => (own.has(hash.trim()) ? hash : ''));
  const whole = own.has(hashOf(style)) ? kept.replace(/(^|;)(\s*style-src [^;]*)/, `$1$2 ${hashOf(style)}`) : kept;
  return html.replace(charset, (meta) => `${meta}<meta http-equiv="content-security-policy" content="${whole}">`);
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
