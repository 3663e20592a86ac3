interface TypedMarkup {
  createHTML(text: string): string;
}

/** The one place at which text of a page becomes markup; its policy (`require-trusted-types-for`) lets no other do so. */
const markup: TypedMarkup = (
  globalThis as { trustedTypes?: { createPolicy(name: string, rules: TypedMarkup): TypedMarkup } }
).trustedTypes?.createPolicy('lectern', { createHTML: (text) => text }) ?? { createHTML: (text) => text };

/**
 * Removes the answer key from a quiz and returns it. The contents of `noscript` are text if scripting is enabled, and
 * markup if not.
 */
export function takeKey(quiz: HTMLElement): HTMLElement {
  const holder = quiz.querySelector('noscript');
  const template = document.createElement('template');
  template.innerHTML = markup.createHTML(holder?.firstElementChild?.outerHTML ?? holder?.textContent ?? '');
  holder?.remove();
  return template.content.firstElementChild as HTMLElement;
}
