import { examOf } from '../../../schemas/exam.ts';
import type { CourseData } from '../../../schemas/course.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { ModuleFile } from '../read-files.ts';
import { problem } from '../problem.ts';
import { asList, asMapping, valueAt } from '../value.ts';

/** Checks that an exam asks nothing that learners grade themselves, which they do with the right answer in view. */
export function checkExam({ quiz }: ModuleFile, course: CourseData['exam']): Diagnostic[] {
  const source = quiz?.source;
  if (source === undefined || examOf(quiz?.valid.data.exam, course) === undefined) return [];
  return asList(valueAt(source.value, ['questions'])).flatMap((question, index) =>
    asMapping(question)?.['type'] === 'self-check'
      ? [
          problem('exam-self-check', source.spanOf(['questions', index, 'type']), {
            message: 'a `self-check` cannot be part of an exam',
            why: 'it is graded by the learner, who would have to see the answer before handing in',
            fix: 'ask for something that can be checked, or write `exam: false` into this `quiz.yaml`',
          }),
        ]
      : [],
  );
}
