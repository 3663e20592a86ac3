import { lessonAddresses } from '../../course/addresses.ts';
import type { BodyRule } from '../engine/rule.ts';

const mostBytes = 25_000_000;

export const mediaTooLarge: BodyRule = {
  code: 'media-too-large',
  scope: 'body',
  looksBeyond: true,
  severity: 'warning',
  language: 'any',
  why: 'many hosts of static sites refuse larger files, and learners who pay by the megabyte cannot see it',
  fix: 'cut it in parts, or make it smaller: `ffmpeg -i in.mp4 -vf scale=-2:720 -crf 28 out.mp4`',
  check(body, { course, sizeOf }) {
    return lessonAddresses(body).flatMap(({ url, kind, at }) => {
      const target = kind === 'media' ? course.resolve(url, body.file) : undefined;
      const size = target?.kind === 'file' ? sizeOf(target.file) : undefined;
      return size === undefined || size <= mostBytes
        ? []
        : [{ at, message: `the file weighs ${Math.ceil(size / 1e6)} MB, more than 25 MB` }];
    });
  },
};
