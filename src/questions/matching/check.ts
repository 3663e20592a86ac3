import { register } from '../kit/registry.ts';
import { matchingGrader } from './grade.ts';

register('matching', matchingGrader);
