import type { Span } from '../diagnostics/diagnostic.ts';
import type { SoundCourse } from '../course/model.ts';
import { absoluteIn } from './english/degrees.ts';
import { oddOneOut } from './english/format.ts';
import { contentWords } from './english/words.ts';
import { upperTailWithUnknown } from './statistics/poisson-binomial.ts';
import { primaryLanguage, viewCourse, type CourseView } from './view/course.ts';
import type { Choice, QuestionView } from './view/question.ts';

/** How one player who knows nothing fared against the course. */
export interface PlayerResult extends Omit<Play, 'fed'> {
  /** The questions in which the strategy points at the key, in course order. */
  readonly feeds: readonly Feed[];
}

/** The same, before anybody asks where the questions stand: finding out costs more than the play. */
export interface Play {
  /** Stable name: `longest`, `position-2`, `no-absolutes`, `odd-format`, `echo`, `vote`. */
  readonly player: string;
  /** Ends the sentence “who always takes …”. */
  readonly strategy: string;
  /** Questions with one right option that the player could answer. */
  readonly questions: number;
  /** Those in which the strategy prefers some options to others; in the rest it guesses. */
  readonly decided: number;
  /** Share of questions answered rightly, 0 to 1, as expected over guesses and ties. */
  readonly score: number;
  /** The same for blind guessing. */
  readonly chance: number;
  /** How likely a blind preference would find the key as often (one-sided, exact Poisson binomial over the decided questions). */
  readonly p: number;
  /** The questions in which the strategy points at the key, in course order. */
  readonly fed: readonly Round[];
}

export interface Feed {
  /** `module/question`. */
  readonly question: string;
  /** The key's place. */
  readonly at: Span;
}

export interface Audit {
  /** Questions with one right option out of several. */
  readonly questions: number;
  /** Questions with mistakes, which nobody can play; counted as missed where p is reckoned. */
  readonly leftOut: number;
  /** Those whose options keep their order, which the position players need. */
  readonly unshuffled: number;
  readonly players: readonly PlayerResult[];
}

/** One question as a player sees it: its options without knowing which is right. */
export interface Round {
  readonly address: string;
  readonly question: QuestionView;
  readonly choice: Choice;
  readonly key: number;
}

interface Player {
  readonly name: string;
  readonly strategy: string;
  /** The options the strategy prefers; all or none of them means it has to guess. */
  prefers(round: Round): readonly number[];
  /** Which questions it can be played on. */
  plays(round: Round): boolean;
}

const mostPositions = 5;

/**
 * Lets players who know nothing take every quiz of the course.
 *
 * No chance is involved: ties and guesses count with their expectation, so the same course always gives the same
 * figures. Options that learners see shuffled are closed to the position players.
 */
export function auditCourse(course: SoundCourse): Audit {
  const view = viewCourse(course, undefined, () => undefined);
  const rounds = roundsOf(view);
  return {
    questions: rounds.length,
    leftOut: leftOutOf(view),
    unshuffled: rounds.filter(({ choice }) => !choice.shuffled).length,
    players: playAgainst(view).map(({ fed, ...play }) => ({ ...play, feeds: fed.map(feedOf) })),
  };
}

/** The question, and where its key stands. */
export function feedOf({ address, choice }: Round): Feed {
  return { question: address, at: (choice.key ?? choice).at() };
}

/** The result of every player, those who read words only where the course is in English. */
export function playAgainst(course: CourseView): Play[] {
  const rounds = roundsOf(course);
  const readers = primaryLanguage(course.course.language) === 'en' ? [noAbsolutes, echo] : [];
  const simple = [longest, ...positions, ...readers, oddFormat];
  return [...simple, vote(simple)].flatMap((player) => result(player, rounds.filter(player.plays), leftOutOf(course)));
}

function leftOutOf({ modules }: CourseView): number {
  return modules.reduce((sum, { module }) => sum + (module.quiz?.leftOut.length ?? 0), 0);
}

function roundsOf(course: CourseView): Round[] {
  return course.modules.flatMap(({ module, questions }) =>
    questions.flatMap((question) =>
      question.choices.flatMap((choice) =>
        choice.key === undefined || choice.options.length < 2 ? [] : [{ address: `${module.slug}/${question.data.id}`, question, choice, key: choice.key.index }],
      ),
    ),
  );
}

function result(player: Player, rounds: readonly Round[], leftOut: number): Play[] {
  if (rounds.length === 0) return [];
  let score = 0;
  let chance = 0;
  const chances: number[] = [];
  const fed: Round[] = [];
  for (const round of rounds) {
    const count = round.choice.options.length;
    const preferred = player.prefers(round);
    chance += 1 / count;
    if (preferred.length === 0 || preferred.length === count) {
      score += 1 / count;
      continue;
    }
    chances.push(preferred.length / count);
    if (!preferred.includes(round.key)) continue;
    score += 1 / preferred.length;
    fed.push(round);
  }
  return [
    {
      player: player.name,
      strategy: player.strategy,
      questions: rounds.length,
      decided: chances.length,
      score: score / rounds.length,
      chance: chance / rounds.length,
      p: upperTailWithUnknown(chances, fed.length, leftOut),
      fed,
    },
  ];
}

const always = (): boolean => true;

/** A preference that is made up once for each choice: the vote asks for it again, and so does the next check. */
function once(prefers: Player['prefers']): Player['prefers'] {
  const known = new WeakMap<Choice, readonly number[]>();
  return (round) => {
    let preferred = known.get(round.choice);
    if (preferred === undefined) known.set(round.choice, (preferred = prefers(round)));
    return preferred;
  };
}

const longest: Player = {
  name: 'longest',
  strategy: 'the longest option',
  plays: ({ choice }) => !choice.options.some((option) => option.text.fences.length > 0),
  prefers: once(({ choice }) => best(choice.options.map((option) => option.text.visible.length))),
};

const positions: readonly Player[] = Array.from({ length: mostPositions }, (_, i) => ({
  name: `position-${i + 1}`,
  strategy: `option ${i + 1}`,
  plays: ({ choice }) => !choice.shuffled && choice.options.length > i,
  prefers: () => [i],
}));

const noAbsolutes: Player = {
  name: 'no-absolutes',
  strategy: 'an option without “always” or “never”',
  plays: always,
  prefers: once(({ choice }) => choice.options.flatMap((option, i) => (absoluteIn(option.text) === undefined ? [i] : []))),
};

const oddFormat: Player = {
  name: 'odd-format',
  strategy: 'the option that looks different',
  plays: always,
  prefers: once(({ choice, question }) => {
    const odd = oddOneOut(choice.options.map((option) => option.text), [question.stem]);
    return odd === undefined ? [] : [odd.index];
  }),
};

const echo: Player = {
  name: 'echo',
  strategy: 'the option that repeats words of the question',
  plays: always,
  prefers: once(({ choice, question }) => {
    const stem = contentWords(question.stem.prose);
    return best(choice.options.map((option) => [...contentWords(option.text.prose).keys()].filter((word) => stem.has(word)).length));
  }),
};

/** Each strategy that prefers something shares one vote among what it prefers; position players only where they play. */
function vote(players: readonly Player[]): Player {
  const voters = players.filter((player) => !player.name.startsWith('position-'));
  return {
    name: 'vote',
    strategy: 'what most of these strategies point at',
    plays: always,
    prefers(round) {
      const votes = round.choice.options.map(() => 0);
      for (const voter of voters) {
        const preferred = voter.plays(round) ? voter.prefers(round) : [];
        if (preferred.length < votes.length) for (const i of preferred) votes[i] = (votes[i] ?? 0) + 1 / preferred.length;
      }
      return best(votes);
    },
  };
}

/** The indexes of the largest value; all of them where all are equal. */
function best(values: readonly number[]): number[] {
  const most = Math.max(...values);
  return values.flatMap((value, i) => (value > most - 1e-9 ? [i] : []));
}
