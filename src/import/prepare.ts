import { asLabel, withContainers, withIndentedBlocks } from './containers.ts';
import type { Dialect, PageReader } from './dialect.ts';
import { dedented, fenceAt, inPlaceOf, type Line } from './lines.ts';

/** Parts of parts of parts: more than that are a circle. */
const mostParts = 12;

/**
 * The text of a page with everything that stands on lines of its own written our way: parts and code of other files put in,
 * blocks with colons, `<details>`, and what the dialect says of its own lines. Each line keeps the place it came from.
 */
export function prepared(lines: readonly Line[], dialect: Dialect, page: PageReader, isMdx: boolean): readonly Line[] {
  const whole = dialect.whole?.(lines, page) ?? lines;
  const expanded = expand(whole, dialect, page, 0);
  const plain = isMdx
    ? outsideOfCode(expanded, mdxComments)
    : withDetails(withoutScripts(withIndentedBlocks(expanded), page));
  return withContainers(plain, dialect.containers ?? new Map(), page);
}

function expand(lines: readonly Line[], dialect: Dialect, page: PageReader, depth: number): readonly Line[] {
  if (depth > mostParts) return lines;
  const out: Line[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as Line;
    const fence = fenceAt(lines, at);
    const instead = fence === undefined ? dialect.line?.(line, page) : dialect.fence?.(fence, page);
    const own = lines.slice(at, fence?.end ?? at + 1);
    if (fence !== undefined) at = fence.end - 1;
    if (instead === undefined) out.push(...own);
    // A line that only says itself in other words is not read again.
    else if (
      fence === undefined &&
      instead.every(({ file, line: number }) => file === line.file && number === line.line)
    )
      out.push(...instead);
    else
      out.push(...expand(fence === undefined ? wholePart(instead, dialect, page) : instead, dialect, page, depth + 1));
  }
  return out;
}

/** What comes from another file has blocks of its own that go over lines. */
const wholePart = (lines: readonly Line[], dialect: Dialect, page: PageReader): readonly Line[] =>
  dialect.whole?.(lines, page) ?? lines;

/** Applies a change to the stretches between fenced code. */
function outsideOfCode(lines: readonly Line[], change: (lines: readonly Line[]) => readonly Line[]): readonly Line[] {
  const out: Line[] = [];
  let open: Line[] = [];
  const flush = (): void => {
    if (open.length > 0) out.push(...change(open));
    open = [];
  };
  for (let at = 0; at < lines.length; at++) {
    const fence = fenceAt(lines, at);
    if (fence === undefined) open.push(lines[at] as Line);
    else {
      flush();
      out.push(...lines.slice(at, fence.end));
      at = fence.end - 1;
    }
  }
  flush();
  return out;
}

/** Comments of HTML are none in MDX. */
function mdxComments(lines: readonly Line[]): readonly Line[] {
  let isOpen = false;
  return lines.map((line) => {
    let { text } = line;
    if (!isOpen && !text.includes('<!--')) return line;
    text = text.replace(/<!--([\s\S]*?)-->/g, (_, words: string) => `{/*${words.replaceAll('*/', '* /')}*/}`);
    if (!isOpen && text.includes('<!--')) {
      isOpen = true;
      text = text.replace('<!--', '{/*');
    } else if (isOpen && text.includes('-->')) {
      isOpen = false;
      text = text.replace('-->', '*/}');
    }
    return { ...line, text };
  });
}

/** Without scripts and styles: the site has its own, and forbids others. */
function withoutScripts(lines: readonly Line[], page: PageReader): readonly Line[] {
  return outsideOfCode(lines, (stretch) => {
    const out: Line[] = [];
    for (let at = 0; at < stretch.length; at++) {
      const line = stretch[at] as Line;
      const name = /^[ \t>]*<(script|style)\b/i.exec(line.text)?.[1]?.toLowerCase();
      if (name === undefined) {
        out.push(line);
        continue;
      }
      const end = stretch.findIndex(({ text }, index) => index >= at && text.toLowerCase().includes(`</${name}`));
      page.lose(
        line,
        name === 'script' ? 'a script' : 'a style',
        'left out: the site forbids what it does not have itself',
      );
      const last = stretch[end < 0 ? at : end] as Line;
      out.push({ ...line, text: end < 0 ? '' : last.text.replace(new RegExp(`^.*</${name}\\s*>`, 'i'), '') });
      at = end < 0 ? at : end;
    }
    return out;
  });
}

/** `<details>` and `<summary>` as blocks with colons. */
function withDetails(lines: readonly Line[]): readonly Line[] {
  return outsideOfCode(lines, (stretch) => {
    if (!stretch.some(({ text }) => /<\/?details/i.test(text))) return stretch;
    const apart = stretch.flatMap((line): readonly Line[] => {
      if (
        !/^[ \t>]*<\/?(?:details|summary)\b|<\/(?:details|summary)>[ \t]*$/i.test(line.text) ||
        /`[^`]*<\/?details/.test(line.text)
      )
        return [line];
      const prefix = /^[ \t]*(?:>[ \t]?)*[ \t]*/.exec(line.text)?.[0] ?? '';
      const pieces = line.text
        .slice(prefix.length)
        .split(/(<details\b[^>]*>|<\/details\s*>|(?<=<\/summary\s*>))/i)
        .map((piece) => piece.trim())
        .filter((piece) => piece !== '');
      return inPlaceOf(line, pieces.map((piece) => prefix + piece).join('\n'));
    });
    const out: Line[] = [];
    let open = 0;
    for (let at = 0; at < apart.length; at++) {
      const line = apart[at] as Line;
      const [, prefix = '', tag] =
        /^([ \t]*(?:>[ \t]?)*[ \t]*)<(details\b[^>]*|\/details\s*)>[ \t]*$/i.exec(line.text) ?? [];
      if (tag === undefined) {
        out.push(line);
        continue;
      }
      if (tag.startsWith('/')) {
        if (open === 0) continue;
        open--;
        out.push(...inPlaceOf(line, `${prefix.trimEnd()}\n${prefix}:::\n${prefix.trimEnd()}`));
        continue;
      }
      open++;
      let next = at + 1;
      while (next < apart.length && (apart[next]?.text ?? '').replace(/[ \t>]/g, '') === '') next++;
      let title = '';
      if (/^[ \t>]*<summary\b/i.test(apart[next]?.text ?? '')) {
        let end = next;
        while (end < apart.length - 1 && end < next + 8 && !/<\/summary\s*>/i.test(apart[end]?.text ?? '')) end++;
        title = apart
          .slice(next, end + 1)
          .map(({ text }) => text.replace(/^[ \t>]+/, ''))
          .join(' ')
          .replace(/<\/?(?:summary|h[1-6]|b|strong|p|span|div|center|font)\b[^>]*>/gi, '')
          .replace(/<br\s*\/?>/gi, ' ');
        at = end;
      }
      out.push(
        ...inPlaceOf(
          line,
          `${prefix.trimEnd()}\n${prefix}::: details[${asLabel(title) || 'Details'}]${/\bopen\b/i.test(tag) ? '{open}' : ''}\n${prefix.trimEnd()}`,
        ),
      );
      // Content that is indented for the eye would be code.
      const close = closing(apart, at + 1);
      const content = apart.slice(at + 1, close);
      if (prefix.trim() === '' && content.some(({ text }) => text.trim() !== '')) {
        const least = Math.min(
          ...content.filter(({ text }) => text.trim() !== '').map(({ text }) => /^[ \t]*/.exec(text)?.[0].length ?? 0),
        );
        if (least > prefix.length + 3) {
          const texts = dedented(content.map(({ text }) => text));
          content.forEach(
            (one, index) =>
              (apart[at + 1 + index] = {
                ...one,
                text: texts[index]?.trim() === '' ? '' : prefix + (texts[index] ?? ''),
              }),
          );
        }
      }
    }
    for (; open > 0; open--) out.push(...inPlaceOf(out.at(-1) as Line, '\n:::\n'));
    return out;
  });
}

function closing(lines: readonly Line[], from: number): number {
  let depth = 0;
  for (let at = from; at < lines.length; at++) {
    const { text } = lines[at] as Line;
    if (/^[ \t>]*<details\b/i.test(text)) depth++;
    if (/^[ \t>]*<\/details/i.test(text) && --depth < 0) return at;
  }
  return lines.length;
}
