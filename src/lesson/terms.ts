import type { MdastNode } from '../course/model.ts';
import { escapeAttribute, escapeText } from './html.ts';

/** A term of the glossary, as lessons mark it. */
export interface GlossaryTerm {
  /** Its id on the page of the glossary. */
  readonly id: string;
  readonly term: string;
  readonly text: string;
  /** How it may be written in a lesson, itself included. */
  readonly forms: readonly string[];
}

/** Where a text uses a term for the first time. */
interface FirstUse {
  readonly start: number;
  readonly end: number;
  readonly term: GlossaryTerm;
}

/** What holds prose in which terms are marked: nothing that has a heading, a link, code or a layout of its own. */
const holders: ReadonlySet<string> = new Set([
  'root',
  'paragraph',
  'list',
  'listItem',
  'blockquote',
  'emphasis',
  'strong',
]);

/** The first use of each term in a body, by the text that holds it. */
export function firstUses(
  tree: MdastNode,
  terms: readonly GlossaryTerm[],
): ReadonlyMap<MdastNode, readonly FirstUse[]> {
  const uses = new Map<MdastNode, FirstUse[]>();
  if (terms.length === 0) return uses;
  const byForm = new Map(terms.flatMap((term) => term.forms.map((form) => [folded(form), term] as const)));
  // The longest first, so that “opening handshake” is not taken for “handshake”.
  const forms = [...byForm.keys()].toSorted((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${forms.join('|')})(?![\\p{L}\\p{N}_])`, 'giu');
  const seen = new Set<GlossaryTerm>();
  const visit = (node: MdastNode): void => {
    if (node.type === 'text') {
      for (const { 0: found, index } of node.value.matchAll(pattern)) {
        const term = byForm.get(folded(found));
        if (term === undefined || seen.has(term)) continue;
        seen.add(term);
        uses.set(node, [...(uses.get(node) ?? []), { start: index, end: index + found.length, term }]);
      }
    } else if (holders.has(node.type) && 'children' in node) for (const child of node.children) visit(child);
  };
  visit(tree);
  return uses;
}

/**
 * The markup of a term where a lesson uses it first: a button that opens what it means, a native popover right behind it.
 * `islands/terms.ts` opens it for a pointer and the focus, too.
 */
export function termHtml(written: string, { id, term, text }: GlossaryTerm): string {
  const place = escapeAttribute(termPlace(id));
  return `<button type="button" class="term" popovertarget="${place}">${escapeText(written)}</button><span class="term-text" id="${place}" popover><b>${escapeText(term)}</b> ${escapeText(text)}</span>`;
}

/** The id of what a term means, on a lesson's page: no heading can have one with a dot. */
export const termPlace = (id: string): string => `term.${id}`;

const folded = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
