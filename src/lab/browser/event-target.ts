import { queueTask } from '../node/loop.ts';

type Listener = ((event: Event) => unknown) | { handleEvent(event: Event): unknown } | null;
interface Entry {
  readonly type: string;
  readonly listener: Listener;
  readonly once: boolean;
  /** Set for event handler properties such as `onmessage`, whose listener can be replaced. */
  readonly handler?: { current: Listener };
}

/**
 * An event target that runs each listener as a separate task. When a browser dispatches an event, microtasks run after
 * each listener; with `dispatchEvent` called from a script they would not, and programs would see a different order.
 */
export class PlatformTarget extends EventTarget {
  readonly #entries: Entry[] = [];

  override addEventListener(type: string, listener: Listener, options?: boolean | AddEventListenerOptions): void {
    const once = typeof options === 'object' && options.once === true;
    if (listener && !this.#entries.some((entry) => entry.type === type && entry.listener === listener))
      this.#entries.push({ type, listener, once });
  }
  override removeEventListener(type: string, listener: Listener): void {
    const at = this.#entries.findIndex((entry) => entry.type === type && entry.listener === listener);
    if (at >= 0) this.#entries.splice(at, 1);
  }
  override dispatchEvent(event: Event): boolean {
    this.#tell(event, (act) => act());
    return true;
  }

  /**
   * Queues one task per listener. `before` is called once, right before the first; if it returns false, no listener
   * runs.
   */
  fire(event: Event, before: () => boolean = () => true): void {
    queueTask(() => {
      if (before()) this.#tell(event, queueTask);
    });
  }

  #tell(event: Event, how: (act: () => void) => void): void {
    Object.defineProperties(event, {
      target: { value: this, configurable: true },
      currentTarget: { value: this, configurable: true },
      srcElement: { value: this, configurable: true },
    });
    for (const entry of this.#entries.filter(({ type }) => type === event.type)) {
      if (entry.once) this.#entries.splice(this.#entries.indexOf(entry), 1);
      const listener = entry.handler ? entry.handler.current : entry.listener;
      if (typeof listener === 'function') how(() => void listener.call(this, event));
      else if (listener) how(() => void listener.handleEvent(event));
    }
  }

  /**
   * Defines `onopen`, `onmessage` and so on: each holds at most one listener, which keeps the position at which it was
   * first set.
   */
  static defineHandlers(constructor: { readonly prototype: PlatformTarget }, types: readonly string[]): void {
    for (const type of types) {
      const entryOf = (target: PlatformTarget): Entry | undefined =>
        target.#entries.find((entry) => entry.type === type && entry.handler);
      Object.defineProperty(constructor.prototype, `on${type}`, {
        get(this: PlatformTarget) {
          return entryOf(this)?.handler?.current ?? null;
        },
        set(this: PlatformTarget, listener: unknown) {
          const current = typeof listener === 'function' ? (listener as Listener) : null;
          const entry = entryOf(this);
          if (entry?.handler) entry.handler.current = current;
          else this.#entries.push({ type, listener: null, once: false, handler: { current } });
        },
        enumerable: true,
        configurable: true,
      });
    }
  }
}

/** Defines constants on both the class and its prototype, as the web platform does. */
export function defineConstants(
  constructor: { readonly prototype: object },
  constants: Readonly<Record<string, number>>,
): void {
  for (const [name, value] of Object.entries(constants)) {
    for (const owner of [constructor, constructor.prototype])
      Object.defineProperty(owner, name, { value, enumerable: true });
  }
}
