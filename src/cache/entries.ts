import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { ownName } from './owner.ts';

/** An entry as it stands in the file, or as a value that no file has yet. */
type Entry<Value> = { readonly json: string } | { readonly value: Value };

/**
 * Values under keys, in one file: its CRC-32 (RFC 1952, section 8), the version, then a line for each key and one for its value as
 * JSON, of which only those are parsed that are asked for. A file that is missing, damaged or of another version has none.
 */
export class Entries<Value> {
  readonly #file: string;
  readonly #version: string;
  #known: ReadonlyMap<string, string>;
  readonly #used = new Map<string, Entry<Value>>();
  #news = 0;
  #isOpen = true;

  constructor(file: string, version: string) {
    this.#file = file;
    this.#version = JSON.stringify(inAscii(version));
    this.#known = linesOf(contentOf(file), this.#version);
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

  put(key: string, value: Value): void {
    // A key of two lines could be taken for something else.
    if (key.includes('\n') || !this.#isOpen) return;
    this.#used.set(inAscii(key), { value });
    this.#news++;
  }

  /**
   * Writes the file in one step, if so much is new that this costs less than to make it again. Entries that this run has not used
   * stay as long as they are not more than `unusedBytes`, those used last before the others.
   */
  save({ unusedBytes = 2 ** 24, mostBytes = 2 ** 28 }: { unusedBytes?: number; mostBytes?: number } = {}): void {
    if (this.#news === 0 || this.#news * worth < this.#known.size) return;
    this.#news = 0;
    const lines = [this.#version];
    const known = new Map<string, string>();
    let [size, unused] = [this.#version.length, 0];
    const add = (key: string, json: string): void => {
      size += key.length + json.length + 2;
      if (size > mostBytes) return;
      lines.push(key, json);
      known.set(key, json);
    };
    for (const [key, entry] of this.#used)
      add(key, 'json' in entry ? entry.json : inAscii(JSON.stringify(entry.value)));
    for (const [key, json] of this.#known) {
      if (this.#used.has(key)) continue;
      unused += key.length + json.length + 2;
      if (unused > unusedBytes) break;
      add(key, json);
    }
    this.#known = known;
    replaceFile(this.#file, Buffer.from(lines.join('\n'), 'latin1'));
  }

  /** Writes what is new, and holds nothing any more: whoever runs for long has no use for it then. */
  close(): void {
    this.save();
    this.#isOpen = false;
    this.#known = new Map();
    this.#used.clear();
  }
}

/** One new entry in so many is worth writing the file. */
const worth = 50;

/** JSON's own spelling of characters beyond ASCII: bytes are then characters, and need no decoding, which takes longer than all the rest. */
function inAscii(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function linesOf(text: string, version: string): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  let at = text.indexOf('\n');
  if (text.slice(0, Math.max(at, 0)) !== version) return known;
  while (at >= 0) {
    const value = text.indexOf('\n', at + 1);
    if (value < 0) break;
    const end = text.indexOf('\n', value + 1);
    known.set(text.slice(at + 1, value), text.slice(value + 1, end < 0 ? text.length : end));
    at = end;
  }
  return known;
}

/** What stands behind the sum; nothing where that is wrong. */
function contentOf(file: string): string {
  try {
    const bytes = readFileSync(file);
    const end = bytes.indexOf('\n');
    const content = bytes.subarray(end + 1);
    return sumOf(content) === bytes.toString('latin1', 0, end) ? content.toString('latin1') : '';
  } catch {
    return '';
  }
}

/** In one step, so that who reads it meanwhile sees all or nothing; where it cannot be written, it is left alone. */
function replaceFile(file: string, content: Uint8Array): void {
  const fresh = path.join(path.dirname(file), ownName(path.basename(file)));
  try {
    writeFileSync(fresh, `${sumOf(content)}\n`);
    writeFileSync(fresh, content, { flag: 'a' });
    renameSync(fresh, file);
  } catch {
    rmSync(fresh, { force: true });
  }
}

const sumOf = (bytes: Uint8Array): string => crc32(bytes).toString(16).padStart(8, '0');
