import { register } from '../kit/registry.ts';
import { trueFalseGrader } from './grade.ts';

register('true-false', trueFalseGrader);
