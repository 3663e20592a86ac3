import type { SiteModel } from '../site/model.ts';

/**
 * Where the site's data changes hands: `build` and `dev` put it here, the pages that Astro bundled take it from here.
 * Astro leaves this module outside its bundle, so both sides have the same instance, and a thousand lessons need not
 * be turned into a module first.
 */
let current: SiteModel | undefined;

export function handOver(site: SiteModel): void {
  current = site;
}

/** What the pages show. Throws when Astro was started by hand. */
export function takeOver(): SiteModel {
  if (current === undefined) throw new Error('there is no course to show: start the site with `lectern build` or `lectern dev`');
  return current;
}
