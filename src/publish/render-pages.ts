import { createHash } from 'node:crypto';
import type { SiteModel } from '../site/model.ts';
import { sitePages, stylesheetPath, stylesheetsOf } from '../site/pages.ts';
import type { MdxSources, PageBundle } from './bundle.ts';
import { thrownBy } from './component-failure.ts';
import type { CourseFaces } from '../assets/fonts/subset.ts';
import { policies } from './content-security-policy.ts';
import { inContext, sheetAddresses, type PageContext } from './page-context.ts';
import type { Walk } from './walk/walk.ts';

export interface PagesOrder {
  readonly site: SiteModel;
  readonly faces: CourseFaces;
  readonly bundle: PageBundle;
  readonly mdx: MdxSources;
  /** Whether a page (its path below the base) need not be made. */
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
export async function renderPages({ site, faces, bundle, mdx, keeps, ready, walk, write }: PagesOrder): Promise<void> {
  const inlineStyles = new Set<string>();
  const addresses = sheetAddresses(() => '');
  const context: PageContext = { site, styles: { stylesheets: addresses, faces }, inlineStyles };
  // Not only rendering needs the course: Astro asks which pages there are.
  const { render, inlineTexts } = await inContext(context, () => bundle.open());
  const scripts = new Set([...bundle.assets.keys()].map((file) => site.base + file).concat(bundle.elsewhere ?? []));
  const givePolicy = policies(inlineTexts, (address) => scripts.has(address));
  const withComponents = new Set([...mdx.values()].map(({ slug }) => `modules/${slug}/`));
  const answer = async (path: string, finish: Finish): Promise<Uint8Array> =>
    answerTo(await inContext(context, () => render(site.base + path)), path, finish);

  const stale = sitePages(site).filter(({ path }) => !keeps(path));
  for (const sheet of stylesheetsOf(site)) {
    const path = stylesheetPath(sheet);
    const bytes = await answer(path, { page: (html) => html, other: (text) => walk.file(path, text) });
    // Named by its content: browsers may keep it for ever.
    const file = `_files/${sheet}.${createHash('sha256').update(bytes).digest('hex').slice(0, 10)}.css`;
    addresses[sheet] = site.base + file;
    write(file, bytes, 0, stale.length);
  }
  for (const [index, { path, file }] of stale.entries()) {
    await ready(path);
    try {
      const bytes = await answer(path, {
        page(html) {
          const page = givePolicy(bundle.direct(html), {
            further: inlineStyles,
            hasComponents: withComponents.has(path),
          });
          walk.page(file, page);
          return page;
        },
        other: (text) => walk.file(file, text),
      });
      write(file, bytes, index + 1, stale.length);
    } catch (error) {
      throw mdx.size === 0
        ? error
        : thrownBy([...mdx].find(([, { slug, isLesson }]) => isLesson && path === `modules/${slug}/`)?.[0], error);
    }
  }
}

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
