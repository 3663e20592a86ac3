import type { DirectiveUse, LessonSource } from '../source/lesson.ts';
import { remoteVideo, type NoVideo, type RemoteVideo } from './remote-video.ts';

/** Directives that play something. */
export type MediaKind = 'video' | 'audio';

/** Endings of files that all browsers in use play. */
export const playable: Readonly<Record<MediaKind, readonly string[]>> = {
  video: ['mp4', 'webm'],
  audio: ['mp3', 'm4a', 'aac', 'ogg', 'oga', 'opus', 'flac', 'wav', 'webm'],
};

/** The attributes of players that name a file, and what it is on the page. */
const addresses: Readonly<Record<MediaKind, ReadonlyMap<string, 'media' | 'picture'>>> = {
  video: new Map([
    ['src', 'media'],
    ['captions', 'media'],
    ['transcript', 'media'],
    ['poster', 'picture'],
  ]),
  audio: new Map([
    ['src', 'media'],
    ['transcript', 'media'],
  ]),
};

/** A file that a player names. */
export interface MediaAddress {
  readonly name: string;
  readonly url: string;
  readonly kind: 'media' | 'picture' | 'link';
  readonly at: DirectiveUse['attributeSpans'][number]['valueSpan'];
}

export function mediaKind({ name }: DirectiveUse): MediaKind | undefined {
  return name === 'video' || name === 'audio' ? name : undefined;
}

/** The files that a player names, as written. What has no value is reported with the directive. */
export function addressesOfPlayer(use: DirectiveUse): readonly MediaAddress[] {
  const player = mediaKind(use);
  if (player === undefined) return [];
  return use.attributeSpans.flatMap(({ name, value = '', valueSpan }) => {
    const kind = addresses[player].get(name);
    if (kind === undefined || value.trim() === '') return [];
    // A video of another host is only led to; the page loads nothing of it by itself.
    const isRemote = player === 'video' && name === 'src' && remoteVideo(value) !== undefined;
    return [{ name, url: value, kind: isRemote ? 'link' : kind, at: valueSpan }];
  });
}

/** The video of another host that a directive shows, or tries to. */
export function remoteVideoOf(use: DirectiveUse): RemoteVideo | NoVideo | undefined {
  return mediaKind(use) === 'video' ? remoteVideo(use.attributes['src'] ?? '') : undefined;
}

/** The hosts whose players the page of these bodies may load, once somebody asks for them. */
export function playerOrigins(bodies: readonly LessonSource[]): readonly string[] {
  const players = bodies.flatMap(({ directives }) => directives.map(remoteVideoOf));
  return [
    ...new Set(players.flatMap((video) => (video?.page === undefined ? [] : new URL(video.player).origin))),
  ].toSorted();
}

export function addressesOfPlayers({ directives }: LessonSource): readonly MediaAddress[] {
  return directives.flatMap(addressesOfPlayer);
}

/** The ending of the file that an address leads to, in lower case. */
export function endingOf(url: string): string {
  return /\.([^./]+)$/.exec(url.replace(/[?#][^]*/, ''))?.[1]?.toLowerCase() ?? '';
}

/** The language that the name of a file ends in: `talk.pt-BR.vtt`. */
export function languageOfFile(url: string): string | undefined {
  return /\.([a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?)\.(?:vtt|txt)$/.exec(url)?.[1];
}
