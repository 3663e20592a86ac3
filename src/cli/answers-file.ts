import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Course } from '../course/model.ts';
import { renamer, withNames } from '../learner/names.ts';
import { mergeStates, readState, type LearnerState } from '../learner/state.ts';
import { renamedIn } from '../site/renamed.ts';
import { count } from '../text/count.ts';
import { Refusal, systemCode } from './refusal.ts';
import type { Terminal } from './terminal.ts';

/**
 * The answers that learners have saved on the Progress page, one state for each learner, however many files are theirs:
 * of two answers to a question the later one counts. Names that modules and questions had before are those of today.
 * Entries that cannot be read are left out, and said to be.
 *
 * @throws {Refusal} if a file cannot be read, holds no answers, or those to another course; if a folder has no files.
 */
export function savedAnswers(typed: readonly string[], course: Course, terminal: Terminal): readonly LearnerState[] {
  const rename = renamer(
    Object.assign(
      {},
      ...course.modules.map(({ slug, lesson, quiz }) => renamedIn({ slug, aliases: lesson.data.aliases, quiz })),
    ) as Record<string, string>,
  );
  const learners = new Map<string, LearnerState>();
  for (const file of filesIn(typed, terminal)) {
    const state = withNames(answersIn(file, course, rename, terminal), rename);
    const known = learners.get(state.seed);
    learners.set(state.seed, known === undefined ? state : mergeStates(known, state));
  }
  return [...learners.values()];
}

/** Of a folder, all files that end in `.json`, in the order of their names. */
function filesIn(typed: readonly string[], { cwd }: Terminal): readonly string[] {
  return typed.flatMap((name) => {
    const full = path.resolve(cwd, name);
    if (statSync(full, { throwIfNoEntry: false })?.isDirectory() !== true) return [name];
    const files = readdirSync(full)
      .filter((file) => file.endsWith('.json'))
      .toSorted();
    if (files.length === 0)
      throw new Refusal(
        `There are no files of answers in \`${name}\`.`,
        'Name a folder with files that end in `.json`.',
      );
    return files.map((file) => path.join(name, file));
  });
}

function answersIn(typed: string, course: Course, rename: (name: string) => string, terminal: Terminal): LearnerState {
  let text: string;
  try {
    text = readFileSync(path.resolve(terminal.cwd, typed), 'utf8');
  } catch (error) {
    throw new Refusal(`\`${typed}\` cannot be read: ${systemCode(error) ?? 'unknown error'}.`, 'Check the path.');
  }
  const reading = readState(text, terminal.now());
  if (reading.kind === 'newer')
    throw new Refusal(`\`${typed}\` was saved by a later version of Lectern.`, 'Install that version.');
  if (reading.kind === 'foreign')
    throw new Refusal(
      `\`${typed}\` is no file of answers.`,
      'Learners save theirs on the page “Progress” of the course.',
    );
  const addresses = new Set(course.modules.flatMap(({ quiz }) => quiz?.questions.map(({ address }) => address) ?? []));
  const given = Object.keys(reading.state.answers);
  if (given.length > 0 && !given.some((address) => addresses.has(rename(address)))) {
    const title = courseOf(text);
    throw new Refusal(
      title === undefined
        ? `\`${typed}\` has no answer to a question of this course.`
        : `\`${typed}\` belongs to the course “${title}”.`,
      'Leave it out, or name its course: `--content DIR`.',
    );
  }
  if (reading.lost > 0)
    terminal.err.write(`Left out of \`${typed}\`, because not readable: ${count(reading.lost, 'entry', 'entries')}.\n`);
  return reading.state;
}

/** The title of the course that a file says it belongs to. */
function courseOf(text: string): string | undefined {
  const { course } = JSON.parse(text) as { readonly course?: { readonly title?: unknown } | null };
  return typeof course?.title === 'string' ? course.title : undefined;
}
