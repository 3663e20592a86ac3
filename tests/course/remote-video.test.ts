import { describe, expect, test } from 'vitest';
import { remoteVideo } from '../../src/course/remote-video.ts';

const youtube = 'https://www.youtube-nocookie.com/embed/aB3_-567890?autoplay=1&rel=0';
const vimeo = 'https://player.vimeo.com/video/123456789?dnt=1&autoplay=1';
const peertube = 'https://tube.example/videos/embed/kkGMgK9ZtnKfYAgnEtQxbv?autoplay=1&p2p=0';

describe('The address of a video', () => {
  test.each([
    ['https://www.youtube.com/watch?v=aB3_-567890', youtube],
    ['http://youtube.com/watch?feature=share&v=aB3_-567890&list=x', youtube],
    ['https://m.youtube.com/watch?v=aB3_-567890#t=90', `${youtube}&start=90`],
    ['https://youtu.be/aB3_-567890?si=x&t=1m5s', `${youtube}&start=65`],
    ['https://www.youtube.com/embed/aB3_-567890?start=7', `${youtube}&start=7`],
    ['https://www.youtube-nocookie.com/embed/aB3_-567890', youtube],
    ['https://www.youtube.com/shorts/aB3_-567890', youtube],
    ['https://www.youtube.com/live/aB3_-567890?t=1h2m3s', `${youtube}&start=3723`],
    ['https://vimeo.com/123456789', vimeo],
    ['https://vimeo.com/123456789/abcdef0123#t=30s', `${vimeo}&h=abcdef0123#t=30s`],
    ['https://player.vimeo.com/video/123456789?h=abcdef0123', `${vimeo}&h=abcdef0123`],
    ['https://vimeo.com/channels/staffpicks/123456789', vimeo],
    ['https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv', peertube],
    ['https://tube.example/videos/watch/kkGMgK9ZtnKfYAgnEtQxbv?start=5s', `${peertube}&start=5`],
    [
      'https://tube.example:8443/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d',
      'https://tube.example:8443/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d?autoplay=1&p2p=0',
    ],
  ])('leads to its player: %s', (address, player) => {
    const video = remoteVideo(address);
    expect(video).toMatchObject({ player });
    // What is linked to is the same video.
    expect(remoteVideo(video?.page ?? '')).toEqual(video);
  });

  test.each([
    'https://www.youtube.com/@names',
    'https://www.youtube.com/playlist?list=PL1',
    'https://www.youtube.com/watch?v=short',
    'https://youtu.be/',
    'https://vimeo.com/staffpicks',
    'https://vimeo.com/123456789/not-a-key',
  ])('of a channel or a list leads to none: %s', (address) => {
    expect(remoteVideo(address)).toMatchObject({ page: undefined });
  });

  test.each([
    'talk.mp4',
    'https://example.org/talk.mp4',
    'https://tube.example/c/channel',
    'https://notyoutube.com/watch?v=aB3_-567890',
    'https://youtube.com.example/watch?v=aB3_-567890',
    'ftp://youtube.com/watch?v=aB3_-567890',
    'javascript://youtube.com/watch?v=aB3_-567890',
    '',
  ])('is not that of any other file or page: %s', (address) => {
    expect(remoteVideo(address)).toBeUndefined();
  });
});
