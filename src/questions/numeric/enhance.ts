import { register } from '../kit/registry.ts';
import { numberIn, numericGrader } from './grade.ts';

register('numeric', {
  ...numericGrader,
  complete: (key, response) => numberIn(key, response['text']) !== undefined,
});
