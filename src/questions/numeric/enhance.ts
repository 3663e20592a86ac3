import { register } from '../kit/registry.ts';
import { numericGrader } from './grade.ts';
import { readNumber } from './number.ts';

register('numeric', {
  ...numericGrader,
  complete: (key, response) => readNumber(response['text'] ?? '', key.decimal, key.unit) !== undefined,
});
