import { createHash } from 'node:crypto';

const policyMeta = /(<meta http-equiv="content-security-policy" content=")([^"]*)(">)/i;
const inline = /<(script|style)(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/\1>/gi;

/**
 * The page with a policy of its own: of all the scripts and styles of the site that Astro allows on every page, only
 * those that stand in this one. Stricter, and a good half kilobyte lighter, because hashes do not compress.
 */
export function withOwnPolicy(html: string): string {
  const own = new Set([...html.matchAll(inline)].map(([, , text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`));
  return html.replace(policyMeta, (_, before: string, policy: string, after: string) => {
    const kept = policy.replace(/\s*'sha256-[^']*'/g, (hash) => (own.has(hash.trim()) ? hash : ''));
    return before + kept + after;
  });
}
