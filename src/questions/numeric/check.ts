import { register } from '../kit/registry.ts';
import { numberIn, numericGrader, type NumericKey } from './grade.ts';

register<NumericKey>('numeric', {
  ...numericGrader,
  complete: (key, response) => numberIn(key, response['text']) !== undefined,
});
