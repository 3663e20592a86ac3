import { z } from 'zod';

const line = z.strictObject({
  /** The actor: a file's title without its extension, with `-1`, `-2` … where several clients ran; `output` for what one program prints. */
  from: z.string(),
  /** One line, exactly as the runtime printed it, without its line break. */
  text: z.string(),
  /**
   * Indexes (into `transcript`, ascending) of lines of other sides that caused this one and must stand before it; left
   * out where there are none. Lines of one side always stand in the order they were printed.
   */
  after: z.array(z.number().int().nonnegative()).min(1).optional(),
});

const wireEvent = z.strictObject({
  to: z.enum(['server', 'client']),
  what: z.string(),
  /** On the wire, with all framing. */
  bytes: z.int().nonnegative().optional(),
});

/** What one exchange, output block or predicted program did when it was run. */
export const proofRecord = z.strictObject({
  kind: z.enum(['exchange', 'output', 'predict-output']),
  /**
   * Stable name in its module: the exchange's section and place (`a-simple-chat-message/1`), an output block's
   * (`a-simple-chat-message/output-1`), both behind the file where they stand in a part, or the question's id.
   */
  id: z.string(),
  /** SHA-256 over everything the outcome depends on: code, settings, `versions`. */
  hash: z.string(),
  /** Runtimes and packages: `{ node: '24.21.0', ws: '8.23.0', chromium: '156' }`. */
  versions: z.record(z.string(), z.string()),
  /** All that was printed, in the canonical order (`src/proof/causality.ts`): the same for every run. */
  transcript: z.array(line),
  /** Of an exchange with `lab`: what goes over the wire. */
  wire: z.array(wireEvent).optional(),
});

/** `content/modules/<slug>/proof.json`: written by `lectern prove`, kept in the repository, the same bytes for the same run. */
export const proof = z.strictObject({ version: z.literal(1), records: z.array(proofRecord) });

export type ProofData = z.output<typeof proof>;
export type ProofRecord = z.output<typeof proofRecord>;
