import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { readState, type LearnerState } from '../learner/state.ts';
import { Refusal, systemCode } from './refusal.ts';
import type { Terminal } from './terminal.ts';

/**
 * The answers that a learner has saved on the Progress page.
 *
 * @throws {Refusal} if the file cannot be read, or holds no answers.
 */
export function answersIn(typed: string, terminal: Terminal): LearnerState {
  let text: string;
  try {
    text = readFileSync(path.resolve(terminal.cwd, typed), 'utf8');
  } catch (error) {
    throw new Refusal(`\`${typed}\` cannot be read: ${systemCode(error) ?? 'unknown error'}.`, 'Check the path.');
  }
  const reading = readState(text, terminal.now());
  if (reading.kind === 'state') return reading.state;
  throw new Refusal(
    reading.kind === 'newer'
      ? `\`${typed}\` was saved by a later version of Lectern.`
      : `\`${typed}\` is no file of answers.`,
    reading.kind === 'newer' ? 'Install that version.' : 'Learners save theirs on the page “Progress” of the course.',
  );
}

/** The files that are meant: of a folder, all that end in `.json`, in the order of their names. */
export function answerFiles(typed: readonly string[], { cwd }: Terminal): readonly string[] {
  return typed.flatMap((name) => {
    const full = path.resolve(cwd, name);
    if (statSync(full, { throwIfNoEntry: false })?.isDirectory() !== true) return [name];
    return readdirSync(full)
      .filter((file) => file.endsWith('.json'))
      .toSorted()
      .map((file) => path.join(name, file));
  });
}
