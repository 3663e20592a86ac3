import { renderRecordedWire } from '../../lab/record/recorded-wire.ts';
import { labVariantOf, type LabVariant } from '../../lab/variant.ts';
import type { Fence, LessonSource } from '../../source/lesson.ts';
import { side } from '../code/figure.ts';
import { element, escapeText, json } from '../html.ts';
import { content, label, type Directive, type ProofLine } from './directive.ts';

interface Line {
  readonly actor: string;
  readonly text: string;
  /** Place in the whole conversation, from 1. */
  readonly at: number;
}

/**
 * `:::exchange[Title]{lab clients="2"}`: programs that talk to each other, side by side, and below them what each
 * prints. The order of all lines is kept in `data-at`.
 */
export const exchange: Directive = {
  name: 'exchange',
  render(node, scene) {
    const id = scene.exchangeId();
    const fences = content(node).flatMap((child) => (child.type === 'code' ? [{ node: child, fence: scene.fence(child) }] : []));
    const files = fences.filter(({ node: { lang } }) => lang !== 'transcript');
    const lines = fences.filter(({ node: { lang } }) => lang === 'transcript').flatMap(({ node: { value } }) => transcript(value));
    const programs = files.flatMap(({ fence }) => (fence === undefined ? [] : [fence]));
    const lab = node.attributes !== null && node.attributes !== undefined && 'lab' in node.attributes;
    const frame = lab ? scene.labFrame(variantOf(programs)) : undefined;
    const caption = label(node, scene, '');
    const proof = scene.proof(id);
    const rest = content(node).filter((child) => child.type !== 'code');
    const parts = [
      caption === '' ? '' : `<figcaption>${caption}</figcaption>`,
      `<div class="exchange-files">\n${files.map(({ node: file }) => scene.writer.node(file)).join('\n')}\n</div>`,
      consoles(lines, programs),
      proof === undefined ? '' : `<p class="exchange-proof">Run for real: ${escapeText(versions(proof))}</p>`,
      scene.writer.blocks(rest),
      frame === undefined ? '' : element('live-lab', { 'data-frame': frame }, `${renderRecordedWire(proof?.wire ?? [])}<script type="application/json">${json(labData(programs, lines, Number(node.attributes?.['clients'] ?? 1)))}</script>`),
    ].filter((part) => part !== '');
    return element('figure', { class: 'exchange', 'data-exchange': id }, `\n${parts.join('\n')}\n`);
  },
};

/** The variants of the lab that a lesson's exchanges run in: one each, none for those without `lab`. */
export function labVariantsOf({ directives, fences }: LessonSource): readonly LabVariant[] {
  return directives.filter(({ name, attributes }) => name === 'exchange' && 'lab' in attributes).map((exchange) => variantOf(fences.filter(({ directive }) => directive === exchange)));
}

const variantOf = (fences: readonly Fence[]): LabVariant => labVariantOf(fences.map(({ meta, code }) => ({ runs: meta.runs, code })));

/** `server: New client connected`, one a line. A line without a name continues the one before it. */
export function transcript(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (const line of text.split('\n')) {
    const [, actor, said] = /^([\w-]+): ?(.*)$/.exec(line) ?? [];
    const before = lines.at(-1);
    if (actor !== undefined) lines.push({ actor, text: said ?? '', at: lines.length + 1 });
    else if (before !== undefined && line.trim() !== '') lines[lines.length - 1] = { ...before, text: `${before.text}\n${line}` };
  }
  return lines;
}

/** One console for each program that prints, in the order of the files. */
function consoles(lines: readonly Line[], files: readonly Fence[]): string {
  if (lines.length === 0) return '';
  const sides = new Map(files.map(({ meta }) => [actorOf(meta.title ?? ''), side(meta.runs)]));
  const known = [...sides.keys()];
  const actors = [...new Set(lines.map(({ actor }) => actor))].toSorted((a, b) => rank(known, a) - rank(known, b));
  const html = actors.map((actor) => {
    const items = lines.filter((line) => line.actor === actor).map((line) => `<li data-at="${line.at}"><samp>${escapeText(line.text)}</samp></li>`);
    return element('div', { class: 'console', role: 'group', 'data-side': sides.get(actor) ?? sides.get(actor.replace(/-\d+$/, '')), 'aria-label': actor }, `\n<p class="console-name">${escapeText(actor)}</p>\n<ol>\n${items.join('\n')}\n</ol>\n`);
  });
  return `<div class="exchange-consoles">\n${html.join('\n')}\n</div>`;
}

const rank = (known: readonly string[], actor: string): number => (known.includes(actor) ? known.indexOf(actor) : known.length);
const actorOf = (title: string): string => title.replace(/\.[^.]*$/, '');
const names: Readonly<Record<string, string>> = { node: 'Node.js', chromium: 'Chromium' };
const versions = ({ versions: used }: ProofLine): string => Object.entries(used).map(([name, version]) => `${names[name] ?? name} ${version}`).join(', ');

/** What the live lab needs: the files as written, and what they should print. */
function labData(files: readonly Fence[], lines: readonly Line[], clients: number): unknown {
  return {
    files: files.map(({ code, meta }) => ({ title: meta.title, runs: meta.runs, label: meta.label, code })),
    transcript: lines.map(({ actor, text }) => ({ from: actor, text })),
    clients,
  };
}
