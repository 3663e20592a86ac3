import type { Span } from '../../diagnostics/diagnostic.ts';
import type { ValidCourse } from '../../course/model.ts';
import { absoluteIn } from '../english/degrees.ts';
import { oddOneOut } from '../english/format.ts';
import { contentWords } from '../english/words.ts';
import { upperTailWithUnknown } from '../statistics/poisson-binomial.ts';
import { primaryLanguage, viewCourse, type CourseView, type ModuleView } from '../engine/view/course.ts';
import type { Choice, QuestionView } from '../engine/view/question.ts';

/** The result of a player without knowledge against the course. */
export interface PlayerResult extends Omit<Play, 'fed'> {
  /** The questions in which the strategy leads to the key, in course order. */
  readonly feeds: readonly Feed[];
}

/** The same, without positions, which are more expensive to compute than the simulation. */
export interface Play {
  /** Stable name: `longest`, `position-2`, `no-absolutes`, `odd-format`, `echo`, `vote`. */
  readonly player: string;
  /** Completes the sentence “who always takes …”. */
  readonly strategy: string;
  /** Questions with one right option that the player could answer. */
  readonly questions: number;
  /** Questions in which the strategy prefers some options; in the others it guesses. */
  readonly decided: number;
  /** Expected share of right answers, 0 to 1, over guesses and ties. */
  readonly score: number;
  /** The same for blind guessing. */
  readonly chance: number;
  /**
   * The p-value: the probability that a blind preference finds the key as often (one-sided, exact Poisson binomial over
   * the decided questions).
   */
  readonly p: number;
  /** The questions in which the strategy leads to the key, in course order. */
  readonly fed: readonly Round[];
}

export interface Feed {
  /** `module/question`. */
  readonly question: string;
  /** Position of the key. */
  readonly at: Span;
}

export interface Audit {
  /** Questions with one right option out of several. */
  readonly questions: number;
  /** Questions with errors, which cannot be played; counted as missed in p-values. */
  readonly leftOut: number;
  /** Questions whose options are not shuffled, which the position players need. */
  readonly unshuffled: number;
  readonly players: readonly PlayerResult[];
}

/** The strategies that use the text of a question. */
type ReaderName = 'longest' | 'no-absolutes' | 'echo' | 'odd-format';

/** A choice as players see it: plain data, extracted from a quiz once. */
export interface Guess {
  /** Index of the question in the module, and of the choice in the question. */
  readonly question: number;
  readonly choice: number;
  readonly options: number;
  /** Index of the right option. */
  readonly key: number;
  readonly shuffled: boolean;
  /**
   * The options that each strategy prefers; all or none means that it has to guess. Strategies that do not apply are
   * omitted.
   */
  readonly prefers: Readonly<Partial<Record<ReaderName, readonly number[]>>>;
}

/** A guess with its module. */
export interface Round {
  readonly module: ModuleView;
  readonly guess: Guess;
}

interface Reader {
  readonly name: ReaderName;
  readonly strategy: string;
  readonly language: 'any' | 'en';
  /** Undefined if the strategy does not apply. */
  prefers(choice: Choice, question: QuestionView): readonly number[] | undefined;
}

const longest: Reader = {
  name: 'longest',
  strategy: 'the longest option',
  language: 'any',
  prefers: ({ options }) =>
    options.some((option) => option.text.fences.length > 0)
      ? undefined
      : best(options.map((option) => option.text.visible.length)),
};

const noAbsolutes: Reader = {
  name: 'no-absolutes',
  strategy: 'an option without “always” or “never”',
  language: 'en',
  prefers: ({ options }) => options.flatMap((option, i) => (absoluteIn(option.text) === undefined ? [i] : [])),
};

const echo: Reader = {
  name: 'echo',
  strategy: 'the option that repeats words of the question',
  language: 'en',
  prefers({ options }, question) {
    const stem = contentWords(question.stem.prose);
    return best(
      options.map((option) => [...contentWords(option.text.prose).keys()].filter((word) => stem.has(word)).length),
    );
  },
};

const oddFormat: Reader = {
  name: 'odd-format',
  strategy: 'the option that looks different',
  language: 'any',
  prefers({ options }, question) {
    const odd = oddOneOut(
      options.map((option) => option.text),
      [question.stem],
    );
    return odd === undefined ? [] : [odd.index];
  },
};

const readers: readonly Reader[] = [longest, noAbsolutes, echo, oddFormat];

/** The players' preferences for each question of a module with one right option out of several. */
export function guessesOf({ course, questions }: ModuleView): readonly Guess[] {
  const isEnglish = primaryLanguage(course.course.language) === 'en';
  const playing = readers.filter(({ language }) => language === 'any' || isEnglish);
  return questions.flatMap((question, number) =>
    question.choices.flatMap((choice, at): Guess[] => {
      if (choice.key === undefined || choice.options.length < 2) return [];
      const prefers = Object.fromEntries(
        playing.flatMap((reader) => {
          const preferred = reader.prefers(choice, question);
          return preferred === undefined ? [] : [[reader.name, preferred]];
        }),
      );
      return [
        {
          question: number,
          choice: at,
          options: choice.options.length,
          key: choice.key.index,
          shuffled: choice.shuffled,
          prefers,
        },
      ];
    }),
  );
}

interface Player {
  readonly name: string;
  readonly strategy: string;
  prefers(guess: Guess): readonly number[] | undefined;
}

const mostPositions = 5;

const positions: readonly Player[] = Array.from({ length: mostPositions }, (_, i) => ({
  name: `position-${i + 1}`,
  strategy: `option ${i + 1}`,
  prefers: ({ shuffled, options }) => (shuffled || options <= i ? undefined : [i]),
}));

/** Each strategy divides one vote among the options that it prefers; position players have none. */
const vote: Player = {
  name: 'vote',
  strategy: 'what most of these strategies point at',
  prefers({ options, prefers }) {
    const votes = Array.from({ length: options }, () => 0);
    for (const preferred of Object.values(prefers))
      if (preferred.length < options) for (const i of preferred) votes[i] = (votes[i] ?? 0) + 1 / preferred.length;
    return best(votes);
  },
};

const reading = ({ name, strategy }: Reader): Player => ({ name, strategy, prefers: ({ prefers }) => prefers[name] });

/** In display order. */
const players: readonly Player[] = [
  reading(longest),
  ...positions,
  reading(noAbsolutes),
  reading(echo),
  reading(oddFormat),
  vote,
];

/**
 * Simulates players without knowledge who take every quiz of the course.
 *
 * Deterministic: ties and guesses count with their expected value. Position players skip shuffled options, and
 * strategies that use the text apply to English courses only.
 */
export function auditCourse(course: ValidCourse): Audit {
  const view = viewCourse(course, undefined, () => undefined);
  const rounds = roundsOf(view, guessesOf);
  return {
    questions: rounds.length,
    leftOut: leftOutOf(view),
    unshuffled: rounds.filter(({ guess }) => !guess.shuffled).length,
    players: play(rounds, leftOutOf(view)).map(({ fed, ...result }) => ({ ...result, feeds: fed.map(feedOf) })),
  };
}

/** The result of every player, computed from the guesses for each module. */
export function playAgainst(course: CourseView, guesses: (module: ModuleView) => readonly Guess[]): readonly Play[] {
  return play(roundsOf(course, guesses), leftOutOf(course));
}

/** The question, and the position of its key. */
export function feedOf({ module, guess }: Round): Feed {
  const question = module.questions[guess.question]!;
  const choice = question.choices[guess.choice]!;
  return { question: `${module.module.slug}/${question.data.id}`, at: (choice.key ?? choice).at() };
}

function leftOutOf({ modules }: CourseView): number {
  return modules.reduce((sum, { module }) => sum + (module.quiz?.leftOut.length ?? 0), 0);
}

function roundsOf({ modules }: CourseView, guesses: (module: ModuleView) => readonly Guess[]): readonly Round[] {
  return modules.flatMap((module) => guesses(module).map((guess) => ({ module, guess })));
}

function play(rounds: readonly Round[], leftOut: number): readonly Play[] {
  return players.flatMap((player) => result(player, rounds, leftOut));
}

function result(player: Player, rounds: readonly Round[], leftOut: number): Play[] {
  let [played, score, chance] = [0, 0, 0];
  const chances: number[] = [];
  const fed: Round[] = [];
  for (const round of rounds) {
    const { options, key } = round.guess;
    const preferred = player.prefers(round.guess);
    if (preferred === undefined) continue;
    played++;
    chance += 1 / options;
    if (preferred.length === 0 || preferred.length === options) {
      score += 1 / options;
      continue;
    }
    chances.push(preferred.length / options);
    if (!preferred.includes(key)) continue;
    score += 1 / preferred.length;
    fed.push(round);
  }
  if (played === 0) return [];
  return [
    {
      player: player.name,
      strategy: player.strategy,
      questions: played,
      decided: chances.length,
      score: score / played,
      chance: chance / played,
      p: upperTailWithUnknown(chances, fed.length, leftOut),
      fed,
    },
  ];
}

/** The indexes of the largest value; all of them if all are equal. */
function best(values: readonly number[]): number[] {
  const most = Math.max(...values);
  return values.flatMap((value, i) => (value > most - 1e-9 ? [i] : []));
}
