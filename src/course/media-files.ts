import type { Span } from '../diagnostics/diagnostic.ts';
import { readAddress } from '../source/address.ts';
import type { DirectiveUse, LessonSource } from '../source/lesson.ts';
import type { SourceText } from '../source/text.ts';
import { paragraphsOf, spokenIn } from '../source/transcript.ts';
import { readCaptions } from '../source/webvtt.ts';
import { isPublished } from './checks/places.ts';
import { copyOf } from './copy.ts';
import { facts } from './facts.ts';
import { addressesOfPlayer, endingOf, mediaKind, remoteVideoOf } from './media.ts';
import { problem, replacing, type Report } from './problem.ts';
import type { CourseReader } from './reader.ts';

/**
 * A body whose videos and sounds have what is said in them, from their transcripts or else their captions; reports what is
 * wrong with their files. What is not there is reported with the addresses.
 */
export function withSpokenWords(source: LessonSource, reader: CourseReader): LessonSource {
  if (source.directives.every((use) => mediaKind(use) === undefined)) return source;
  const directives = source.directives.map((use) => {
    if (mediaKind(use) === undefined) return use;
    const spoken = spokenWords(use, reader);
    return spoken === undefined ? use : copyOf(use, { spoken });
  });
  return copyOf(source, { directives });
}

function spokenWords(use: DirectiveUse, reader: CourseReader): readonly string[] | undefined {
  reader.report(checkRemote(use, reader));
  const spoken = new Map<string, readonly string[]>();
  for (const { name, url, at } of addressesOfPlayer(use)) {
    const address = readAddress(url, use.file);
    const file = address.kind === 'file' && address.path !== undefined ? reader.fileAt(address.path) : undefined;
    if (file === undefined || !isPublished(file)) continue;
    if (name === 'src') reader.report(checkMedia(file, at, reader));
    if (name !== 'captions' && name !== 'transcript') continue;
    const text = reader.text(file);
    if (text === undefined) continue;
    const words = endingOf(file) === 'vtt' ? captionWords(text, reader) : paragraphsOf(text.text);
    if (words.length > 0) spoken.set(name, words);
    else if (endingOf(file) !== 'vtt') reader.report(emptyTranscript(file, at));
  }
  return spoken.get('transcript') ?? spoken.get('captions');
}

/** Captions whose mistakes are reported, by load: several lessons may show one video. */
const reported = new WeakMap<CourseReader, Set<string>>();

function captionWords(text: SourceText, reader: CourseReader): readonly string[] {
  const { cues, mistakes } = readCaptions(text.text);
  const files = reported.get(reader) ?? new Set();
  reported.set(reader, files);
  if (files.size !== files.add(text.file).size)
    reader.report(
      mistakes.map(({ start, end, edit, ...words }) =>
        problem('captions-invalid', text.span(start, end), {
          ...words,
          edit: edit === undefined ? undefined : replacing(text.span(edit.start, edit.end), edit.text),
        }),
      ),
    );
  return spokenIn(cues);
}

/** A file that is something else than its name says. */
function checkMedia(file: string, at: Span, reader: CourseReader): readonly Report[] {
  const held = reader.notAPicture(file);
  if (held === undefined || held === 'a video') return [];
  return [
    problem('media-type', at, {
      message: `\`${file.slice(file.lastIndexOf('/') + 1)}\` cannot be played: it holds ${held}`,
      why: 'learners would see an empty player',
      fix: held === 'a pointer of Git LFS' ? 'fetch the file itself with `git lfs pull`' : 'save the file again',
      unsettles: [facts.path(file)],
      assumes: [facts.path(file)],
    }),
  ];
}

function emptyTranscript(file: string, at: Span): Report {
  return problem('media-words', at, {
    message: `\`${file.slice(file.lastIndexOf('/') + 1)}\` is empty, expected what is said`,
    why: 'whoever does not hear it learns nothing from it',
    fix: 'write down what is said, with an empty line between paragraphs',
    assumes: [facts.text(file)],
  });
}

/** A video of a host that the course does not allow, or an address of one that it may allow and that leads to no video. */
function checkRemote(use: DirectiveUse, { videoHosts }: CourseReader): readonly Report[] {
  const video = remoteVideoOf(use);
  const at = use.attributeSpans.find(({ name }) => name === 'src')?.valueSpan;
  if (video === undefined || at === undefined) return [];
  const { provider, host, page } = video;
  if (page === undefined)
    return [
      problem('video-remote', at, {
        message: `this address leads to no video of ${host}`,
        why: 'there would be nothing to play',
        fix: `write the address of the video itself: \`${provider === 'vimeo' ? 'https://vimeo.com/…' : 'https://www.youtube.com/watch?v=…'}\``,
      }),
    ];
  if (videoHosts.some((allowed) => allowed.replace(/\/$/, '') === provider)) return [];
  return [
    problem('video-remote', at, {
      message: `unexpected video of ${host}, which the course does not allow`,
      why: `its player tells ${host} who watches what, so a course has to say that it may`,
      fix: `write \`video: [${[...videoHosts, provider].join(', ')}]\` in \`course.yaml\`, or save the video beside the lesson`,
      assumes: [facts.path('course.yaml')],
    }),
  ];
}
