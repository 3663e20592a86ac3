import { player } from '../../../course/checks/media.ts';
import type { AttributeSyntax } from '../../../course/directive-syntax.ts';
import { languageOfFile, remoteVideo, type RemoteVideo } from '../../../course/model.ts';
import { shownAddress } from '../../addresses.ts';
import { attributes, element } from '../../html.ts';
import { label, labelText, type Directive, type DirectiveContext, type DirectiveNode } from '../directive.ts';

const common = {
  src: {
    kind: 'text',
    required: true,
    purpose: 'the file to play, beside the lesson, or the address of a video that the course allows',
  },
  transcript: { kind: 'text', purpose: 'a file with what is said: plain text, or captions' },
  'no-speech': { kind: 'flag', purpose: 'nobody speaks in it' },
} satisfies Readonly<Record<string, AttributeSyntax>>;

/** `::video[What it shows]{src="…" captions="…"}`: a video of the module's folder, with what is said in it to read. */
export const video: Directive = {
  name: 'video',
  kind: 'leaf',
  purpose: 'a video with captions or a transcript',
  label: 'required',
  sheet: 'blocks',
  attributes: {
    ...common,
    captions: {
      kind: 'text',
      purpose: 'a file with captions in WebVTT; its name may say their language: `talk.en.vtt`',
    },
    poster: { kind: 'text', purpose: 'a picture to show before it plays' },
    captioned: { kind: 'flag', purpose: 'a video of another host has captions there' },
  },
  otherNames: ['movie', 'film', 'youtube', 'vimeo', 'peertube', 'embed'],
  content: player('video'),
  render(node, context) {
    const remote = remoteVideo(node.attributes?.['src'] ?? '');
    return remote?.page === undefined
      ? figure(node, context, videoHtml(node, context))
      : figure(
          node,
          context,
          remoteHtml(remote, node, context),
          context.words.html('play-from-note', { host: remote.host }),
        );
  },
};

/** `::audio[What is heard]{src="…" transcript="…"}`: a sound of the module's folder, with what is said in it to read. */
export const audio: Directive = {
  name: 'audio',
  kind: 'leaf',
  purpose: 'a sound with a transcript',
  label: 'required',
  sheet: 'blocks',
  attributes: common,
  otherNames: ['sound', 'podcast'],
  content: player('audio'),
  render(node, context) {
    const src = served(node, 'src', context);
    return figure(node, context, element('audio', { controls: true, preload: 'metadata', src, ...name(node) }, ''));
  },
};

function videoHtml(node: DirectiveNode, context: DirectiveContext): string {
  const { captions, poster } = node.attributes ?? {};
  const size = typeof poster === 'string' ? context.writer.context.picture(poster) : undefined;
  const track =
    typeof captions === 'string'
      ? `<track${attributes({
          kind: 'captions',
          src: served(node, 'captions', context),
          srclang: languageOfFile(captions) ?? context.words.language,
          label: context.words.say('captions'),
        })}>`
      : '';
  return element(
    'video',
    {
      controls: true,
      preload: 'metadata',
      playsinline: true,
      src: served(node, 'src', context),
      poster: served(node, 'poster', context),
      width: size?.width,
      height: size?.height,
      ...name(node),
    },
    track,
  );
}

/**
 * A link to a video of another host, of which nothing is loaded before a learner plays it (`islands/remote-video.ts`). Without
 * JavaScript it leads to the page of the video.
 */
function remoteHtml(
  { host, page, player }: RemoteVideo,
  node: DirectiveNode,
  { words, writer }: DirectiveContext,
): string {
  writer.context.uses?.('video');
  const { poster } = node.attributes ?? {};
  const picture = typeof poster === 'string' ? writer.context.picture(poster) : undefined;
  const image =
    picture === undefined
      ? ''
      : `<img${attributes({ src: picture.href, alt: '', width: picture.width, height: picture.height, loading: 'lazy', decoding: 'async' })}>`;
  const title = labelText(node);
  return element(
    'a',
    {
      class: 'remote',
      href: page,
      'data-player': player,
      'data-title': title,
      'aria-label': `${words.say('play-from', { host })}: ${title}`,
    },
    `${image}<span>${words.html('play-from', { host })}</span>`,
  );
}

/**
 * A player under which stands what it plays, with what else is to be said of it, and, closed on the screen, all that is said
 * in it.
 */
function figure(node: DirectiveNode, context: DirectiveContext, player: string, note = ''): string {
  const { words, writer } = context;
  const { transcript, captions } = node.attributes ?? {};
  const language = languageOfFile(transcript ?? captions ?? '') ?? words.language;
  const spoken = (context.spoken(node) ?? []).map((value) => element('p', {}, writer.node({ type: 'text', value })));
  const html = element(
    'figure',
    { class: 'media' },
    `\n${player}\n<figcaption>${label(node, context, '')}${note === '' ? '' : ` <span class="note">${note}</span>`}</figcaption>\n`,
  );
  if (spoken.length === 0) return html;
  return `${html}\n${element(
    'details',
    { class: 'disclosure transcript' },
    `\n<summary>${words.html('transcript')}</summary>\n${element('div', { lang: language === words.language ? undefined : language }, `\n${spoken.join('\n')}\n`)}\n`,
  )}`;
}

const name = (node: DirectiveNode): { readonly 'aria-label': string } => ({ 'aria-label': labelText(node) });

function served(node: DirectiveNode, attribute: string, { writer }: DirectiveContext): string | undefined {
  const url = node.attributes?.[attribute];
  return typeof url === 'string' ? shownAddress(url, writer.context) : undefined;
}
