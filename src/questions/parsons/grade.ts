import { ordersOf } from '../../../schemas/questions/code-lines.ts';
import { gradeOf, verdictOf, type Part } from '../kit/grade.ts';
import type { Response } from '../kit/response.ts';
import type { Grader } from '../kit/type.ts';
import { depthOf, type ParsonsKey } from './lines.ts';

/**
 * Partial credit: (lines in the right relative order − 1 − lines that belong nowhere) ÷ (lines − 1), by the right order
 * that is nearest; a line with another depth counts half. Equal lines stand for one another.
 */
export const parsonsGrader: Grader<ParsonsKey> = {
  grade({ lines, groups, distractors, scoring }, response) {
    const given = [...lines.map(([id]) => id), ...distractors]
      .filter((id) => Number(response[id]) > 0)
      .toSorted((a, b) => Number(response[a]) - Number(response[b]));
    const kept = ordersOf(lines.length, groups)
      .map((order) =>
        nearest(
          given.map((id) => [id, lines.find(([line]) => line === id)?.[2]] as const),
          order.flatMap((index) => (lines[index] === undefined ? [] : [lines[index]])),
          response,
        ),
      )
      .reduce((best, each) => (sum(each) > sum(best) ? each : best));
    const superfluous = given.filter((id) => distractors.includes(id)).length;
    const share = Math.max(0, (sum(kept) - 1 - superfluous) / (lines.length - 1));
    const missing = lines.map(([id]) => id).filter((id) => !given.includes(id));
    const parts: Part[] = [
      ...given.map((part) => ({
        part,
        verdict: verdictOf(share > 0 ? (kept.get(part) ?? 0) : 0),
      })),
      ...missing.map((part) => ({ part, verdict: 'missed' as const })),
    ];
    return gradeOf(share, parts, scoring);
  },
};

type Kept = ReadonlyMap<string, number>;

const sum = (kept: Kept): number => [...kept.values()].reduce((total, each) => total + each, 0);

/**
 * The lines that stand in the right relative order, each with what it counts: as many as can be. `given`: their ids, and
 * which line they say.
 */
function nearest(
  given: readonly (readonly [id: string, same: number | undefined])[],
  right: ParsonsKey['lines'],
  response: Response,
): Kept {
  let above: Kept[] = right.map(() => new Map()).concat(new Map());
  for (const [id, same] of given) {
    const row: Kept[] = [new Map()];
    for (const [index, [, depth, wanted]] of right.entries()) {
      const isDeep = depth < 0 || Number(response[depthOf(id)] ?? 0) === depth;
      const found = same === wanted ? new Map([...(above[index] as Kept), [id, isDeep ? 1 : 0.5]]) : new Map();
      const ways: Kept[] = [found, above[index + 1] as Kept, row[index] as Kept];
      row.push(ways.reduce((best, each) => (sum(each) > sum(best) ? each : best)));
    }
    above = row;
  }
  return above.at(-1) ?? new Map();
}
