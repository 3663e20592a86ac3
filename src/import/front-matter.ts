import { asId, slugOf } from '../course/slug.ts';
import type { MdastNode } from '../source/markdown.ts';
import { textIn, textsIn, valueIn, type Page } from './source-folder.ts';

/** The front matter of a lesson, before it is written. */
export interface LessonHead {
  readonly title: string;
  readonly summary: string;
  readonly objectives: readonly string[];
  readonly updated: string | undefined;
  readonly draft: boolean;
}

/** Keys that say nothing to learners, or are used for something else: order, addresses, the look of a page. */
const silent =
  /^(?:title|description|summary|objectives|questions|keypoints|draft|date|updated|last_update|lastUpdated|sidebar|sidebar_\w+|order|weight|nav_order|position|slug|id|url|permalink|layout|template|type|hide_\w+|displayed_sidebar|pagination_\w+|custom_edit_url|editUrl|edit\w*|toc|tableOfContents|head|outline|aside|prev|next|hero|banner|pagefind|format|engine|jupyter|kernelspec|jupytext|execute|editor|knitr|output|bibliography|csl|lang|i18nReady|translat\w+|tags|keywords|categories|category|image|thumbnail|short_title|label|numbering|exports|downloads|site|kernel|focus|previews?|mainCommand|prepareCommands|terminal|template|editor|custom|meta|filesystem|autoReload|scope|openInStackBlitz|downloadAsZip|i18n|focus|number-sections|page-layout|listing|search|site-url|aliases|redirect_from|teaching|exercises|source|github|authors?|editPageLink|root|episode_order|start|subtitle|sectionParentTitle|deprecated|stub|logo|services|githubIntegrationURL|supportedLanguages|tableOfContents|githubURL|hasREADME|variant|unreleased|github_\w+|blurb|contributors)$/;

/** The front matter of a lesson from that of a page, its text and its navigation. What is not known is `undefined`. */
export function headOf(
  page: Page,
  known: { readonly title: string; readonly summary: string | undefined; readonly objectives: readonly string[] },
): {
  readonly head: Partial<LessonHead> & Pick<LessonHead, 'title' | 'draft'>;
  readonly unknownKeys: readonly string[];
} {
  const { data } = page;
  const objectives = textsIn(data['objectives']);
  const date = [valueIn(data, 'last_update', 'date'), data['updated'], data['lastUpdated'], data['date']]
    .map((value) =>
      typeof value === 'string' ? /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])/.exec(value)?.[0] : undefined,
    )
    .find((value) => value !== undefined);
  const summary =
    textIn(data, 'description') ?? textIn(data, 'summary') ?? textIn(data, 'meta', 'description') ?? known.summary;
  return {
    head: {
      title: known.title,
      ...(summary === undefined ? {} : { summary: plain(summary) }),
      objectives: (objectives.length > 0 ? objectives : known.objectives).map(plain).filter((text) => text !== ''),
      updated: date,
      draft: data['draft'] === true || data['published'] === false,
    },
    unknownKeys: Object.keys(data).filter((key) => !silent.test(key)),
  };
}

/** Markdown as plain words on one line. */
export function plain(markdown: string): string {
  return markdown
    .replace(/!?\[((?:[^[\]]|\[[^\]]*\])*)\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+"[^"]*")?\)|\[[^\]]*\])/g, '$1')
    .replace(/<\/?[A-Za-z][^>]*>|<!--.*?-->/g, '')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*])[*_](?=\S)([^*_]+?)(?<=\S)[*_](?![\w*])/g, '$1')
    .replace(/(`+)(.+?)\1/g, '$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/\{[#.:][^{}]*\}/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The first sentences of a text, as many as fit. */
export function firstSentences(text: string, most = 220): string {
  const sentences = plain(text).match(/[^.!?。！？]+(?:[.!?。！？]+(?=\s|$|["”’)])["”’)]*|$|[.!?。！？]+)\s*/g) ?? [];
  let out = '';
  for (const sentence of sentences) {
    if (out !== '' && (out + sentence).length > most) break;
    out += sentence;
  }
  const whole = out.trim();
  if (whole.length <= most + 80) return whole;
  const cut = whole.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2)).replace(/[,;:\s]+$/, '')} …`;
}

/** Items of the list below a heading that promises what will be learned. */
export function objectivesIn(nodes: readonly MdastNode[], words: (node: MdastNode) => string): readonly string[] {
  for (const [index, node] of nodes.entries()) {
    const isPromise =
      (node.type === 'heading' && promise.test(words(node))) ||
      (node.type === 'containerDirective' && /^objectives$/i.test(labelOf(node, words)));
    if (!isPromise) continue;
    const inside = node.type === 'containerDirective' ? node.children : nodes.slice(index + 1, index + 4);
    for (const one of inside) {
      if (one.type === 'heading') break;
      if (one.type === 'list')
        return one.children
          .slice(0, 12)
          .map((item) => words('children' in item && item.children[0] !== undefined ? item.children[0] : item))
          .filter((text) => text.trim() !== '');
    }
  }
  return [];
}

const promise =
  /^\W*(?:(?:learning |lesson )?(?:objectives|goals|outcomes)|lesson overview|what (?:you(?:['’]ll| will)?(?: be)?|we(?:['’]ll| will)?) (?:learn|cover)(?:ing)?|(?:in this (?:lesson|chapter|tutorial)),? you(?:['’]ll| will) learn|learning outcomes|you(?:['’]ll| will) learn|lernziele)\W*$/i;

function labelOf(node: MdastNode, words: (node: MdastNode) => string): string {
  const first = 'children' in node ? (node.children[0] as MdastNode | undefined) : undefined;
  return first === undefined
    ? ''
    : words(first)
        .replace(/^\[|\]$/g, '')
        .trim();
}

/** The YAML of a lesson's front matter. */
export function frontMatterText({ title, summary, objectives, updated, draft }: LessonHead): string {
  const taken = new Set<string>();
  const entries = objectives.map((text, index) => {
    const base = slugOf(text) || asId(text) || `objective-${index + 1}`;
    let id = base;
    for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
    taken.add(id);
    return `  - id: ${id}\n    text: ${JSON.stringify(text)}`;
  });
  return [
    '---',
    `title: ${JSON.stringify(title)}`,
    `summary: ${JSON.stringify(summary)}`,
    'objectives:',
    ...entries,
    ...(updated === undefined ? [] : [`updated: ${JSON.stringify(updated)}`]),
    ...(draft ? ['draft: true'] : []),
    '---',
    '',
  ].join('\n');
}
