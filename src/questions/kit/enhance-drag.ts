/** Callbacks of a drag. */
export interface Carrying {
  /** Whether the drag may start. */
  starts(event: PointerEvent): boolean;
  moves(event: PointerEvent): void;
  /** Dropped; `undefined` if the browser cancelled the pointer. */
  ends(dropped: PointerEvent | undefined): void;
}

/** Distance from the edge of the viewport at which the page starts to scroll, in CSS pixels. */
const edge = 56;

/**
 * Makes something draggable by `handle` with mouse, pen or touch. A progressive enhancement: everything it does must be
 * possible without it. The handle needs `touch-action: none`, otherwise the browser cancels the pointer to scroll.
 */
export function carryBy(handle: HTMLElement, { starts, moves, ends }: Carrying): void {
  let carrying = false;
  handle.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !starts(event)) return;
    carrying = true;
    handle.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  handle.addEventListener('pointermove', (event) => {
    if (!carrying) return;
    moves(event);
    const beyond = Math.max(0, event.clientY - innerHeight + edge) - Math.max(0, edge - event.clientY);
    if (beyond !== 0) scrollBy({ top: beyond / 2, behavior: 'instant' });
  });
  const end = (dropped?: PointerEvent) => {
    if (carrying) ends(dropped);
    carrying = false;
  };
  handle.addEventListener('pointerup', end);
  handle.addEventListener('lostpointercapture', () => end());
}
