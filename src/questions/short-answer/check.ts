import { register } from '../kit/registry.ts';
import { isMisspelt } from '../kit/typed.ts';
import { shortAnswerGrader, type ShortAnswerKey } from './grade.ts';

register<ShortAnswerKey>('short-answer', {
  ...shortAnswerGrader,
  isMisspelt: (key, response) => isMisspelt(key, response['text'] ?? ''),
});
