import { register } from '../kit/registry.ts';
import { shortAnswerGrader } from './grade.ts';

register('short-answer', shortAnswerGrader);
