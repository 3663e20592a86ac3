/** Moves the focus to a non-interactive element, and brings the question or result it belongs to to the top of the view. */
export function focusOn(target: HTMLElement | null): void {
  if (target === null) return;
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
  (target.closest('.question, .result') ?? target).scrollIntoView();
}
