import { programs } from '../../../course/checks/directive-content.ts';
import { fileOf, utterancesOf, type Exchange, type ExchangeFile } from '../../../course/exchanges.ts';
import { renderRecordedWire } from '../../../lab/record/recorded-wire.ts';
import { labVariantOf, type LabVariant } from '../../../lab/variant.ts';
import { side } from '../../code/figure.ts';
import { element, escapeText, json } from '../../html.ts';
import type { MdastNode } from '../../markdown.ts';
import type { Words } from '../../../words/words.ts';
import { content, label, type Directive, type ProofLine } from '../directive.ts';

/**
 * `:::exchange[Title]{lab clients="2" guess}`: communicating programs next to each other, clients first, and below them
 * what each prints. `data-at` holds the order of all lines. With a lab, what was recorded stands in it, where a run
 * replaces it.
 */
export const exchange: Directive = {
  name: 'exchange',
  kind: 'container',
  purpose: 'programs that talk to each other, and what they print',
  label: 'optional',
  sheet: 'site',
  attributes: {
    lab: { kind: 'flag', purpose: 'lets the reader run it in the page' },
    clients: { kind: 'count', purpose: 'how many clients a proof starts, 1 if left out' },
    guess: { kind: 'flag', purpose: 'closes what the programs print until the reader asks for it' },
  },
  content: programs({ min: 1, max: 4, needs: ['title', 'runs'] }),
  render(node, context) {
    const read = context.exchange(node);
    if (read === undefined) return context.writer.blocks(content(node));
    const { id, transcript } = read;
    const files = clientsFirst(read.files);
    const frame = read.lab ? context.labFrame(variantOf(read)) : undefined;
    const caption = label(node, context, '');
    const proof = context.proof(id);
    const placed = new Set<MdastNode>([
      ...files.map(({ fence }) => fence.node),
      ...(transcript === undefined ? [] : [transcript.fence.node]),
    ]);
    const blocks = files.map(({ fence }) => context.writer.node(fence.node));
    const recorded = joined([
      consoles(read, files),
      frame === undefined ? '' : renderRecordedWire(proof?.wire ?? [], context.words.fill),
      proof === undefined ? '' : `<p class="exchange-proof">${proved(context.words, proof, files)}</p>`,
    ]);
    const isGuessed = node.attributes?.['guess'] !== undefined;
    const shown = !isGuessed && frame === undefined ? recorded : record(recorded, isGuessed, context.words);
    const parts = [
      caption === '' ? '' : `<figcaption>${caption}</figcaption>`,
      `<div class="exchange-files">\n${blocks.join('\n')}\n</div>`,
      frame === undefined
        ? shown
        : element(
            'live-lab',
            { 'data-frame': frame, ...context.words.attributes('lab-offer') },
            `<script type="application/json">${json(labData(read, files, blocks))}</script>${offer(context.words)}${shown}`,
          ),
      context.writer.blocks(content(node).filter((child) => !placed.has(child))),
    ];
    return element('figure', { class: 'exchange', 'data-exchange': id }, `\n${joined(parts)}\n`);
  },
};

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n');

/** Clients stand on the left, or above: as in every figure. */
const clientsFirst = (files: readonly ExchangeFile[]): readonly ExchangeFile[] =>
  files.toSorted((a, b) => Number(b.runtime === 'browser') - Number(a.runtime === 'browser'));

/** What a run would replace; closed where the reader is asked to guess it. */
function record(recorded: string, isGuessed: boolean, words: Words): string {
  if (recorded === '') return '';
  return isGuessed
    ? `<details class="recorded"><summary>${words.html('exchange-prints')}</summary>${recorded}</details>`
    : `<div class="recorded">${recorded}</div>`;
}

/** The lab variants that exchanges need; none for those without `lab`. */
export function labVariantsOf(exchanges: readonly Exchange[]): readonly LabVariant[] {
  return exchanges.filter(({ lab }) => lab).map(variantOf);
}

const variantOf = ({ files }: Exchange): LabVariant =>
  labVariantOf(files.map(({ runtime, code }) => ({ runs: runtime, code })));

/** One console per actor that prints, in the order of the files. */
function consoles(exchange: Exchange, files: readonly ExchangeFile[]): string {
  const lines = utterancesOf(exchange).map((line, index) => ({ ...line, at: index + 1 }));
  if (lines.length === 0) return '';
  const rank = (actor: string): number => {
    const file = fileOf(exchange, actor);
    return file === undefined ? files.length : files.indexOf(file);
  };
  const actors = [...new Set(lines.map(({ actor }) => actor))].toSorted((a, b) => rank(a) - rank(b));
  const html = actors.map((actor) => {
    const items = lines
      .filter((line) => line.actor === actor)
      .map((line) => `<li data-at="${line.at}"><samp>${escapeText(line.text)}</samp></li>`);
    const attributes = {
      class: 'console',
      role: 'group',
      'data-side': side(fileOf(exchange, actor)?.runs),
      'aria-label': actor,
    };
    return element(
      'div',
      attributes,
      `\n<p class="console-name">${escapeText(actor)}</p>\n<ol>\n${items.join('\n')}\n</ol>\n`,
    );
  });
  return `<div class="exchange-consoles">\n${html.join('\n')}\n</div>`;
}

const names: Readonly<Record<string, string>> = { node: 'Node.js', chromium: 'Chromium' };
const versions = ({ versions: used }: ProofLine): string =>
  Object.entries(used)
    .map(([name, version]) => `${names[name] ?? name} ${version}`)
    .join(', ');

/** What the proof has run, and programs that it does not cover. */
function proved(words: Words, proof: ProofLine, files: readonly ExchangeFile[]): string {
  const titles = files.flatMap(({ title, runtime }) => (runtime === undefined && title !== undefined ? [title] : []));
  return titles.length === 0
    ? words.html('proved', { versions: versions(proof) })
    : words.html('proved-partly', { versions: versions(proof), files: titles.join(', ') });
}

/** The button that opens the lab; shown where scripts run (`styles/lab.css`). */
const offer = (words: Words): string =>
  `<div class="lab-offer"><button type="button" class="button lab-run">${words.html('lab-offer')}</button></div>`;

/** Data for the live lab. It reads the code from the page itself, unless the page shows it in another way. */
function labData({ clients }: Exchange, files: readonly ExchangeFile[], blocks: readonly string[]): unknown {
  return {
    files: files.map(({ title, actor, runtime = 'no', label: where, code }, index) => ({
      title,
      actor,
      runs: runtime,
      label: where,
      ...(textOf(blocks[index] ?? '') === escapeText(code) ? {} : { code }),
    })),
    clients,
  };
}

/** The escaped text of the code in a rendered block. */
function textOf(block: string): string {
  const start = block.indexOf('>', block.indexOf('<pre')) + 1;
  return block
    .slice(start, block.indexOf('</pre>', start))
    .replace(/<[^<>]*>/g, '')
    .replace(/&quot;/g, '"')
    .replace(/&#(?:x27|39);/g, "'");
}
