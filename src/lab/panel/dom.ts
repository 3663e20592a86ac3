/**
 * Attributes of an element: `true` sets an empty attribute, `false` and undefined omit it. Names starting with `on` are
 * event listeners.
 */
type Attributes = Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>;
type Child = Node | string | undefined;

/** An element with attributes and children; strings become text, never HTML. */
export function el<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value !== undefined) element.setAttribute(key, String(value));
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** Text for screen readers only. */
export const spoken = (text: string): HTMLElement => el('span', { class: 'hidden' }, text);

/**
 * Makes an area a stop of the keyboard while it scrolls, and only then, with a name: without a stop the keyboard could
 * not scroll it, and with one that does not scroll it would stop for nothing. `inside`: what grows in it. `name`: a
 * text, or the ids of elements that have it.
 */
export function stopWhileScrolling(
  area: HTMLElement,
  inside: HTMLElement,
  name: { readonly label: string } | { readonly ids: string },
): void {
  const [attribute, value] = 'label' in name ? ['aria-label', name.label] : ['aria-labelledby', name.ids];
  const judge = (): void => {
    if (area.scrollHeight > area.clientHeight || area.scrollWidth > area.clientWidth) {
      area.tabIndex = 0;
      area.setAttribute('role', 'group');
      area.setAttribute(attribute, value);
    } else if (area !== document.activeElement)
      for (const given of ['tabindex', 'role', attribute]) area.removeAttribute(given);
  };
  const sizes = new ResizeObserver(judge);
  for (const one of [area, inside]) sizes.observe(one);
}
