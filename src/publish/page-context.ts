import { AsyncLocalStorage } from 'node:async_hooks';
import type { CourseFaces } from '../assets/fonts/subset.ts';
import type { SiteModel } from '../site/model.ts';
import { stylesheets, type Stylesheet } from '../site/pages.ts';

/** All that pages take from outside of their own code. */
export interface PageContext {
  readonly site: SiteModel;
  readonly styles: PageStyles;
  /** Collects the component styles that stand inline in a page: its policy must name them. */
  readonly inlineStyles?: Set<string>;
}

export interface PageStyles {
  /** Addresses. */
  readonly stylesheets: Readonly<Record<Stylesheet, string>>;
  readonly faces: CourseFaces;
}

/** An address for each stylesheet. */
export function sheetAddresses(addressOf: (sheet: Stylesheet) => string): Record<Stylesheet, string> {
  return Object.fromEntries(stylesheets.map((sheet) => [sheet, addressOf(sheet)])) as Record<Stylesheet, string>;
}

/** For pages that are not the course's own, and show a part of it. */
export const noStyles: PageStyles = {
  stylesheets: sheetAddresses(() => ''),
  faces: { css: '', everywhere: [], lessons: [] },
};

/**
 * The code that renders pages is loaded once, whichever course it renders: each rendering brings its own context, so
 * several courses can be rendered at the same time. The bundled pages require this module instead of bundling it, so that
 * they read the context that this process sets.
 */
const contexts = new AsyncLocalStorage<PageContext>();

/** Calls `render`; it, and all that it starts, has the site and styles of this context. */
export function inContext<Rendered>(context: PageContext, render: () => Rendered): Rendered {
  return contexts.run(context, render);
}

/** The site that is being rendered; to be read while a page is. */
export const site: SiteModel = viewOf(({ site }) => site);

/** The styles of the page that is being rendered; to be read while it is. */
export const styles: PageStyles = viewOf(({ styles }) => styles);

export function noteInlineStyles(texts: Iterable<string>): void {
  const { inlineStyles } = current();
  for (const text of texts) inlineStyles?.add(text);
}

function viewOf<Part extends object>(part: (context: PageContext) => Part): Part {
  return new Proxy({} as Part, { get: (_, name) => Reflect.get(part(current()), name) as unknown });
}

function current(): PageContext {
  const context = contexts.getStore();
  if (context === undefined)
    throw new Error('there is no course to show: start the site with `lectern build` or `lectern dev`');
  return context;
}
