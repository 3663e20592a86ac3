import { register } from '../questions/kit/registry.ts';
import { multipleChoiceGrader } from '../questions/multiple-choice/grade.ts';
import { singleChoiceGrader } from '../questions/single-choice/grade.ts';
import { trueFalseGrader } from '../questions/true-false/grade.ts';

// The three types that native controls do in full: they come with every page that asks.
register('single-choice', singleChoiceGrader);
register('multiple-choice', multipleChoiceGrader);
register('true-false', trueFalseGrader);
