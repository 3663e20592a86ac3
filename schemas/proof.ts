import { z } from 'zod';

const line = z.strictObject({
  /**
   * The actor: a file's title without its extension, with `-1`, `-2` … if several clients ran; `output` for the output
   * of a single program.
   */
  from: z.string(),
  /** One line, exactly as the runtime printed it, without its line break. */
  text: z.string(),
  /**
   * Indexes (into `transcript`, ascending) of lines of other sides that must come before this one; omitted if there are
   * none. Lines of one side are always in the order in which they were printed.
   */
  after: z.array(z.number().int().nonnegative()).min(1).optional(),
});

/**
 * What went over the wire, in no language: text that is the same in all of them, a message of the interface (by its name
 * in `src/words/`) with its values, or several with a space between them.
 */
export type SaidData =
  | string
  | { readonly message: string; readonly values?: Readonly<Record<string, number | SaidData>> | undefined }
  | readonly SaidData[];
const said: z.ZodType<SaidData> = z.lazy(() =>
  z.union([
    z.string(),
    z.strictObject({ message: z.string(), values: z.record(z.string(), z.union([z.number(), said])).optional() }),
    z.array(said),
  ]),
);

const wireEvent = z.strictObject({
  to: z.enum(['server', 'client']),
  what: said,
  /** On the wire, with all framing. */
  bytes: z.int().nonnegative().optional(),
});

/** The recorded run of an exchange, output block or predicted program. */
export const proofRecord = z.strictObject({
  kind: z.enum(['exchange', 'output', 'predict-output']),
  /**
   * Stable id within its module: section and number of an exchange (`a-simple-chat-message/1`) or output block
   * (`a-simple-chat-message/output-1`), both prefixed with the file if they are in a part, or the question's id.
   */
  id: z.string(),
  /** SHA-256 of everything that the outcome depends on: code, settings, `versions`. */
  hash: z.string(),
  /** Runtimes and packages: `{ node: '24.21.0', ws: '8.23.0', chromium: '156' }`. */
  versions: z.record(z.string(), z.string()),
  /**
   * What stood between the programs and the machine: the kernel's namespaces, or nothing (`--unsafe`). Omitted in older
   * records.
   */
  wall: z.enum(['namespaces', 'none']).optional(),
  /** All lines, in canonical order (`src/proof/causality.ts`), which is the same for every run. */
  transcript: z.array(line),
  /** For an exchange with `lab`: the events on the wire. */
  wire: z.array(wireEvent).optional(),
});

/**
 * `content/modules/<slug>/proof.json`: written by `lectern prove`, committed to the repository, the same bytes for the
 * same run.
 */
export const proof = z.strictObject({ version: z.literal(1), records: z.array(proofRecord) });

export type ProofData = z.output<typeof proof>;
export type ProofRecord = z.output<typeof proofRecord>;
