import { register } from '../kit/registry.ts';
import { fillInGrader } from './grade.ts';

register('fill-in', fillInGrader);
