/** Progress of one side on one connection: bytes read and written so far (or any unit that grows with them). */
export interface Reach {
  readonly read: number;
  readonly written: number;
}

/** An event of one side: it printed a line, or (without `text`) sent something. */
export interface SideEvent {
  readonly text?: string;
  /** By connection; a missing connection has been neither read nor written. */
  readonly reach: ReadonlyMap<string, Reach>;
}

/** All events of one side, in order. */
export interface Side {
  readonly actor: string;
  readonly events: readonly SideEvent[];
  /** How many lines it had printed each time the whole exchange became idle. */
  readonly rests?: readonly number[];
}
