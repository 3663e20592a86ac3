import { register } from '../kit/registry.ts';
import { numericGrader } from './grade.ts';
import { parseNumber } from './number.ts';

register('numeric', { ...numericGrader, complete: (key, response) => parseNumber(response['text'] ?? '', key.decimal, key.unit) !== undefined });
