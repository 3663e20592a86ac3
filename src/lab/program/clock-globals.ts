import { clock } from '../node/loop.ts';

const NativeDate = Date;

/** `Date` and `performance` on the lab's clock. */
export function clockGlobals(): { Date: DateConstructor; performance: object } {
  const now = (): number => Math.floor(clock.epoch + clock.now);
  const LabDate = new Proxy(NativeDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length > 0 ? args : [now()], newTarget) as object,
    apply: () => new NativeDate(now()).toString(),
    get: (target, key, receiver) => (key === 'now' ? now : (Reflect.get(target, key, receiver) as unknown)),
  });
  Object.defineProperty(NativeDate.prototype, 'constructor', { value: LabDate, writable: true, configurable: true });
  return { Date: LabDate, performance: { now: () => clock.now, timeOrigin: clock.epoch, toJSON: () => ({}) } };
}
