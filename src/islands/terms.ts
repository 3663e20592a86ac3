/** Opens what a term means for a pointer and the focus; without it, a click or tap does. */
for (const button of document.querySelectorAll<HTMLButtonElement>('.term')) {
  const text = button.popoverTargetElement;
  if (!(text instanceof HTMLElement)) continue;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    clearTimeout(leaving);
    // It is shown beside what it is opened from.
    text.showPopover({ source: button });
  };
  // Long enough for the pointer to come over to what was opened (WCAG 2.2, 1.4.13).
  const close = (): void => {
    leaving = setTimeout(() => text.hidePopover(), 300);
  };
  for (const part of [button, text]) {
    part.addEventListener('pointerenter', ({ pointerType }) => void (pointerType === 'mouse' && open()));
    part.addEventListener('pointerleave', ({ pointerType }) => void (pointerType === 'mouse' && close()));
  }
  button.addEventListener('focus', () => void (button.matches(':focus-visible') && open()));
  button.addEventListener('blur', close);
  // What the pointer has opened, a click leaves open.
  button.addEventListener('click', (event) => {
    if (!text.matches(':popover-open') || !button.matches(':hover')) return;
    event.preventDefault();
  });
}
