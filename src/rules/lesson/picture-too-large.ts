import { lessonAddresses } from '../../course/addresses.ts';
import type { BodyRule } from '../engine/rule.ts';

const mostBytes = 1_000_000;

export const pictureTooLarge: BodyRule = {
  code: 'picture-too-large',
  scope: 'body',
  looksBeyond: true,
  severity: 'warning',
  language: 'any',
  why: 'on a slow connection the lesson takes seconds to show, and the author’s repository grows for ever',
  fix: 'scale the picture to at most 2,000 pixels, or save it as WebP or AVIF',
  check(body, { course, sizeOf }) {
    return lessonAddresses(body).flatMap(({ url, kind, at }) => {
      const target = kind === 'picture' ? course.resolve(url, body.file) : undefined;
      const size = target?.kind === 'file' ? sizeOf(target.file) : undefined;
      return size === undefined || size <= mostBytes
        ? []
        : [{ at, message: `the picture weighs ${(size / 1e6).toFixed(1)} MB, more than 1 MB` }];
    });
  },
};
