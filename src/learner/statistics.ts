import type { AnswerRecord, LearnerState } from './state.ts';

/** An answer that counts, and whose it is. */
export interface CountedAnswer {
  /** Tells learners apart, and nothing else. */
  readonly learner: number;
  /** `module/question`. */
  readonly address: string;
  readonly answer: AnswerRecord;
}

/** What the answers of many learners say of a question. */
export interface QuestionStatistics {
  readonly address: string;
  /** How many answered it. */
  readonly learners: number;
  /** The mean of the points of their latest answers, 0 to 1: the classical index of difficulty, where 1 is a question that nobody misses. */
  readonly mean: number;
  /**
   * The correlation of the points with the mean points of the same learners on all other questions (corrected item-total
   * correlation), -1 to 1. Undefined for fewer than `fewest` learners with other answers, or where one of the two does
   * not vary.
   */
  readonly discrimination: number | undefined;
  /** How often each answer was given: an option by its id, a typed text, or a part with its answer. */
  readonly chosen: ReadonlyMap<string, number>;
  /** How many were sure, and wrong. */
  readonly surelyWrong: number;
}

/** With fewer learners a correlation says next to nothing. */
export const fewest = 10;

/** The answers of states that `counts` accepts: what was answered before a question changed is another question's. */
export function countedAnswers(
  states: readonly LearnerState[],
  counts: (address: string, answer: AnswerRecord) => boolean,
): CountedAnswer[] {
  return states.flatMap(({ answers }, learner) =>
    Object.entries(answers).flatMap(([address, answer]) =>
      counts(address, answer) ? [{ learner, address, answer }] : [],
    ),
  );
}

/** Statistics of these questions, in their order; of those nobody answered, too. */
export function statisticsOf(
  addresses: readonly string[],
  answers: readonly CountedAnswer[],
): readonly QuestionStatistics[] {
  const sums = new Map<number, { points: number; count: number }>();
  const byQuestion = new Map<string, CountedAnswer[]>(addresses.map((address) => [address, []]));
  for (const each of answers) {
    const sum = sums.get(each.learner) ?? { points: 0, count: 0 };
    sums.set(each.learner, { points: sum.points + each.answer.points, count: sum.count + 1 });
    byQuestion.get(each.address)?.push(each);
  }
  return addresses.map((address) => {
    const own = byQuestion.get(address) ?? [];
    const pairs = own.flatMap(({ learner, answer: { points } }): (readonly [number, number])[] => {
      const { points: all = 0, count = 0 } = sums.get(learner) ?? {};
      return count < 2 ? [] : [[points, (all - points) / (count - 1)]];
    });
    const chosen = new Map<string, number>();
    for (const { answer } of own) for (const part of partsOf(answer)) chosen.set(part, (chosen.get(part) ?? 0) + 1);
    return {
      address,
      learners: own.length,
      mean: own.reduce((sum, { answer }) => sum + answer.points, 0) / Math.max(1, own.length),
      discrimination: pairs.length < fewest ? undefined : correlation(pairs),
      chosen,
      surelyWrong: own.filter(({ answer }) => answer.confidence === 'sure' && answer.points < 1).length,
    };
  });
}

/** A longer text is an open answer, which says something of one learner alone. */
const longest = 60;

/** What a response says: options by their ids, a typed text, and of what has parts each with its answer. */
function partsOf({ response }: AnswerRecord): readonly string[] {
  return Object.entries(response)
    .filter(([, value]) => value.length <= longest)
    .map(([name, value]) =>
      value === 'on' ? name : name === 'choice' || name === 'text' ? value : `${name}: ${value}`,
    );
}

/** Pearson's correlation; undefined where one side does not vary. */
export function correlation(pairs: readonly (readonly [number, number])[]): number | undefined {
  const mean = (side: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  let [xy, xx, yy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xy += (x - meanX) * (y - meanY);
    xx += (x - meanX) ** 2;
    yy += (y - meanY) ** 2;
  }
  // Sums of equal numbers differ in their last places.
  return xx < 1e-9 || yy < 1e-9 ? undefined : Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}
