/**
 * A learner's response, in one shape for all types: the data of the native form, control name → value.
 *
 * | type | example |
 * |---|---|
 * | one choice (`single-choice`, `true-false`, `predict-output` with options) | `{ choice: 'http' }` |
 * | `multiple-choice` | `{ http: 'on', tcp: 'on' }` |
 * | one text (`short-answer`, `numeric`, `predict-output`) | `{ text: '3.5' }` |
 * | `ordering` (item → its place from 1) | `{ ask: '2', connect: '1' }` |
 * | `matching` (left → right) | `{ ws: 'ws://' }` |
 * | `classify` (row → column) | `{ ask: 'request' }` |
 * | `self-check` (text, model `seen`, criteria or `level`) | `{ seen: 'on', level: 'partly' }` |
 * | `parsons` (line → its place from 1, and `line.depth`) | `{ k2a: '1', x9b: '2', 'x9b.depth': '1' }` |
 * | `fill-in` (blank → option id or text) | `{ verb: 'GET' }` |
 *
 * Parts without an answer are omitted, so `{}` is the empty response of every type.
 */
export type Response = Readonly<Record<string, string>>;

/** Reads a stored or submitted response, dropping empty entries; undefined if it is not a response. */
export function readResponse(value: unknown): Response | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  if (entries.some(([, answer]) => typeof answer !== 'string')) return undefined;
  return Object.fromEntries(entries.filter(([, answer]) => /\S/.test(answer as string)));
}
