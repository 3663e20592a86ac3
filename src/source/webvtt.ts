import { attributeText } from './html.ts';

/** What one voice says, or what is heard, from one second to another. */
export interface Cue {
  readonly from: number;
  readonly to: number;
  readonly pieces: readonly { readonly voice: string | undefined; readonly text: string }[];
}

/** What is wrong with captions, and where: offsets in their text. */
export interface CaptionMistake {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  readonly edit?: { readonly start: number; readonly end: number; readonly text: string };
}

export interface Captions {
  /** In the order of the file, as far as they could be read. */
  readonly cues: readonly Cue[];
  readonly mistakes: readonly CaptionMistake[];
}

interface Line {
  readonly text: string;
  readonly start: number;
}

const endOf = ({ text, start }: Line): number => start + text.length;
const isTimes = ({ text }: Line): boolean => text.includes('-->');

/**
 * Captions in WebVTT (W3C, “WebVTT: The Web Video Text Tracks Format”). What browsers would leave out silently is a mistake,
 * and so is what no viewer could follow: captions that stand in each other's time or go back in it.
 */
export function readCaptions(text: string): Captions {
  const lines: Line[] = [];
  for (const { 0: line, index } of text.matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g))
    if (line !== '') lines.push({ text: line.replace(/[\r\n]+$/, ''), start: index });
  const first = lines.find((line) => line.text.trim() !== '');
  if (first === undefined) return { cues: [], mistakes: [nothingIn(0, 0, 'this file is empty')] };
  return new CaptionReader(lines).read(first);
}

class CaptionReader {
  readonly #lines: readonly Line[];
  readonly #cues: Cue[] = [];
  readonly #mistakes: CaptionMistake[] = [];
  #at = 0;

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
  }

  read(first: Line): Captions {
    if (/^WEBVTT(?:[ \t]|$)/.test(this.#lines[0]?.text ?? '')) this.#header();
    else {
      this.#mistakes.push(withoutHeader(first));
      // What was meant as the header is no caption.
      if (!isCue(first)) this.#header();
    }
    for (;;) {
      const block = this.#block();
      if (block === undefined) break;
      this.#readBlock(block);
    }
    if (this.#cues.length === 0 && this.#mistakes.length === 0)
      this.#mistakes.push(nothingIn(first.start, endOf(first), 'there are no captions in this file'));
    return { cues: this.#cues, mistakes: this.#mistakes };
  }

  /** The first line, and what else is said of the file up to an empty line. */
  #header(): void {
    this.#at = 1;
    for (; this.#at < this.#lines.length; this.#at++) {
      const line = this.#lines[this.#at]!;
      if (line.text.trim() === '') return;
      if (!isTimes(line)) continue;
      this.#mistakes.push({
        start: line.start,
        end: endOf(line),
        message: 'unexpected time, expected an empty line after `WEBVTT`',
        why: 'up to the first empty line a file says what it is',
        fix: 'add an empty line before it',
        edit: { start: line.start, end: line.start, text: '\n' },
      });
      return;
    }
  }

  /** The next lines up to an empty one. */
  #block(): Line[] | undefined {
    while (this.#at < this.#lines.length && this.#lines[this.#at]!.text.trim() === '') this.#at++;
    const block: Line[] = [];
    for (; this.#at < this.#lines.length; this.#at++) {
      const line = this.#lines[this.#at]!;
      if (line.text.trim() === '') break;
      block.push(line);
    }
    return block.length === 0 ? undefined : block;
  }

  #readBlock(block: readonly Line[]): void {
    const [first, second] = block;
    if (first === undefined || /^(?:NOTE(?:[ \t]|$)|(?:STYLE|REGION)[ \t]*$)/.test(first.text)) return;
    if (!isTimes(first) && (second === undefined || !isTimes(second))) {
      this.#mistakes.push({
        start: first.start,
        end: endOf(first),
        message: 'unexpected text without a time, expected a line such as `00:01.000 --> 00:04.000` above it',
        why: 'it would not be shown',
        fix:
          this.#cues.length === 0
            ? 'write from when to when it is shown'
            : 'write from when to when it is shown, or delete the empty line that ends the caption before it',
      });
      return;
    }
    const [times, lines] = isTimes(first) ? [first, block.slice(1)] : [second!, block.slice(2)];
    const next = lines.findIndex(isTimes);
    const own = next < 0 ? lines : lines.slice(0, next);
    this.#cue(times, own);
    if (next < 0) return;
    const line = lines[next]!;
    this.#mistakes.push({
      start: line.start,
      end: endOf(line),
      message: 'unexpected time within a caption, expected an empty line before it',
      why: 'it would be taken for a part of the caption, or end it',
      fix: 'add an empty line between the two captions',
    });
    this.#readBlock(lines.slice(next));
  }

  #cue(times: Line, lines: readonly Line[]): void {
    const [, before = '', fromText = '', between = '', toText = ''] =
      /^([ \t]*)(\S*)([ \t]*-->[ \t]*)(\S*)/.exec(times.text) ?? [];
    const fromStart = times.start + before.length;
    const from = this.#time(fromText, fromStart);
    const to = this.#time(toText, fromStart + fromText.length + between.length);
    const pieces = piecesOf(lines.map(({ text }) => text).join(' '));
    const at = { start: times.start, end: endOf(times) };
    if (pieces.length === 0)
      this.#mistakes.push({
        ...at,
        message: 'this caption has no text',
        why: 'nothing would be shown',
        fix: 'write on the next line what is said, or delete it',
      });
    if (from === undefined || to === undefined) return;
    const last = this.#cues.at(-1);
    if (to <= from)
      this.#mistakes.push({
        ...at,
        message: `this caption ends at \`${toText}\`, expected a time after \`${fromText}\``,
        why: 'it would never be shown',
        fix: 'correct one of the two times',
      });
    else if (last !== undefined && from < last.from)
      this.#mistakes.push({
        ...at,
        message: 'this caption begins before the one above it',
        why: 'captions are read in their order, so one of the two has a wrong time',
        fix: 'correct its time, or move it up',
      });
    else if (last !== undefined && from < last.to)
      this.#mistakes.push({
        ...at,
        message: `this caption begins while the one above it is shown, expected \`${written(last.to)}\` or later`,
        why: 'one would cover the other, or push it up while it is read',
        fix: 'let one end where the next begins; for two voices at once, write both into one caption',
      });
    this.#cues.push({ from, to, pieces });
  }

  /** Seconds; undefined after reporting what is no time. */
  #time(text: string, start: number): number | undefined {
    const [, hours = '0', minutes = '', seconds = '', more = ''] =
      /^(?:(\d+):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})$/.exec(text) ?? [];
    const value = Number(hours) * 3600 + Number(minutes) * 60 + Number(`${seconds}.${more.padEnd(3, '0')}`);
    const isTime = minutes !== '' && Number(minutes) < 60 && Number(seconds) < 60;
    if (isTime && /^(?:\d{2,}:)?\d\d:\d\d\.\d{3}$/.test(text)) return value;
    // In SubRip a comma stands before the thousandths, which is read the same everywhere.
    const meant = isTime ? written(value) : undefined;
    const span = { start, end: start + text.length };
    this.#mistakes.push({
      ...span,
      message:
        text === ''
          ? 'there is no time beside `-->`, expected one such as `00:04.000`'
          : `unexpected time \`${text}\`, expected ${meant === undefined ? 'one such as `00:04.000`' : `\`${meant}\``}`,
      why: 'browsers would leave out this caption',
      fix: meant === undefined ? 'write minutes, seconds and thousandths: `00:04.000`' : `write \`${meant}\``,
      ...(meant === undefined ? {} : { edit: { ...span, text: meant } }),
    });
    return isTime ? value : undefined;
  }
}

/** Captions in SubRip begin with a number, and differ in little else. */
const isCue = ({ text }: Line): boolean => /^\d+$|-->/.test(text.trim());

function withoutHeader(first: Line): CaptionMistake {
  return {
    start: first.start,
    end: endOf(first),
    message: `unexpected \`${first.text.trim().slice(0, 40)}\`, expected \`WEBVTT\` in the first line`,
    why: 'without it browsers show none of the captions',
    fix: 'write `WEBVTT` and an empty line before the first caption',
    ...(isCue(first) ? { edit: { start: 0, end: 0, text: 'WEBVTT\n\n' } } : {}),
  };
}

const nothingIn = (start: number, end: number, message: string): CaptionMistake => ({
  start,
  end,
  message: `${message}, expected what is said`,
  why: 'whoever does not hear it learns nothing from it',
  fix: 'write `WEBVTT`, an empty line, and below it when and what: `00:01.000 --> 00:04.000`, the words on the next line',
});

/** `01:02.500`, with hours where there are some. */
function written(value: number): string {
  const thousandths = Math.round(value * 1000);
  const part = (unit: number, of: number, digits = 2): string =>
    String(Math.floor(thousandths / unit) % of).padStart(digits, '0');
  const hours = thousandths >= 3_600_000 ? `${part(3_600_000, Infinity)}:` : '';
  return `${hours}${part(60_000, 60)}:${part(1000, 60)}.${part(1, 1000, 3)}`;
}

/** The text of a cue by voices (`<v Ada>`), without the other marks. */
function piecesOf(marked: string): Cue['pieces'] {
  const pieces: { voice: string | undefined; text: string }[] = [];
  let voice: string | undefined;
  const add = (text: string): void => {
    const last = pieces.at(-1);
    if (last !== undefined && last.voice === voice) last.text += text;
    else pieces.push({ voice, text });
  };
  for (const [whole, name] of marked.matchAll(/<v(?:\.[^\s>]*)?[ \t]+([^>]*)>|<[^>]*>|[^<]+|</g)) {
    if (name !== undefined) voice = attributeText(name).trim() || undefined;
    else if (whole === '</v>') voice = undefined;
    else if (!whole.startsWith('<')) add(attributeText(whole));
  }
  return pieces.flatMap(({ text, ...rest }) => {
    const clean = text.replace(/\s+/g, ' ').trim();
    return clean === '' ? [] : [{ ...rest, text: clean }];
  });
}
