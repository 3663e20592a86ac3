import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { named } from '../../text/lists.ts';
import { readAddress } from '../../source/address.ts';
import type { AttributeSpan } from '../../source/lesson.ts';
import type { ContentCheck } from '../directive-syntax.ts';
import { addressesOfPlayer, endingOf, playable, remoteVideoOf, type MediaAddress, type MediaKind } from '../media.ts';
import { problem } from '../problem.ts';

/** Checks a player by what is written: types of files, and that there is something to read for what is said. */
export const player =
  (kind: MediaKind): ContentCheck =>
  (use) => {
    const files = addressesOfPlayer(use);
    const isRemote = remoteVideoOf(use) !== undefined;
    // A file of another host is reported as that.
    if (!isRemote && readAddress(use.attributes['src'] ?? '', use.file).kind === 'web') return [];
    const found = files.flatMap((file) => (isRemote && file.name === 'src' ? [] : wrongType(file, kind)));
    const written = (name: string) => use.attributeSpans.find((attribute) => attribute.name === name);
    const misplaced = kind === 'video' ? written(isRemote ? 'captions' : 'captioned') : undefined;
    if (misplaced !== undefined) return [...found, misplacedWords(misplaced, isRemote)];
    const src = files.find(({ name }) => name === 'src');
    const words = ['captions', 'captioned', 'transcript', 'no-speech'];
    if (src === undefined || words.some((name) => written(name) !== undefined)) return found;
    const ways =
      kind === 'audio' ? '' : isRemote ? ', or `captioned` if it has captions there' : ' or `captions="name.vtt"`';
    return [
      ...found,
      problem('media-words', src.at, {
        message: `\`${use.name}\` has ${kind === 'video' ? 'no captions and no `transcript`' : 'no `transcript`'}`,
        why: 'whoever does not hear what is said, or may not turn on the sound, learns nothing from it',
        fix: `write \`transcript="name.txt"\`${ways}, or \`no-speech\` if nobody speaks`,
      }),
    ];
  };

/** Captions of ours for a video of another host, or the other way round. */
function misplacedWords({ value, span, valueSpan }: AttributeSpan, isRemote: boolean): Diagnostic {
  return isRemote
    ? problem('media-words', valueSpan, {
        message: 'unexpected `captions` for a video of another host',
        why: 'its player shows only captions that it has itself',
        fix: `write \`transcript="${value ?? 'name.vtt'}"\`, which shows them below it, or \`captioned\` if it has some itself`,
      })
    : problem('media-words', span, {
        message: 'unexpected `captioned` for a video of the course',
        why: 'it says that a video has captions at its own host',
        fix: 'write `captions="name.vtt"`',
      });
}

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
