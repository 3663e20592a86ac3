import { drawn } from './attempt.ts';
import { own, type LearnerState } from './state.ts';

/**
 * A question that a module asks: its id, and its fingerprint, without which an old answer to a changed question would
 * count; its objective, if so many are drawn of each.
 */
export type AskedQuestion = readonly [id: string, version: string, objective?: string];

/** What a module asks. */
export interface ModuleQuestions {
  /** The questions of its quiz, in the author's order. */
  readonly questions: readonly AskedQuestion[];
  /** How many of them an attempt draws, if not all: of each objective, if the questions say theirs. */
  readonly pick?: number | undefined;
  /** The questions in its lesson: practice, which counts only if there is no quiz. */
  readonly lesson?: readonly AskedQuestion[] | undefined;
}

/** How far a learner is with a module. */
export interface Standing {
  /** How many questions count. */
  readonly asked: number;
  readonly answered: number;
  /** How many of the latest answers are right, and how many partly right. */
  readonly right: number;
  readonly partly: number;
  /** The time of the latest answer to any of its questions; 0 if there is none. */
  readonly last: number;
}

/**
 * How far the learner is with a module. This is the one place that says what counts: the questions that the present
 * attempt draws, each with its latest answer, unless the question has changed since; not those in the lesson, except
 * where there are no others, and not what the course no longer asks. An answer that is marked for another attempt still
 * counts.
 */
export function standingOf(state: LearnerState, module: string, asks: ModuleQuestions): Standing {
  const { questions, lesson = [], pick } = asks;
  const answerTo = ([id]: AskedQuestion) => own(state.answers, `${module}/${id}`);
  const counted = questions.length > 0 ? drawn(questions, pick, state, module, ([, , objective]) => objective) : lesson;
  const points = counted.flatMap((question) => {
    const answer = answerTo(question);
    return answer?.version === question[1] ? [answer.points] : [];
  });
  return {
    asked: counted.length,
    answered: points.length,
    right: points.filter((each) => each === 1).length,
    partly: points.filter((each) => each > 0 && each < 1).length,
    last: Math.max(0, ...[...questions, ...lesson].map((question) => answerTo(question)?.at ?? 0)),
  };
}

/** Whether there is nothing left to answer in a module; one that asks nothing is never done. */
export const isDone = ({ asked, answered }: Standing): boolean => asked > 0 && answered >= asked;

/**
 * The module to go on with, of all in reading order: the latest if it is unfinished, otherwise the next that is not done,
 * which may ask nothing, otherwise the first unfinished one before it; undefined if there is none.
 */
export function moduleToGoOnWith<T extends { readonly standing: Standing }>(modules: readonly T[]): T | undefined {
  const latest = modules.reduce(
    (best, { standing }, index) => (standing.last > (modules[best]?.standing.last ?? 0) ? index : best),
    0,
  );
  return (
    modules.slice(latest).find(({ standing }) => !isDone(standing)) ??
    modules.slice(0, latest).find(({ standing }) => standing.asked > 0 && !isDone(standing))
  );
}
