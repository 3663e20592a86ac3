import { register } from '../kit/registry.ts';
import { isMisspelt } from '../kit/typed.ts';
import { numberIn } from '../numeric/grade.ts';
import { fillInGrader, type FillInKey } from './grade.ts';

register<FillInKey>('fill-in', {
  ...fillInGrader,
  complete: ({ blanks }, response) =>
    Object.keys(response).length > 0 &&
    blanks.every(
      ([name, key]) => !('number' in key) || !(name in response) || numberIn(key.number, response[name]) !== undefined,
    ),
  isMisspelt: ({ blanks }, response) =>
    blanks.some(([name, key]) => 'accept' in key && isMisspelt(key, response[name] ?? '')),
});
