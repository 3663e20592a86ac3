/** Takes the answer key out of a quiz: `noscript` is mere text to a document that may run scripts, and markup to one that may not. */
export function takeKey(quiz: HTMLElement): HTMLElement {
  const holder = quiz.querySelector('noscript');
  const template = document.createElement('template');
  template.innerHTML = holder?.firstElementChild?.outerHTML ?? holder?.textContent ?? '';
  holder?.remove();
  return template.content.firstElementChild as HTMLElement;
}
