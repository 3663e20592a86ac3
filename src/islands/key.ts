/**
 * Removes the answer key from a quiz and returns it. The contents of `noscript` are text if scripting is enabled, and
 * markup if not.
 */
export function takeKey(quiz: HTMLElement): HTMLElement {
  const holder = quiz.querySelector('noscript');
  const template = document.createElement('template');
  template.innerHTML = holder?.firstElementChild?.outerHTML ?? holder?.textContent ?? '';
  holder?.remove();
  return template.content.firstElementChild as HTMLElement;
}
