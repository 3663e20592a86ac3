import type { Course, LocatedQuestion } from '../../course/model.ts';
import { statisticsCodes } from '../../diagnostics/codes.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { shownPath } from '../../diagnostics/reporters/reporter.ts';
import { countedAnswers, statisticsOf, type QuestionStatistics } from '../../learner/statistics.ts';
import { loadCourse } from '../../lesson/load.ts';
import { fingerprint } from '../../questions/types.ts';
import { diskFiles } from '../../source/disk.ts';
import { count } from '../../text/count.ts';
import { savedAnswers } from '../answers-file.ts';
import { commandLines } from '../command-line.ts';
import { defineCommand, type ExitStatus } from '../command.ts';
import { contentFolder } from '../content.ts';
import { Refusal } from '../refusal.ts';
import { reportedFiles } from '../report-text.ts';
import { showReport } from '../show-report.ts';

/** Learners below which nothing is said against an option or a question. */
const enough = 40;
/** An option that fewer than one in twenty choose does not work as a distractor (Haladyna and Downing, 1993). */
const plausible = 0.05;

export const stats = defineCommand({
  name: 'stats',
  summary: 'Say what the saved answers of many learners tell about each question',
  details:
    'Reads the files that learners save on the Progress page; of several of one learner, the latest answer to each question counts. From 40 answers on, options that nearly nobody chooses and questions that the better learners miss are warnings. Answers to questions that have changed since are not counted.',
  operand: { name: 'FILE', required: true, summary: 'the files of answers, or folders of them', many: true },
  flags: {
    content: { type: 'text', value: 'DIR', summary: 'the content folder (default: content)' },
    format: { type: 'choice', choices: ['text', 'json'], summary: 'how to show it (default: text)' },
  },
  examples: [
    ['stats answers/*.json', 'difficulty and discrimination of each question'],
    ['stats answers --format json', 'of all files of a folder, for a program'],
  ],
  run({ operands, flags }, terminal): ExitStatus {
    const folder = contentFolder(flags.content, terminal);
    const files = diskFiles(folder.full);
    const loaded = loadCourse(files);
    const { course } = loaded;
    if (course === undefined)
      throw new Refusal(
        'There is no course to compare with: course.yaml cannot be read.',
        `See what is wrong: ${commandLines(terminal, folder)('validate')}`,
      );
    const states = savedAnswers(operands, course, terminal);
    const questions = questionsOf(course);
    const byAddress = new Map(questions.map((question) => [question.address, question]));
    let others = 0;
    const answers = countedAnswers(states, (address, { version }) => {
      const question = byAddress.get(address);
      const isCounted = question !== undefined && fingerprint(question.original ?? question.data) === version;
      if (!isCounted) others += 1;
      return isCounted;
    });
    const found = statisticsOf([...byAddress.keys()], answers).filter(({ learners }) => learners > 0);
    const diagnostics = found.flatMap((each) => warningsOn(each, byAddress.get(each.address)!));
    if (flags.format === 'json') {
      const shown = found.map(({ chosen, ...each }) => ({ ...each, chosen: Object.fromEntries(chosen) }));
      terminal.out.write(
        `${JSON.stringify({ version: 1, learners: states.length, otherAnswers: others, questions: shown, diagnostics }, null, 2)}\n`,
      );
      return 0;
    }
    const rows = found.map((each) => row(each, byAddress.get(each.address)!, folder.typed));
    const report = reportedFiles(
      files,
      { diagnostics, modules: course.modules.length, questions: found.length },
      commandLines(terminal, folder),
    );
    terminal.out.write(
      [
        `${count(states.length, 'learner')}, ${count(answers.length, 'answer')} to ${count(found.length, 'question')}` +
          (others === 0 ? '' : `; ${count(others, 'answer')} to questions that have changed or are gone not counted`),
        '',
        table([['learners', 'mean', 'discr.', 'sure, wrong', 'question'], ...rows]),
        '',
        ...(diagnostics.length === 0
          ? []
          : [showReport({ ...report, course }, folder, 'text', terminal.out, terminal).trimEnd(), '']),
      ].join('\n'),
    );
    return 0;
  },
});

const questionsOf = ({ modules }: Course): readonly LocatedQuestion[] =>
  modules.flatMap(({ quiz }) => quiz?.questions ?? []);

/** What the answers say against a question or its options. */
function warningsOn({ learners, chosen, discrimination }: QuestionStatistics, question: LocatedQuestion): Diagnostic[] {
  if (learners < enough) return [];
  const options = 'options' in question.data ? (question.data.options ?? []) : [];
  return [
    ...(discrimination === undefined || discrimination >= 0
      ? []
      : [
          warning('question-misleading', question.at('id'), {
            message: `whoever knows more misses this question: its correlation with the others is ${decimal(discrimination)}`,
            why: 'a wrong key, an ambiguous prompt or a trap looks like this',
            fix: 'check the key, and ask some who missed it what they read',
          }),
        ]),
    ...options.flatMap(({ id, correct }, index) => {
      const times = chosen.get(id) ?? 0;
      return correct || times / learners >= plausible
        ? []
        : [
            warning('option-implausible', question.at('options', index, 'text'), {
              message: `${times === 0 ? 'nobody' : `only ${times}`} of ${learners} learners chose this option`,
              why: 'an option that nobody believes makes guessing easier and teaches nothing',
              fix: 'write what somebody who has not understood it would think, or leave the option out',
            }),
          ];
    }),
  ];
}

function warning(
  code: keyof typeof statisticsCodes,
  { file, start, end }: ReturnType<LocatedQuestion['at']>,
  words: Pick<Diagnostic, 'message' | 'why' | 'fix'>,
): Diagnostic {
  return { file, start, end, code, severity: statisticsCodes[code], ...words };
}

function row(
  { address, learners, mean, discrimination, surelyWrong }: QuestionStatistics,
  question: LocatedQuestion,
  folder: string,
): readonly string[] {
  const { file, start } = question.at('id');
  return [
    String(learners),
    decimal(mean),
    discrimination === undefined ? '–' : decimal(discrimination),
    String(surelyWrong),
    `${address}  ${shownPath(file, folder)}:${start.line}`,
  ];
}

const decimal = (value: number): string => value.toFixed(2).replace('-', '−');

/** Columns of numbers, flush right; the last one flush left. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows
    .map((cells) =>
      cells.map((cell, column) => (column === cells.length - 1 ? cell : cell.padStart(widths[column] ?? 0))).join('  '),
    )
    .join('\n');
}
