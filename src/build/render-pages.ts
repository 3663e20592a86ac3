import type { SiteModel } from '../site/model.ts';
import { sitePages } from '../site/pages.ts';
import type { LessonSources, PageBundle } from './bundle.ts';
import { componentFailure } from './component-failure.ts';
import type { CourseFaces } from './fonts/subset.ts';
import { handOver, handOverFaces } from './handover.ts';
import { policies } from './policy.ts';
import { styleMark, withStyles } from './style-marks.ts';

export interface PagesOrder {
  readonly site: SiteModel;
  readonly faces: CourseFaces;
  readonly bundle: PageBundle;
  readonly lessons: LessonSources;
  /** Whether a page (its path below the base) need not be made. */
  keeps(page: string): boolean;
  /** Waits for what a page needs. */
  ready(page: string): Promise<void>;
  /** Takes a finished page or other file, the first of `total` being number 1. */
  write(file: string, bytes: Uint8Array, number: number, total: number): void;
}

/**
 * Makes the pages that are not kept, one after another: the site's data is in memory once, and each page is gone from it
 * when it is written.
 *
 * @throws ComponentFailure where a component of the course throws.
 */
export async function renderPages({ site, faces, bundle, lessons, keeps, ready, write }: PagesOrder): Promise<void> {
  handOver(site);
  handOverFaces(faces);
  const { render, scripts, styles } = await bundle.open();
  const givePolicy = policies(new Map([...[...scripts, faces.css].map((text) => [text, text] as const), ...styles.map((text, number) => [styleMark(number), text] as const)]));
  const styleBytes = styles.map(asBytes);
  const stale = sitePages(site).filter(({ path }) => !keeps(path));
  for (const [index, { path, file }] of stale.entries()) {
    await ready(path);
    try {
      write(file, await pageBytes(await render(site.base + path), path, (html) => withStyles(givePolicy(bundle.direct(html)), styleBytes)), index + 1, stale.length);
    } catch (error) {
      throw lessons.size === 0 ? error : componentFailure(error, [...lessons].find(([slug]) => path === `modules/${slug}/`)?.[1].file);
    }
  }
}

/** The UTF-8 bytes of a text, each one character. */
const asBytes = (text: string): string => Buffer.from(text).toString('latin1');

async function pageBytes(response: Response, path: string, finish: (html: string) => string): Promise<Uint8Array> {
  if (response.status !== (path === '404/' ? 404 : 200)) throw new Error(`the page ${path} answered with ${response.status}`);
  if (response.headers.get('content-type')?.startsWith('text/html') !== true) return new Uint8Array(await response.arrayBuffer());
  // Every byte a character: what is changed of a page is ASCII, and decoding whole pages for it takes longer than the rest.
  return Buffer.from(finish(Buffer.from(await response.arrayBuffer()).toString('latin1')), 'latin1');
}
