import { orderable } from '../kit/enhance-order.ts';
import { register } from '../kit/registry.ts';
import { startingOrder } from './arrange.ts';
import type { OrderingKey } from './grade.ts';

register<OrderingKey>(
  'ordering',
  orderable(({ items }, seed) => startingOrder(items, seed)),
);
