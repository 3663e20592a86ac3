import type { CourseRule } from '../engine/rule.ts';
import { feedOf, guessesOf, playAgainst, type Guess } from './guessing.ts';
import { percentage } from '../statistics/wording.ts';

const level = 0.01;
const fewest = 10;
const mostPlaces = 25;

export const courseGuessable: CourseRule<readonly Guess[]> = {
  code: 'course-guessable',
  scope: 'course',
  severity: 'warning',
  language: 'en',
  why: 'learners find such patterns without being told, and then pass without having learnt',
  fix: 'fix the questions listed, those that feed the player (`lectern audit` shows all players)',
  summarise: guessesOf,
  check(course, summary) {
    const winner = playAgainst(course, summary)
      .filter((player) => player.decided >= fewest && player.p < level)
      .toSorted((a, b) => a.p - b.p || b.score - a.score)[0];
    if (winner === undefined) return [];
    const related = winner.fed
      .slice(0, mostPlaces)
      .map(feedOf)
      .map(({ at, question }) => ({ ...at, message: `\`${question}\` is guessed` }));
    const [score, chance] = [winner.score, winner.chance].map((share) => Math.round(share * 100));
    return [
      {
        at: course.course.source.keySpanOf(['title']),
        message: `who always takes ${winner.strategy} gets ${score} % instead of ${chance} % (${percentage(winner.p)} by chance)`,
        related,
      },
    ];
  },
};
