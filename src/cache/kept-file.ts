import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';

/**
 * Bytes that an earlier build kept in a file; undefined where it is missing, damaged, or half written: its first line is
 * the CRC-32 of the rest (RFC 1952, section 8).
 */
export function readKeptBytes(file: string): Buffer | undefined {
  try {
    const bytes = readFileSync(file);
    const end = bytes.indexOf('\n');
    const kept = bytes.subarray(end + 1);
    return sumOf(kept) === bytes.toString('latin1', 0, end) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps bytes for the next build, in one step, so that a reader sees all or nothing; where it cannot, it does not. */
export function writeKeptBytes(file: string, bytes: Uint8Array): void {
  const temporary = `${file}.${process.pid}.new`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(temporary, `${sumOf(bytes)}\n`);
    appendFileSync(temporary, bytes);
    renameSync(temporary, file);
  } catch {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // There is not even a folder.
    }
  }
}

/** As `readKeptBytes`, of a value. */
export function readKept(file: string): unknown {
  const bytes = readKeptBytes(file);
  try {
    return bytes === undefined ? undefined : JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** As `writeKeptBytes`, of a value. */
export function writeKept(file: string, value: unknown): void {
  writeKeptBytes(file, Buffer.from(JSON.stringify(value)));
}

const sumOf = (bytes: Uint8Array): string => crc32(bytes).toString(16).padStart(8, '0');
