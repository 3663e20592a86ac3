import type { SpokenLine } from './outcome.ts';
import type { Side, SideEvent } from './events.ts';

/**
 * Orders the lines that several sides printed, as far as they have an order.
 *
 * The rule: a line *precedes* a line of another side if that side, when it printed, had read something that the first
 * side wrote after its own line (directly, or through a third side). Nothing else is guaranteed: two lines that do not
 * precede each other may be in either order. This is Lamport's “happened before” (Communications of the ACM 21(7),
 * 1978) with bytes on connections as the messages.
 *
 * The canonical order places each line as early as possible: by the idle point it came before (the runner starts
 * clients one after the other, each once everything is idle), then by the length of the longest chain of lines that
 * must precede it, then by side, then by position. It does not depend on which line happened to be printed first.
 */
export function orderLines(sides: readonly Side[]): readonly SpokenLine[] {
  const clocks = sides.map((): (readonly number[] | undefined)[] => []);
  const ends = connectionsOf(sides);

  /** The vector clock of an event: how many events of each side come before it, including itself. */
  const clockOf = (side: number, index: number): readonly number[] => {
    const known = clocks[side]![index];
    if (known !== undefined) return known;
    const clock: number[] = index === 0 ? sides.map(() => 0) : [...clockOf(side, index - 1)];
    clock[side] = index + 1;
    clocks[side]![index] = clock; // also terminates on a cycle, which only a forged clock could cause
    for (const [connection, { read }] of sides[side]!.events[index]!.reach) {
      for (const other of ends.get(connection) ?? []) {
        if (other === side) continue;
        const last = lastBefore(sides[other]!.events, connection, read);
        if (last < 0) continue;
        clockOf(other, last).forEach((count, at) => {
          clock[at] = Math.max(clock[at]!, count);
        });
      }
    }
    return clock;
  };

  const lines = sides.flatMap((side, at) => {
    let count = 0;
    return side.events.flatMap((event, index) => {
      if (event.text === undefined) return [];
      const phase = side.rests?.filter((printed) => printed <= count).length ?? 0;
      count++;
      return [{ side: at, index, text: event.text, clock: clockOf(at, index), phase }];
    });
  });
  const precedes = (a: (typeof lines)[number], b: (typeof lines)[number]): boolean =>
    a !== b && b.clock[a.side]! > a.index && !(a.side === b.side && a.index > b.index);
  const depth = new Map<(typeof lines)[number], number>();
  const depthOf = (line: (typeof lines)[number]): number => {
    const known = depth.get(line);
    if (known !== undefined) return known;
    depth.set(line, 0);
    const deepest = Math.max(-1, ...nearest(line).map(depthOf)) + 1;
    depth.set(line, deepest);
    return deepest;
  };
  /** For each side, the last line that precedes this one. */
  const nearest = (line: (typeof lines)[number]): typeof lines =>
    sides.flatMap((_, side) => lines.findLast((other) => other.side === side && precedes(other, line)) ?? []);

  const ordered = lines.toSorted(
    (a, b) => a.phase - b.phase || depthOf(a) - depthOf(b) || a.side - b.side || a.index - b.index,
  );
  return ordered.map((line) => {
    const before = nearest(line);
    const needed = before.filter((a) => a.side !== line.side && !before.some((b) => precedes(a, b)));
    return {
      from: sides[line.side]!.actor,
      text: line.text,
      after: needed.map((a) => ordered.indexOf(a)).toSorted((a, b) => a - b),
    };
  });
}

/** The sides at the ends of each connection. */
function connectionsOf(sides: readonly Side[]): ReadonlyMap<string, readonly number[]> {
  const ends = new Map<string, Set<number>>();
  sides.forEach((side, at) => {
    for (const event of side.events)
      for (const connection of event.reach.keys()) ends.set(connection, (ends.get(connection) ?? new Set()).add(at));
  });
  return new Map([...ends].map(([connection, at]) => [connection, [...at]]));
}

/**
 * The last event at which less than `read` had been written to the connection: a side that has read that far has read
 * past it.
 */
function lastBefore(events: readonly SideEvent[], connection: string, read: number): number {
  return events.findLastIndex((event) => (event.reach.get(connection)?.written ?? 0) < read);
}
