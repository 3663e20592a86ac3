import type { Output, Terminal } from './terminal.ts';

/** Shows the progress of long work. `update` may be called at any rate; output is throttled. */
export interface ProgressDisplay {
  /** `total` is 0 if unknown. */
  update(phase: string, done: number, total: number): void;
  /** Ends the display and erases it where possible. Other output may follow. */
  end(): void;
}

/**
 * Chooses a display for `output`: a single updating line on a terminal, otherwise plain lines.
 *
 * @param now A monotonic clock in milliseconds.
 */
export function progressDisplay(output: Output, env: Terminal['env'], now: () => number): ProgressDisplay {
  return canRewrite(output, env) ? changingLine(output, now) : plainLines(output, now);
}

/** Logs keep every line ever written: CI systems set `CI`, and terminals without escape sequences are `dumb`. */
function canRewrite(output: Output, env: Terminal['env']): boolean {
  return output.isTerminal && env['TERM'] !== 'dumb' && !env['CI'];
}

/** Minimum interval between updates of the same phase, in milliseconds. */
const betweenPictures = 100;

function changingLine(output: Output, now: () => number): ProgressDisplay {
  let shown: { readonly phase: string; readonly at: number } | undefined;
  return {
    update(phase, done, total) {
      const at = now();
      if (shown?.phase === phase && at - shown.at < betweenPictures) return;
      shown = { phase, at };
      // One column is left free: a terminal may wrap after the last one, and then the line could not be erased.
      output.write(`${takeBack}${progressLine(phase, done, total).slice(0, Math.max(0, output.columns - 1))}`);
    },
    end() {
      if (shown !== undefined) output.write(takeBack);
      shown = undefined;
    },
  };
}

/** Returns to the start of the line and erases it (ECMA-48: CR, EL). */
const takeBack = '\r\u001B[K';

/** Delay before anything is logged, in milliseconds: most work has finished by then. */
const silence = 3000;
/** After that, a phase is logged when it starts and at every such step in per cent, at most once per second. */
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

/** `colour code: 1,250 of 2,000 (62 %)`, or only the phase if the total is unknown. */
export function progressLine(phase: string, done: number, total: number): string {
  if (total === 0) return phase;
  return `${phase}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')} (${Math.floor((done / total) * 100)} %)`;
}
