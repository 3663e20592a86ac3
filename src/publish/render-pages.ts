import { createHash } from 'node:crypto';
import type { SiteModel } from '../site/model.ts';
import { playersAt, sitePages, stylesheetPath, stylesheetsOf, type SitePage, type Stylesheet } from '../site/pages.ts';
import type { MdxSources, PageBundle } from './bundle.ts';
import { thrownBy } from './component-failure.ts';
import type { CourseFaces } from '../assets/fonts/subset.ts';
import { policies } from './content-security-policy.ts';
import { inContext, sheetAddresses, type PageContext } from './page-context.ts';
import type { Walk } from './walk/walk.ts';

export interface PagesOrder {
  /** The site in each language, that of the original first. */
  readonly sites: readonly { readonly site: SiteModel; readonly faces: CourseFaces }[];
  readonly bundle: PageBundle;
  readonly mdx: MdxSources;
  /** Whether a page (its path below the base of the original) need not be made. */
  keeps(page: string): boolean;
  /** Waits for what a page needs. */
  ready(page: string): Promise<void>;
  /** Is shown each page on its way. */
  readonly walk: Walk;
  /** Takes a finished page or other file, the first of `total` being number 1. */
  write(file: string, bytes: Uint8Array, number: number, total: number): void;
}

/**
 * Makes the pages that are not kept, one after another: the site's data is in memory once, and each page is gone from it
 * when it is written.
 *
 * @throws ComponentFailure where a component of the course throws.
 */
export async function renderPages({ sites, bundle, mdx, keeps, ready, walk, write }: PagesOrder): Promise<void> {
  const inlineStyles = new Set<string>();
  const languages = sites.map(({ site, faces }): Language => {
    const addresses = sheetAddresses(() => '');
    const prefix = site.base.slice(site.root.length);
    return {
      prefix,
      addresses,
      context: { site, styles: { stylesheets: addresses, faces }, inlineStyles },
      stale: sitePages(site).filter(({ path }) => !keeps(prefix + path)),
    };
  });
  const [first] = languages;
  if (first === undefined) return;
  const { base } = first.context.site;
  // Not only rendering needs the course: Astro asks which pages there are.
  const { render, inlineTexts } = await inContext(first.context, () => bundle.open());
  const scripts = new Set([...bundle.assets.keys()].map((file) => base + file).concat(bundle.elsewhere ?? []));
  const givePolicy = policies(inlineTexts, (address) => scripts.has(address));
  const withComponents = new Set([...mdx.values()].map(({ slug }) => pageOf(slug)));
  const total = languages.reduce((sum, { stale }) => sum + stale.length, 0);
  let number = 0;
  for (const { context, addresses, prefix, stale } of languages) {
    // A page has one route, whatever its language: what it shows, and where its links lead, says the context.
    const answer = async (path: string, finish: Finish): Promise<Uint8Array> =>
      answerTo(await inContext(context, () => render(base + path)), path, finish);
    for (const sheet of stylesheetsOf(context.site)) {
      const path = stylesheetPath(sheet);
      const bytes = await answer(path, { page: (html) => html, other: (text) => walk.file(prefix + path, text) });
      // Named by its content: browsers may keep it for ever.
      const file = `_files/${sheet}.${createHash('sha256').update(bytes).digest('hex').slice(0, 10)}.css`;
      addresses[sheet] = base + file;
      write(file, bytes, 0, total);
    }
    for (const { path, file: own } of stale) {
      const file = prefix + own;
      await ready(prefix + path);
      try {
        const bytes = await answer(path, {
          page(html) {
            const page = givePolicy(bundle.direct(html), {
              further: inlineStyles,
              hasComponents: withComponents.has(prefix + path),
              frames: playersAt(context.site, path),
            });
            walk.page(file, page);
            return page;
          },
          other: (text) => walk.file(file, text),
        });
        write(file, bytes, ++number, total);
      } catch (error) {
        throw mdx.size === 0
          ? error
          : thrownBy([...mdx].find(([, { slug, isLesson }]) => isLesson && prefix + path === pageOf(slug))?.[0], error);
      }
    }
  }
}

interface Language {
  /** Of its pages, below the base of the original. */
  readonly prefix: string;
  /** Of its stylesheets, as soon as they are written. */
  readonly addresses: Record<Stylesheet, string>;
  readonly context: PageContext;
  readonly stale: readonly SitePage[];
}

/** The page of a lesson with components, below the base of the original: `de/websockets` is at `de/modules/websockets/`. */
const pageOf = (slug: string): string => slug.replace(/[^/]+$/, 'modules/$&/');

/** What is done with an answer that is a page, and with any other. */
interface Finish {
  page(html: string): string;
  other(text: string): void;
}

async function answerTo(response: Response, path: string, finish: Finish): Promise<Uint8Array> {
  if (response.status !== 200 && !(response.status === 404 && path === '404/'))
    throw new Error(`the page ${path} answered with ${response.status}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  if (response.headers.get('content-type')?.startsWith('text/html') !== true) {
    finish.other(bytes.toString('utf8'));
    return bytes;
  }
  // Every byte a character: what is changed of a page is ASCII, and decoding whole pages for it takes longer than the rest.
  return Buffer.from(finish.page(bytes.toString('latin1')), 'latin1');
}
