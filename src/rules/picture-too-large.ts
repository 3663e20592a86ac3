import type { BodyRule } from './rule.ts';

const mostBytes = 1_000_000;

export const pictureTooLarge: BodyRule = {
  code: 'picture-too-large',
  scope: 'body',
  looksBeyond: true,
  severity: 'warning',
  language: 'any',
  why: 'on a slow connection the lesson takes seconds to show, and the author’s repository grows for ever',
  fix: 'scale the picture to at most 2,000 pixels, or save it as WebP or AVIF',
  check({ file, images }, course) {
    return images.flatMap((image) => {
      const path = beside(file, image.url);
      const size = path === undefined ? undefined : course.sizeOf(path);
      return size === undefined || size <= mostBytes ? [] : [{ at: image.urlSpan, message: `the picture weighs ${(size / 1e6).toFixed(1)} MB, more than 1 MB` }];
    });
  },
};

/** The path of a picture in the content folder, or `undefined` for an address that is no relative path. */
function beside(file: string, url: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^[/#]/i.test(url)) return undefined;
  const parts = file.split('/').slice(0, -1);
  for (const part of (url.split(/[?#]/)[0] ?? '').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(decode(part));
  }
  return parts.join('/');
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
