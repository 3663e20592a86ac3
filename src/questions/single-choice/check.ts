import { register } from '../kit/registry.ts';
import { singleChoiceGrader } from './grade.ts';

register('single-choice', singleChoiceGrader);
