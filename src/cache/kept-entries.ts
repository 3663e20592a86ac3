import { readKeptBytes, writeKeptBytes } from './kept-file.ts';

/** An entry as it stands in the file, or as a value that no file has yet. */
type Entry<Value> = { readonly json: string } | { readonly value: Value };

/**
 * Values that take long to make, from earlier builds, under keys that say everything they depend on: an entry is never
 * stale, only unused. All stand in one file, a line for the key and one for the value as JSON, of which only those lines
 * are parsed that somebody asks for. Whatever is wrong with the file (missing, damaged, not writable), all is merely made
 * again.
 */
export class KeptEntries<Value> {
  readonly #file: string;
  readonly #setting: string;
  readonly #known: ReadonlyMap<string, string>;
  readonly #used = new Map<string, Entry<Value>>();
  #news = 0;

  /** `setting`: what all entries depend on beside their keys. */
  constructor(file: string, setting: string) {
    this.#file = file;
    this.#setting = JSON.stringify(inAscii(setting));
    this.#known = linesOf(readKeptBytes(file), this.#setting);
  }

  get(key: string): Value | undefined {
    const name = inAscii(key);
    const used = this.#used.get(name);
    if (used !== undefined && 'value' in used) return used.value;
    const json = this.#known.get(name);
    if (json === undefined) return undefined;
    this.#used.set(name, { json });
    return JSON.parse(json) as Value;
  }

  set(key: string, value: Value): void {
    // A key of two lines could be taken for something else.
    if (key.includes('\n')) return;
    this.#used.set(inAscii(key), { value });
    this.#news++;
  }

  /**
   * Writes what was used, and at most so many of the `others`, where there are `worth` new entries, or there was none
   * before: to write all for one may take longer than to make it again. What would make the file larger than `most` bytes
   * is left out.
   */
  save({
    others = 0,
    worth = 1,
    most = mostBytes,
  }: { readonly others?: number; readonly worth?: number; readonly most?: number } = {}): void {
    if (this.#news === 0 || (this.#known.size > 0 && this.#news < worth)) return;
    this.#news = 0;
    const lines = [this.#setting];
    let size = this.#setting.length;
    for (const [key, json] of this.#wanted(others)) {
      size += key.length + json.length + 2;
      if (size > most) break;
      lines.push(key, json);
    }
    writeKeptBytes(this.#file, Buffer.from(lines.join('\n'), 'latin1'));
  }

  *#wanted(others: number): Generator<readonly [key: string, json: string]> {
    for (const [key, entry] of this.#used)
      yield [key, 'json' in entry ? entry.json : inAscii(JSON.stringify(entry.value))];
    let left = others;
    for (const [key, json] of this.#known) {
      if (left === 0) return;
      if (this.#used.has(key)) continue;
      yield [key, json];
      left--;
    }
  }
}

/** Tens of thousands of lessons; all must be one text, which has a limit of twice that. */
const mostBytes = 2 ** 28;

/** JSON's own spelling of characters beyond ASCII: bytes are then characters, and need no decoding, which takes longer than all the rest. */
function inAscii(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function linesOf(bytes: Buffer | undefined, setting: string): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  if (bytes === undefined) return known;
  const text = bytes.toString('latin1');
  let at = text.indexOf('\n');
  if (text.slice(0, Math.max(at, 0)) !== setting) return known;
  while (at >= 0) {
    const value = text.indexOf('\n', at + 1);
    if (value < 0) break;
    const end = text.indexOf('\n', value + 1);
    known.set(text.slice(at + 1, value), text.slice(value + 1, end < 0 ? text.length : end));
    at = end;
  }
  return known;
}
