import { brotliCompressSync, constants } from 'node:zlib';
import type { Browser } from 'playwright';

export const kinds = ['HTML', 'CSS', 'JS', 'fonts', 'other'] as const;
export type Kind = (typeof kinds)[number];

/** Something a page fetched. */
export interface Fetched {
  readonly url: string;
  /** Its `Content-Type`. */
  readonly type: string;
  readonly body: Buffer;
}

/** Bytes, as they are and compressed by Brotli at its best; what is compressed already counts as it is. */
export interface Weight {
  readonly raw: number;
  readonly brotli: number;
}

export interface PageWeight {
  readonly requests: number;
  readonly byKind: Readonly<Record<Kind, Weight>>;
  readonly total: Weight;
  /** Bytes of scripts and styles that stand in the HTML, which counts them already. */
  readonly inlineScripts: number;
  readonly inlineStyles: number;
  /** Addresses asked from other hosts. */
  readonly elsewhere: readonly string[];
}

/** Milliseconds for what a page fetches once it is idle. */
const afterIdle = 2000;

/** Opens a page as a first visitor does, nothing cached, and weighs all it fetches until it is idle; its favicon is not counted. */
export async function weighPage(browser: Browser, address: string): Promise<PageWeight> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const fetched: Promise<Fetched | undefined>[] = [];
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (/^https?:/.test(request.url()) && new URL(request.url()).origin !== new URL(address).origin)
      elsewhere.push(request.url());
  });
  page.on('requestfinished', (request) => {
    fetched.push(
      request.response().then(async (response) => {
        if (response === null || response.status() !== 200) return undefined;
        return {
          url: request.url(),
          type: (await response.headerValue('content-type')) ?? '',
          body: await response.body(),
        };
      }),
    );
  });
  try {
    await page.goto(address, { waitUntil: 'networkidle' });
    await page.waitForTimeout(afterIdle);
    const all = (await Promise.all(fetched)).filter((one) => one !== undefined);
    return weightOf(all, elsewhere);
  } finally {
    await context.close();
  }
}

/** What was fetched, by kind; a file that was asked for twice counts once. */
export function weightOf(fetched: readonly Fetched[], elsewhere: readonly string[]): PageWeight {
  const distinct = [...new Map(fetched.map((one) => [one.url, one])).values()].filter(
    ({ url }) => !/\/favicon\.[a-z]+$/.test(new URL(url).pathname),
  );
  const byKind = Object.fromEntries(
    kinds.map((kind) => [kind, sum(distinct.filter((one) => kindOf(one) === kind).map(weigh))]),
  ) as Record<Kind, Weight>;
  const html = distinct.filter((one) => kindOf(one) === 'HTML').map(({ body }) => body.toString('utf8'));
  return {
    requests: distinct.length,
    byKind,
    total: sum(Object.values(byKind)),
    inlineScripts: html.reduce((bytes, text) => bytes + inlineBytes(text, 'script'), 0),
    inlineStyles: html.reduce((bytes, text) => bytes + inlineBytes(text, 'style'), 0),
    elsewhere,
  };
}

export function kindOf({ type }: Pick<Fetched, 'type'>): Kind {
  if (type.startsWith('text/html')) return 'HTML';
  if (type.startsWith('text/css')) return 'CSS';
  if (/^(?:text|application)\/(?:x-)?javascript/.test(type)) return 'JS';
  return /^font\/|^application\/(?:x-)?font/.test(type) ? 'fonts' : 'other';
}

/** Bytes between the tags of the `script`s that run, or the `style`s, of a page. */
export function inlineBytes(html: string, tag: 'script' | 'style'): number {
  const runs = (attributes: string): boolean =>
    !/\ssrc\s*=/.test(attributes) && !/\stype\s*=\s*["']?(?!module|text\/javascript|text\/css|["'])/.test(attributes);
  return [...html.matchAll(new RegExp(`<${tag}(\\s[^>]*)?>([\\s\\S]*?)</${tag}>`, 'g'))]
    .filter(([, attributes = '']) => runs(attributes))
    .reduce((bytes, [, , text = '']) => bytes + Buffer.byteLength(text), 0);
}

function weigh({ type, body }: Fetched): Weight {
  const compressed = /^(?:font\/woff|image\/(?!svg)|video\/|audio\/)/.test(type);
  return {
    raw: body.length,
    brotli: compressed
      ? body.length
      : brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
  };
}

function sum(weights: readonly Weight[]): Weight {
  return weights.reduce((all, { raw, brotli }) => ({ raw: all.raw + raw, brotli: all.brotli + brotli }), {
    raw: 0,
    brotli: 0,
  });
}
