/** Something outside Lectern that keeps it from starting: one sentence on what it is, one on the way out. */
export class Obstacle extends Error {
  /**
   * @param {string} message What is in the way.
   * @param {string} wayOut What to do about it.
   */
  constructor(message, wayOut) {
    super(message);
    this.name = 'Obstacle';
    this.wayOut = wayOut;
  }
}
