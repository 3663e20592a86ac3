import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { named } from '../../text/lists.ts';
import type { ContentCheck } from '../directive-syntax.ts';
import { addressesOfPlayer, endingOf, playable, type MediaAddress, type MediaKind } from '../media.ts';
import { problem } from '../problem.ts';

/** Checks a player by what is written: types of files, and that there is something to read for what is said. */
export const player =
  (kind: MediaKind): ContentCheck =>
  (use) => {
    const files = addressesOfPlayer(use);
    const found = files.flatMap((file) => wrongType(file, kind));
    const isSilent = Object.hasOwn(use.attributes, 'no-speech');
    const words = use.attributeSpans.find(({ name }) => name === 'captions' || name === 'transcript');
    const src = files.find(({ name }) => name === 'src');
    if (words !== undefined || isSilent || src === undefined) return found;
    return [
      ...found,
      problem('media-words', src.at, {
        message: `\`${use.name}\` has no ${kind === 'video' ? '`captions` and no `transcript`' : '`transcript`'}`,
        why: 'whoever does not hear what is said, or may not turn on the sound, learns nothing from it',
        fix:
          kind === 'video'
            ? 'write `captions="name.vtt"` or `transcript="name.txt"`, or `no-speech` if nobody speaks'
            : 'write `transcript="name.txt"`, or `no-speech` if nobody speaks',
      }),
    ];
  };

function wrongType({ name, url, at }: MediaAddress, kind: MediaKind): Diagnostic[] {
  const ending = endingOf(url);
  const file = url.slice(url.lastIndexOf('/') + 1);
  if (name === 'src') {
    if (playable[kind].includes(ending)) return [];
    const other = kind === 'video' ? 'audio' : 'video';
    return [
      problem('media-type', at, {
        message: `unexpected \`${file}\`, expected ${named(
          playable[kind].slice(0, 2).map((type) => `\`.${type}\``),
          'or',
        )}`,
        why: playable[other].includes(ending)
          ? `\`${kind}\` is for ${kind === 'video' ? 'what is seen' : 'what is only heard'}`
          : 'not all browsers play it',
        fix: playable[other].includes(ending)
          ? `write \`::${other}\``
          : `convert it: \`ffmpeg -i ${/^[\w.-]+$/.test(file) ? file : 'file'} ${kind === 'video' ? '-c:v libx264 -pix_fmt yuv420p -movflags +faststart talk.mp4' : 'talk.mp3'}\``,
      }),
    ];
  }
  const expected = name === 'captions' ? ['vtt'] : name === 'transcript' ? ['txt', 'vtt'] : undefined;
  if (expected === undefined || expected.includes(ending)) return [];
  return [
    problem('media-type', at, {
      message: `unexpected \`${file}\`, expected ${named(
        expected.map((type) => `\`.${type}\``),
        'or',
      )}`,
      why: name === 'captions' ? 'browsers read captions in WebVTT alone' : 'it is shown as plain text',
      fix:
        ending === 'srt'
          ? 'save it as WebVTT: with `WEBVTT` and an empty line at the top, and points instead of commas in its times'
          : name === 'captions'
            ? 'save it as WebVTT'
            : 'save it as plain text',
    }),
  ];
}
