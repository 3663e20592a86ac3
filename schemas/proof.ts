import { z } from 'zod';

const line = z.strictObject({
  /** The actor: a file's title without its extension. */
  from: z.string(),
  text: z.string(),
});

/** What one exchange, output block or predicted program did when it was run. */
export const proofRecord = z.strictObject({
  kind: z.enum(['exchange', 'output', 'predict-output']),
  /** Stable name in its module: the exchange's section and place (`a-simple-chat-message/1`), or the question's id. */
  id: z.string(),
  /** SHA-256 over everything the outcome depends on: code, settings, versions. */
  hash: z.string(),
  /** Runtimes and packages: `{ node: '24.21.0', ws: '8.23.0', chromium: '156' }`. */
  versions: z.record(z.string(), z.string()),
  transcript: z.array(line),
});

/** `content/modules/<slug>/proof.json`: written by `lectern prove`, kept in the repository, the same bytes for the same run. */
export const proof = z.strictObject({ version: z.literal(1), records: z.array(proofRecord) });

export type ProofData = z.output<typeof proof>;
export type ProofRecord = z.output<typeof proofRecord>;
