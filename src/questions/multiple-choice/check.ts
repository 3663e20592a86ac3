import { register } from '../kit/registry.ts';
import { multipleChoiceGrader } from './grade.ts';

register('multiple-choice', multipleChoiceGrader);
