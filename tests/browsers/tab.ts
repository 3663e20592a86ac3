/** A tab of some browser, driven as a learner would drive it: by pointer, by keys, and by looking at the page. */

/** The first visible element that matches, and whose name or text contains `text`. */
export interface Target {
  readonly css: string;
  readonly text?: string | undefined;
}

/** One source of input and what it does, as both WebDriver protocols name it. */
export type Actions = readonly Readonly<Record<string, unknown>>[];

/** A browser that is there. */
export interface Browser {
  /** A tab that shares nothing with any other. */
  fresh(): Promise<Tab>;
  close(): Promise<void>;
}

/** A browser that tests may ask for. */
export interface Engine {
  readonly name: string;
  /** What is missing to drive it here; nothing if it can be started. */
  readonly lacks: string | undefined;
  /** Its driver has no way to print. */
  readonly cannotPrint: boolean;
  start(): Promise<Browser>;
}

const PATIENCE = 60_000;

export abstract class Tab {
  abstract open(address: string): Promise<void>;
  abstract close(): Promise<void>;
  abstract resize(width: number, height: number): Promise<void>;
  /** The page as a PDF document. */
  abstract print(): Promise<Buffer>;
  /** Calls a function whose source is given, in the page, with one argument: JSON in, JSON out. */
  protected abstract call(source: string, argument: string): Promise<string>;
  protected abstract act(actions: Actions): Promise<void>;

  /** What the function gives in the page. It sees nothing of the test but its argument. */
  async evaluate<Argument, Result>(
    look: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result> {
    const source = `async (json) => JSON.stringify((await (${look.toString()})(JSON.parse(json))) ?? null)`;
    return JSON.parse(await this.call(source, JSON.stringify(argument ?? null))) as Result;
  }

  /** Waits until the function gives something true, and gives it. */
  async until<Argument, Result>(
    look: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result> {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const result = await this.evaluate(look, argument);
      if (result) return result;
      if (Date.now() > end)
        throw new Error(
          `This did not come true: ${look.name} ${JSON.stringify(argument)}. The page complains of ${JSON.stringify(await this.complaints())}, and says: ${await this.#text()}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  #text(): Promise<string> {
    return this.evaluate(
      () =>
        document.querySelector('dialog[open]')?.textContent ??
        document.querySelector('.lab, .session, main')?.textContent?.slice(0, 600) ??
        '',
      undefined,
    );
  }

  /** Waits for an element. */
  async sees(css: string, text?: string): Promise<void> {
    await this.until(find, { css, text });
  }

  async texts(css: string): Promise<readonly string[]> {
    return this.evaluate(
      (css) =>
        [...document.querySelectorAll(css)]
          .filter((element) => element.getClientRects().length > 0)
          .map((element) => element.textContent ?? ''),
      css,
    );
  }

  async click(target: Target): Promise<void> {
    const middle = await this.#place(target);
    await this.#point([move(middle), { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }]);
  }

  /** Carries one thing to another: both have to be in view at once. */
  async drag(from: Target, to: Target): Promise<void> {
    const target = await this.#place(to);
    const start = await this.#place(from, 'as it is');
    const steps = Array.from({ length: 12 }, (_, index) => (index + 1) / 12).map((part) =>
      move({ x: start.x + (target.x - start.x) * part, y: start.y + (target.top + 4 - start.y) * part }, 20),
    );
    await this.#point([
      move(start),
      { type: 'pointerDown', button: 0 },
      ...steps,
      { type: 'pause', duration: 100 },
      { type: 'pointerUp', button: 0 },
    ]);
  }

  /** Types a text, or presses a key by its code (`Key`). */
  async type(text: string): Promise<void> {
    const actions = [...text].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.act([{ type: 'key', id: 'keys', actions }]);
  }

  /** A key while another is held. */
  async chord(held: string, value: string): Promise<void> {
    await this.act([
      {
        type: 'key',
        id: 'keys',
        actions: [
          { type: 'keyDown', value: held },
          { type: 'keyDown', value },
          { type: 'keyUp', value },
          { type: 'keyUp', value: held },
        ],
      },
    ]);
  }

  /** What has the focus: its name, or its text; `page` if nothing has. */
  focus(): Promise<string> {
    return this.evaluate(() => {
      const element = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
      if (element === null || element === document.body) return 'page';
      return element.getAttribute('aria-label') ?? element.textContent ?? '';
    }, undefined);
  }

  /** Everything that the page complained of so far: see `site.ts`. */
  complaints(): Promise<readonly string[]> {
    return this.evaluate(
      () => (globalThis as unknown as { complaints?: readonly string[] }).complaints ?? ['the probe did not run'],
      undefined,
    );
  }

  async #place(target: Target, scroll: 'into view' | 'as it is' = 'into view'): Promise<Place> {
    await this.until(find, target);
    return this.evaluate(place, { ...target, scrolls: scroll === 'into view' });
  }

  #point(actions: readonly object[]): Promise<void> {
    return this.act([{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }]);
  }
}

export const Key = { enter: '\uE007', tab: '\uE004', shift: '\uE008', control: '\uE009' } as const;

const move = ({ x, y }: { x: number; y: number }, duration = 0): object => ({
  type: 'pointerMove',
  x: Math.round(x),
  y: Math.round(y),
  duration,
  origin: 'viewport',
});

/** The middle of an element, and its upper edge. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly top: number;
}

/** Functions of the page: they may use nothing of this module. */
function find({ css, text }: Target): boolean {
  return [...document.querySelectorAll(css)].some(
    (element) =>
      element.getClientRects().length > 0 &&
      (text === undefined || `${element.getAttribute('aria-label') ?? ''} ${element.textContent}`.includes(text)),
  );
}

async function place({ css, text, scrolls }: Target & { scrolls: boolean }): Promise<Place> {
  const element = [...document.querySelectorAll(css)].find(
    (one) =>
      one.getClientRects().length > 0 &&
      (text === undefined || `${one.getAttribute('aria-label') ?? ''} ${one.textContent}`.includes(text)),
  );
  if (element === undefined) throw new Error(`There is no ${css} ${text ?? ''}`);
  if (scrolls) element.scrollIntoView({ block: 'center', behavior: 'instant' });
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2, top: y };
}
