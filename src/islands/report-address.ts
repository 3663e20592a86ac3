/**
 * Where a report is written: `to` is a mail address, or one on the web that takes `title` and `body` as GitHub does, or
 * says with `{title}` and `{body}` where they go.
 */
export function reportAddress(to: string, title: string, body: string): string {
  const [first, second] = [title, body].map(encodeURIComponent) as [string, string];
  if (/\{(?:title|body)\}/.test(to)) return to.replace('{title}', () => first).replace('{body}', () => second);
  if (!/^https?:/.test(to)) return `mailto:${to}?subject=${first}&body=${second}`;
  return `${to}${to.includes('?') ? '&' : '?'}title=${first}&body=${second}`;
}
