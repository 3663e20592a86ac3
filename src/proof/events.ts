/** How far one side had got on one connection: bytes (or units that grow with them) read and written so far. */
export interface Reach {
  readonly read: number;
  readonly written: number;
}

/** A moment in the life of one side: it printed a line, or (without `text`) it sent something. */
export interface SideEvent {
  readonly text?: string;
  /** By connection; a connection that is not there has neither been read nor written. */
  readonly reach: ReadonlyMap<string, Reach>;
}

/** All that one side did, in its own order. */
export interface Side {
  readonly actor: string;
  readonly events: readonly SideEvent[];
  /** How many lines it had printed each time the whole exchange came to rest. */
  readonly rests?: readonly number[];
}
