import { player } from '../../../course/checks/media.ts';
import type { AttributeSyntax } from '../../../course/directive-syntax.ts';
import { languageOfFile } from '../../../course/model.ts';
import { shownAddress } from '../../addresses.ts';
import { attributes, element } from '../../html.ts';
import { label, labelText, type Directive, type DirectiveContext, type DirectiveNode } from '../directive.ts';

const common = {
  src: { kind: 'text', required: true, purpose: 'the file to play, beside the lesson' },
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
  },
  otherNames: ['movie', 'film'],
  content: player('video'),
  render: (node, context) => figure(node, context, videoHtml(node, context)),
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

/** A player under which stands what it plays, and, closed on the screen, all that is said in it. */
function figure(node: DirectiveNode, context: DirectiveContext, player: string): string {
  const { words, writer } = context;
  const { transcript, captions } = node.attributes ?? {};
  const language = languageOfFile(transcript ?? captions ?? '') ?? words.language;
  const spoken = (context.spoken(node) ?? []).map((value) => element('p', {}, writer.node({ type: 'text', value })));
  const html = element(
    'figure',
    { class: 'media' },
    `\n${player}\n<figcaption>${label(node, context, '')}</figcaption>\n`,
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
