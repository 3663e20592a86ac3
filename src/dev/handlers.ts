import type { ServerResponse } from 'node:http';
import { lookup } from 'mrmime';
import { labVariants, type LabVariant } from '../lab/variant.ts';
import type { PageBundle } from '../publish/bundle.ts';
import { policies } from '../publish/content-security-policy.ts';
import { buildLabFrame } from '../assets/lab-frame.ts';
import { playersAt, stylesheetPath, stylesheets } from '../site/pages.ts';
import type { InCourse, WatchedCourse } from './course-watch.ts';
import { authorScript, authorScriptAddress } from './author-script.ts';
import type { Answer } from './server.ts';

/** What is served that is no page. */
interface CourseParts {
  readonly course: WatchedCourse;
  readonly faces: Promise<ReadonlyMap<string, Uint8Array>>;
  readonly labFrame: (variant: LabVariant) => string;
  readonly base: string;
}

/** Answers with the author's script, the lab's frame, a face, or a file of a module. */
export function answerWithFile({ course, faces, labFrame, base }: CourseParts): Answer {
  return async (request, response) => {
    const pathname = pathOf(request.url);
    const isAsked = (href: string): boolean => href === pathname || href === base.slice(0, -1) + pathname;
    const send = (type: string, bytes: string | Uint8Array): true => {
      response.setHeader('content-type', type);
      sendPart(request.headers.range, Buffer.from(bytes), response);
      return true;
    };
    if (pathname === authorScriptAddress) return send('text/javascript', await authorScript());
    const variant = labVariants.find((one) => isAsked(labFrame(one)));
    if (variant !== undefined) return send('text/html', (await buildLabFrame(variant)).html);
    if (pathname.endsWith('.woff2')) {
      const face = [...(await faces)].find(([file]) => isAsked(`${base}_files/${file}`));
      if (face !== undefined) {
        response.setHeader('cache-control', forEver);
        return send('font/woff2', face[1]);
      }
    }
    const found = pathname.startsWith(base) ? course.searchFile(pathname.slice(base.length)) : undefined;
    if (found !== undefined) return send('text/plain', found);
    const asset = course.assets.find(({ href }) => isAsked(href));
    if (asset !== undefined) response.setHeader('cache-control', forEver);
    return asset !== undefined && send(lookup(asset.path) ?? 'application/octet-stream', asset.bytes);
  };
}

/** All of a file, or the stretch that a player asks for: without that, Safari plays nothing, and nobody can skip (RFC 9110, 14). */
function sendPart(range: string | undefined, bytes: Buffer, response: ServerResponse): void {
  response.setHeader('accept-ranges', 'bytes');
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  const start = Number(from);
  const end = to === undefined || to === '' ? bytes.length - 1 : Math.min(Number(to), bytes.length - 1);
  if (from === undefined || start > end) return void response.end(bytes);
  response.statusCode = 206;
  response.setHeader('content-range', `bytes ${start}-${end}/${bytes.length}`);
  response.end(bytes.subarray(start, end + 1));
}

/** For what has a hash in its name: a page that is loaded anew after an edit need not ask for it again. */
const forEver = 'max-age=31536000, immutable';

interface ShownCourse {
  readonly course: WatchedCourse;
  readonly base: string;
  readonly inContext: InCourse;
}

/**
 * Answers with pages, and what they load, from the code that builds use; lessons with components are not in it. Such a page
 * has what a published one has, its policy included, and the author's script.
 */
export function answerWithPage({ course, base, inContext }: ShownCourse, pages: PageBundle): Answer {
  const opened = pages.open().then(({ render, inlineTexts }) => {
    const scripts = new Set([...pages.assets.keys()].map((file) => base + file).concat(authorScriptAddress));
    return { render, givePolicy: policies(inlineTexts, (address) => scripts.has(address)) };
  });
  opened.catch(() => undefined); // said when somebody asks for a page
  return async (request, response) => {
    const pathname = pathOf(request.url);
    if (!pathname.startsWith(base)) return false;
    const { address: route, language } = course.routeOf(pathname);
    const address = route.slice(base.length);
    const script = pages.assets.get(address);
    if (script !== undefined) {
      response.setHeader('content-type', pathname.endsWith('.css') ? 'text/css' : 'text/javascript');
      response.setHeader('cache-control', forEver);
      response.end(script);
      return true;
    }
    const slug = /^modules\/([^/]+)\/$/.exec(address)?.[1];
    const usesMdx =
      slug !== undefined &&
      [...course.mdx.values()].some(
        (lesson) => lesson.isLesson && lesson.slug === (language === undefined ? slug : `${language}/${slug}`),
      );
    const isStylesheet = stylesheets.some((sheet) => stylesheetPath(sheet) === address);
    if ((!pathname.endsWith('/') && !isStylesheet) || usesMdx) return false;
    response.setHeader(...shownHeader(course));
    await course.prepare(pathname);
    const { render, givePolicy } = await opened;
    const inlineStyles = new Set<string>();
    const page = await inContext(() => render(route), { language, inlineStyles });
    if (isStylesheet) {
      response.setHeader('content-type', 'text/css');
      response.end(await page.text());
      return true;
    }
    if (page.status !== 200 || page.headers.get('content-type')?.startsWith('text/html') !== true) return false;
    const html = pages
      .direct(Buffer.from(await page.arrayBuffer()).toString('latin1'))
      .replace('</head>', `<script type="module" async src="${authorScriptAddress}"></script></head>`);
    response.setHeader('content-type', 'text/html');
    response.end(
      Buffer.from(
        givePolicy(html, { further: inlineStyles, frames: playersAt(course.siteIn(language), address) }),
        'latin1',
      ),
    );
    return true;
  };
}

/** The header that says which state of the course a page shows: Server Timing (W3C), which scripts can read. */
export function shownHeader({ version }: WatchedCourse): readonly [name: string, value: string] {
  return ['server-timing', `lectern;desc="${version}"`];
}

export const pathOf = (url: string | undefined): string => decodeURI((url ?? '/').replace(/[?#].*$/, ''));
