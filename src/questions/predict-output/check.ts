import { register } from '../kit/registry.ts';
import { predictOutputGrader } from './grade.ts';

register('predict-output', predictOutputGrader);
