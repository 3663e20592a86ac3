/** `onopen`, `onmessage` …: each a property that holds at most one listener, in the place where it was first set. */
export function defineHandlers(constructor: { readonly prototype: EventTarget }, types: readonly string[], report: (error: unknown) => void): void {
  for (const type of types) {
    const slots = new WeakMap<EventTarget, { handler: ((event: Event) => unknown) | null }>();
    Object.defineProperty(constructor.prototype, `on${type}`, {
      get(this: EventTarget) {
        return slots.get(this)?.handler ?? null;
      },
      set(this: EventTarget, handler: unknown) {
        let slot = slots.get(this);
        if (!slot) {
          const created = { handler: null as ((event: Event) => unknown) | null };
          slots.set(this, (slot = created));
          this.addEventListener(type, (event) => {
            try {
              created.handler?.call(this, event);
            } catch (error) {
              report(error);
            }
          });
        }
        slot.handler = typeof handler === 'function' ? (handler as (event: Event) => unknown) : null;
      },
      enumerable: true,
      configurable: true,
    });
  }
}

/** Constants both on the class and on its objects, as the web platform has them. */
export function defineConstants(constructor: { readonly prototype: object }, constants: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(constants)) {
    for (const owner of [constructor, constructor.prototype]) Object.defineProperty(owner, name, { value, enumerable: true });
  }
}
