import { LabClient } from '../../src/lab/page/client.ts';
import type { LabEvent, PageToHub, ProgramSpec, RunOptions } from '../../src/lab/protocol.ts';

/** The script of the stage: the lab's client, and a way to wait for what happens. */
let events: LabEvent[] = [];
let heard = (): void => {};
const state = { lost: 0 };

function gone(): void {
  state.lost++;
  heard();
}

const client = new LabClient(document.body, '/frame.html', {
  events: (more) => {
    events.push(...more);
    heard();
  },
  lost: gone,
  notStarted: gone,
});

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

Object.assign(globalThis, {
  lab: {
    boot: () => client.boot(),
    send: (message: PageToHub) => client.send(message),
    get lost() {
      return state.lost;
    },
    /** Asks for something, and gives what comes of it until the lab is at rest again and stays so. */
    async act(message: PageToHub) {
      const from = events.length;
      client.send(message);
      for (let waited = 0; waited < 10_000 && !events.slice(from).some(({ type }) => type === 'idle'); waited += 50)
        await later(50);
      for (let before = -1; before !== events.length; await later(300)) before = events.length;
      return events.slice(from);
    },
    async run(programs: ProgramSpec[], options: Partial<RunOptions>, until: string, limit: number) {
      await client.boot();
      // what an earlier run still had to say comes before its answer
      await later(30);
      events = [];
      const start = performance.now();
      let [stall, last] = [0, start];
      const beat = setInterval(() => {
        stall = Math.max(stall, performance.now() - last);
        last = performance.now();
      }, 10);
      const lostBefore = state.lost;
      await client.run(programs, options);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, limit);
        heard = () => {
          if (
            state.lost === lostBefore &&
            !events.some((event) => event.type === until || (event.type === 'console' && event.text === until))
          )
            return;
          clearTimeout(timer);
          resolve();
        };
      });
      clearInterval(beat);
      return { events: [...events], ms: performance.now() - start, stall };
    },
  },
});
