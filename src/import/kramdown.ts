import { attributesIn, asLabel, containerFor, type Container } from './containers.ts';
import { fenceAt, inPlaceOf, type FenceBlock, type Line } from './lines.ts';

const attributeLine = /^([ \t>]*)\{:\s*([^}]*?)\s*\}[ \t]*$/;
const depthOf = (text: string): number => (/^[ \t>]*/.exec(text)?.[0].match(/>/g) ?? []).length;

/**
 * Attributes on a line of their own, as kramdown has them: `{: .challenge}` below a quotation makes it a block with that name,
 * `{: .language-python}` below a fence is its language. Others are left out.
 */
export function withoutAttributeLines(lines: readonly Line[], own: ReadonlyMap<string, Container>): readonly Line[] {
  const out: Line[] = [];
  let fence: { readonly opener: number; readonly block: FenceBlock } | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as Line;
    const block = fenceAt(lines, at);
    if (block !== undefined) {
      fence = { opener: out.length, block };
      out.push(...lines.slice(at, block.end));
      at = block.end - 1;
      continue;
    }
    const [, prefix = '', written] = attributeLine.exec(line.text) ?? [];
    if (written === undefined) {
      if (line.text.replace(/[ \t>]/g, '') !== '') fence = undefined;
      out.push(line);
      continue;
    }
    const { classes, id } = attributesIn(written);
    if (fence !== undefined) {
      const {
        opener,
        block: { marks, info },
      } = fence;
      const language = classes
        .map((name) => name.replace(/^(?:language|lang)-/, ''))
        .find((name) => name !== 'source' && name !== 'highlight');
      const first = out[opener] as Line;
      if (info === '' && language !== undefined)
        out[opener] = {
          ...first,
          text: `${first.text.trimEnd().slice(0, first.text.trimEnd().length - marks.length)}${marks}${language}`,
        };
      fence = undefined;
      continue;
    }
    const depth = depthOf(prefix);
    let start = out.length;
    while (start > 0 && depthOf(out[start - 1]?.text ?? '') > depth) start--;
    const quoted = out.slice(start);
    const container = containerFor(classes, own);
    if (quoted.length > 0 && classes.length > 0 && container !== undefined) {
      const inner = quoted.map((one) => ({ ...one, text: withoutQuote(one.text, depth) }));
      const first = inner.findIndex(({ text }) => text.replace(/[ \t>]/g, '') !== '');
      const heading = /^[ \t>]*#{1,6}[ \t]+(.*?)[ \t]*#*$/.exec(inner[first]?.text ?? '')?.[1];
      const content = heading === undefined ? inner : inner.filter((_, index) => index !== first);
      const quotes = '> '.repeat(depth);
      out.splice(
        start,
        quoted.length,
        ...inPlaceOf(
          quoted[0] as Line,
          `${quotes.trimEnd()}\n${quotes}::: ${classes.find((name) => containerFor([name], own) !== undefined) ?? ''}${heading === undefined ? '' : `[${asLabel(heading)}]`}\n${quotes.trimEnd()}`,
        ),
        ...content,
        ...inPlaceOf(line, `${quotes.trimEnd()}\n${quotes}:::\n${quotes.trimEnd()}`),
      );
      continue;
    }
    const before = out.at(-1);
    if (id !== undefined && before !== undefined && /^[ \t>]*#{1,6}[ \t]/.test(before.text))
      out[out.length - 1] = { ...before, text: `${before.text.trimEnd()} {#${id}}` };
  }
  return out;
}

/** A line of a quotation with one mark less, behind `depth` of them. */
function withoutQuote(text: string, depth: number): string {
  let at = 0;
  for (let seen = 0; seen < depth; seen++) at = text.indexOf('>', at) + 1;
  return text.slice(0, at) + text.slice(at).replace(/^([ \t]*)>[ \t]?/, at === 0 ? '' : ' ');
}
