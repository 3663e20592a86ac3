import type { Output, Terminal } from './terminal.ts';

/** Says how far long work has come. May be told as often as one likes: only what a reader can follow is written. */
export interface ProgressDisplay {
  /** `total` is 0 where nobody knows it. */
  update(phase: string, done: number, total: number): void;
  /** The work is over: what was said goes, where it can. Other lines may be written from here on. */
  end(): void;
}

/**
 * The display that suits whoever reads `output`: at a terminal one line that changes, elsewhere plain lines.
 *
 * @param now Milliseconds, never less than before.
 */
export function progressDisplay(output: Output, env: Terminal['env'], now: () => number): ProgressDisplay {
  return canRewrite(output, env) ? changingLine(output, now) : plainLines(output, now);
}

/** A log keeps every line that was ever written: programs that record terminals set `CI`, terminals that know no escape sequences are `dumb`. */
function canRewrite(output: Output, env: Terminal['env']): boolean {
  return output.isTerminal && env['TERM'] !== 'dumb' && !env['CI'];
}

/** Milliseconds between two pictures of the same phase: more often nobody can read. */
const betweenPictures = 100;

function changingLine(output: Output, now: () => number): ProgressDisplay {
  let shown: { readonly phase: string; readonly at: number } | undefined;
  return {
    update(phase, done, total) {
      const at = now();
      if (shown?.phase === phase && at - shown.at < betweenPictures) return;
      shown = { phase, at };
      // One column is left free: a terminal may wrap after its last one, and then the line could not be taken back.
      output.write(`${takeBack}${progressLine(phase, done, total).slice(0, Math.max(0, output.columns - 1))}`);
    },
    end() {
      if (shown !== undefined) output.write(takeBack);
      shown = undefined;
    },
  };
}

/** Back to the start of the line, and away with what it says (ECMA-48: CR, EL). */
const takeBack = '\r\u001B[K';

/** Milliseconds of silence in a log: most work is done by then, and needs no words. */
const silence = 3000;
/** After that, a phase is said when it begins, and again after every so many hundredths of it, not more often than once a second. */
const stepInHundredths = 10;
const betweenLines = 1000;

function plainLines(output: Output, now: () => number): ProgressDisplay {
  const began = now();
  let said: { readonly phase: string; readonly step: number; readonly at: number } | undefined;
  return {
    update(phase, done, total) {
      const at = now();
      if (at - began < silence) return;
      const step = total === 0 ? 0 : Math.floor((done / total) * (100 / stepInHundredths));
      if (said?.phase === phase && (step <= said.step || at - said.at < betweenLines)) return;
      said = { phase, step, at };
      output.write(`${progressLine(phase, done, total)}\n`);
    },
    end() {
      said = undefined;
    },
  };
}

/** `colour code: 1,250 of 2,000 (62 %)`, or the phase alone where nobody knows how much there is to do. */
export function progressLine(phase: string, done: number, total: number): string {
  if (total === 0) return phase;
  return `${phase}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')} (${Math.floor((done / total) * 100)} %)`;
}
