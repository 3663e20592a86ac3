import { addressReach } from '../course/addresses.ts';

/** What resolves addresses. */
interface Addresses {
  link(url: string): string | undefined;
  picture(url: string): { readonly href: string } | undefined;
}

/** The same context, in which no address has a scheme that runs code or embeds something, whatever was checked before. */
export function guarded<Context extends Addresses>(context: Context): Context {
  return { ...context, link: (url) => (addressReach(url) === 'none' ? undefined : context.link(url)) };
}

/** The address of what a page loads by itself: a file of the site; undefined for anything else. */
export function shownAddress(url: string, context: Addresses): string | undefined {
  return addressReach(url) === 'site' ? (context.picture(url)?.href ?? context.link(url)) : undefined;
}
