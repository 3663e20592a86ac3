import type { SiteModel } from '../site/model.ts';
import { sitePages } from '../site/pages.ts';
import type { MdxSources, PageBundle } from './bundle.ts';
import { thrownBy } from './component-failure.ts';
import type { CourseFaces } from '../assets/fonts/subset.ts';
import { handOver, handOverFaces, lessonStyles } from './handover.ts';
import { policies } from './content-security-policy.ts';
import { styleMark, withStyles } from './style-marks.ts';
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
  handOver(site);
  handOverFaces(faces);
  const { render, scripts, styles } = await bundle.open();
  const givePolicy = policies(
    new Map([
      ...[...scripts, faces.css].map((text) => [text, text] as const),
      ...styles.map((text, number) => [styleMark(number), text] as const),
    ]),
  );
  const styleBytes = styles.map(asBytes);
  const stale = sitePages(site).filter(({ path }) => !keeps(path));
  for (const [index, { path, file }] of stale.entries()) {
    await ready(path);
    try {
      const bytes = await answerTo(await render(site.base + path), path, {
        page(html) {
          const page = givePolicy(bundle.direct(html), lessonStyles);
          walk.page(file, page);
          return withStyles(page, styleBytes);
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

/** The UTF-8 bytes of a text, each one character. */
const asBytes = (text: string): string => Buffer.from(text).toString('latin1');

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
