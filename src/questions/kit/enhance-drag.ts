/** What happens while something is carried. */
export interface Carrying {
  /** Whether it may be picked up now. */
  starts(event: PointerEvent): boolean;
  moves(event: PointerEvent): void;
  /** Let go here; `undefined` where the browser took the pointer away. */
  ends(dropped: PointerEvent | undefined): void;
}

/** How near the pointer comes to the window's edge, in CSS pixels, before the page scrolls along. */
const edge = 56;

/**
 * Lets a mouse, a pen or a finger carry something by `handle`. An extra: whatever it does has to be possible without.
 * By touch the handle must not scroll the page (`touch-action: none`), or the browser takes the pointer away.
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
