import { register } from '../questions/kit/registry.ts';
import { multipleChoiceGrader } from '../questions/multiple-choice/grade.ts';
import { singleChoiceGrader } from '../questions/single-choice/grade.ts';
import { trueFalseGrader } from '../questions/true-false/grade.ts';

// The three types that need only native controls are loaded on every page with questions.
register('single-choice', singleChoiceGrader);
register('multiple-choice', multipleChoiceGrader);
register('true-false', trueFalseGrader);
