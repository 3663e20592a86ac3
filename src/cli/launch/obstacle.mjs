/** Something outside Lectern that prevents it from starting: one sentence on the problem, one on the solution. */
export class Obstacle extends Error {
  /**
   * @param {string} message What the problem is.
   * @param {string} wayOut How to solve it.
   */
  constructor(message, wayOut) {
    super(message);
    this.name = 'Obstacle';
    this.wayOut = wayOut;
  }
}
