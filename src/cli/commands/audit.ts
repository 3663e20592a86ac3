import { shownPath } from '../../diagnostics/reporters/reporter.ts';
import { count } from '../../text/count.ts';
import { auditCourse, type Audit, type PlayerResult } from '../../rules/course/guessing.ts';
import { diskFiles } from '../../source/disk.ts';
import { makeChecker } from '../checker.ts';
import { commandLines, type CommandLine } from '../command-line.ts';
import { defineCommand, type ExitStatus } from '../command.ts';
import { contentFolder, type ContentFolder } from '../content.ts';
import { Refusal } from '../refusal.ts';

/** Significance level: with a p-value below it, a player without knowledge beats chance. */
const significant = 0.01;

export const audit = defineCommand({
  name: 'audit',
  summary: 'Let players who know nothing take every quiz, and see whether they beat chance',
  details:
    'Each player follows one habit, such as always taking the longest option. Whoever beats chance with p < 0.01 has found a pattern that gives answers away.',
  operand: { name: 'DIR', required: false, summary: 'the content folder (default: content)' },
  flags: { format: { type: 'choice', choices: ['text', 'json'], summary: 'how to show it (default: text)' } },
  examples: [
    ['audit', 'the course in content/'],
    ['audit ../my-course/content --format json', 'for a program'],
  ],
  async run({ operand, flags }, terminal): Promise<ExitStatus> {
    const folder = contentFolder(operand, terminal);
    const { valid } = makeChecker()(diskFiles(folder.full));
    if (valid === undefined)
      throw new Refusal(
        'There is no course to audit: course.yaml cannot be read.',
        `See what is wrong: ${commandLines(terminal, folder)('validate')}`,
      );
    const result = auditCourse(valid);
    terminal.out.write(
      flags.format === 'json'
        ? `${JSON.stringify({ version: 1, ...result }, null, 2)}\n`
        : shown(result, folder, commandLines(terminal, folder)),
    );
    return 0;
  },
});

function shown(
  { questions, leftOut, unshuffled, players }: Audit,
  folder: ContentFolder,
  commandLine: CommandLine,
): string {
  const caught = players.filter(({ p, score, chance }) => p < significant && score > chance);
  return [
    `${count(questions, 'question')} with one right option, ${unshuffled} of them in a fixed order`,
    ...(leftOut === 0
      ? []
      : [`${count(leftOut, 'question')} with mistakes left out; \`${commandLine('validate')}\` says which`]),
    '',
    row('player', 'questions', 'decided', 'score', 'chance', 'p', ''),
    ...players.map((player) =>
      row(
        player.player,
        String(player.questions),
        String(player.decided),
        percent(player.score),
        percent(player.chance),
        player.p.toFixed(3),
        caught.includes(player) ? '← beats chance' : '',
      ),
    ),
    '',
    ...(caught.length === 0
      ? ['Nobody who knows nothing beats chance (p < 0.01).']
      : caught.flatMap((player) => lines(player, folder))),
    '',
  ].join('\n');
}

function lines({ player, strategy, feeds }: PlayerResult, folder: ContentFolder): readonly string[] {
  return [
    `${player}: whoever always takes ${strategy} is right too often. The questions that feed it:`,
    ...feeds.map(
      ({ question, at }) => `  ${shownPath(at.file, folder.typed)}:${at.start.line}:${at.start.column} ${question}`,
    ),
  ];
}

function row(
  player: string,
  ...[questions = '', decided = '', score = '', chance = '', p = '', note = '']: readonly string[]
): string {
  return `${player.padEnd(14)}${questions.padStart(10)}${decided.padStart(9)}${score.padStart(8)}${chance.padStart(8)}${p.padStart(8)}  ${note}`.trimEnd();
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
