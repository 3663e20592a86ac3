import { register } from '../kit/registry.ts';
import { selfCheckGrader, type SelfCheckKey } from './grade.ts';

register<SelfCheckKey>('self-check', {
  ...selfCheckGrader,
  complete: ({ criteria }, response) =>
    response['seen'] === 'on' && (criteria.length > 0 || Boolean(response['level'])),
});
