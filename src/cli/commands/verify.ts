import { examOf } from '../../../schemas/exam.ts';
import { isInLesson } from '../../course/bodies.ts';
import type { Course, Module, Quiz } from '../../course/model.ts';
import { drawn } from '../../learner/attempt.ts';
import { checkCode, handedInAt } from '../../learner/check-code.ts';
import { own, type LearnerState } from '../../learner/state.ts';
import { loadCourse } from '../../lesson/load.ts';
import { fingerprint, gradeQuestion } from '../../questions/types.ts';
import { diskFiles } from '../../source/disk.ts';
import { count } from '../../text/count.ts';
import { savedAnswers } from '../answers-file.ts';
import { commandLines } from '../command-line.ts';
import { defineCommand, type ExitStatus } from '../command.ts';
import { contentFolder } from '../content.ts';
import { Refusal } from '../refusal.ts';

export const verify = defineCommand({
  name: 'verify',
  summary: 'Check the answers of exams, and the codes of their certificates',
  details:
    'Grades the answers that a learner has saved on the Progress page once more, and computes the check codes for the name on the certificate. That shows whether certificate, answers and course belong together, not who answered.',
  operand: { name: 'FILE', required: true, summary: 'the file of the answers' },
  flags: {
    content: { type: 'text', value: 'DIR', summary: 'the content folder (default: content)' },
    name: { type: 'text', value: 'NAME', summary: 'the name on the certificate' },
  },
  examples: [
    ['verify progress.json', 'what was handed in, and what it earns'],
    ['verify progress.json --name "Ada Lovelace"', 'with the codes of her certificates'],
  ],
  async run({ operand = '', flags }, terminal): Promise<ExitStatus> {
    const folder = contentFolder(flags.content, terminal);
    const { course } = loadCourse(diskFiles(folder.full));
    if (course === undefined)
      throw new Refusal(
        'There is no course to compare with: course.yaml cannot be read.',
        `See what is wrong: ${commandLines(terminal, folder)('validate')}`,
      );
    const found = savedAnswers([operand], course, terminal).flatMap((state) =>
      course.modules.flatMap((module) => examIn(module, course, state) ?? []),
    );
    let isSound = true;
    for (const exam of found) {
      const { lines, isWhole } = await judged(exam, flags.name);
      isSound &&= isWhole;
      terminal.out.write(`${lines.join('\n')}\n\n`);
    }
    if (found.length === 0) terminal.out.write('No exam of this course was handed in here.\n');
    return isSound ? 0 : 1;
  },
});

interface Exam {
  readonly module: Module;
  readonly quiz: Quiz;
  readonly language: string;
  readonly answers: LearnerState['answers'];
  /** How many questions the attempt asked, and what they count together. */
  readonly asked: number;
  readonly total: number;
}

/** The exam of a module, if any of what it asks was answered. */
function examIn(module: Module, course: Course, { answers, ...state }: LearnerState): Exam | undefined {
  const { quiz } = module;
  if (quiz === undefined || examOf(quiz.data.exam, course.data.exam) === undefined) return undefined;
  const { pick } = quiz.data;
  const asked = drawn(
    quiz.questions.filter(({ data }) => !isInLesson(module.lesson, data.id)),
    typeof pick === 'object' ? pick.perObjective : pick,
    { ...state, answers },
    module.slug,
    ({ data }) => typeof pick !== 'object' || data.objective,
  );
  const total = asked.reduce((sum, { data }) => sum + (data.points ?? 1), 0);
  const given = asked.flatMap(({ address }) => {
    const answer = own(answers, address);
    return answer === undefined ? [] : [[address, answer] as const];
  });
  return given.length === 0
    ? undefined
    : { module, quiz, language: course.language, answers: Object.fromEntries(given), asked: asked.length, total };
}

/** What the answers to an exam earn, what is wrong with them, and the code for a name. */
async function judged(
  { module, quiz, language, answers, asked, total }: Exam,
  name: string | undefined,
): Promise<{ readonly lines: readonly string[]; readonly isWhole: boolean }> {
  const wrong: string[] = [];
  let points = 0;
  for (const [address, answer] of Object.entries(answers)) {
    const question = quiz.questions.find((one) => one.address === address);
    if (question === undefined || fingerprint(question.original ?? question.data) !== answer.version) {
      wrong.push(`${address} has changed since it was answered, and cannot be graded`);
      continue;
    }
    const earned = gradeQuestion(question.data, answer.response, language).points;
    points += earned * (question.data.points ?? 1);
    if (Math.abs(earned - answer.points) > 1e-9)
      wrong.push(`${address} earns ${rounded(earned)} points, and the file says ${rounded(answer.points)}`);
  }
  const at = handedInAt(answers);
  const missing = asked - Object.keys(answers).length;
  if (missing > 0) wrong.push(`${count(missing, 'question')} of this attempt have no answer`);
  if (at === undefined) wrong.push('the answers were not given at one moment: some were given again since');
  const share = points / total;
  return {
    lines: [
      `${module.lesson.data.title} (${module.slug})`,
      ...(at === undefined ? [] : [`  handed in  ${new Date(at).toISOString()}`]),
      `  earned     ${rounded(points)} of ${rounded(total)} points, ${rounded(share * 100)} %: ${share * 100 + 1e-9 >= quiz.data.passMark ? 'passed' : 'not passed'}`,
      ...(name === undefined || wrong.length > 0
        ? []
        : [`  code       ${await checkCode({ module: module.slug, name, answers })}`]),
      ...wrong.map((line) => `  wrong      ${line}`),
    ],
    isWhole: wrong.length === 0,
  };
}

const rounded = (value: number): string => String(Math.round(value * 100) / 100);
