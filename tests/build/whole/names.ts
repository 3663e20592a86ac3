import { attributeOf, elementsIn, isElement, parentOf, squeezed, type Element, type Node } from './html-tree.ts';

/** What a browser lets people operate, by tag or role. */
export function controlsIn(page: Element): readonly Element[] {
  return [...elementsIn(page)].filter(isControl);
}

/** Roles of what can be operated, or of a window that asks for it. */
const roles = new Set([
  'button',
  'checkbox',
  'combobox',
  'link',
  'listbox',
  'menuitem',
  'option',
  'radio',
  'radiogroup',
  'searchbox',
  'slider',
  'spinbutton',
  'switch',
  'tab',
  'textbox',
  'dialog',
]);

function isControl(element: Element): boolean {
  const role = attributeOf(element, 'role');
  if (role !== undefined && roles.has(role)) return true;
  switch (element.tagName) {
    case 'a':
    case 'area':
      return attributeOf(element, 'href') !== undefined && role === undefined;
    case 'input':
      // A box that scripts alone tick is shown to nobody.
      return attributeOf(element, 'type') !== 'hidden' && attributeOf(element, 'hidden') === undefined;
    case 'button':
    case 'select':
    case 'textarea':
    case 'summary':
    case 'iframe':
      return true;
    default:
      return false;
  }
}

/**
 * The accessible name of a control, by the rules of accname-1.2 and HTML-AAM that pages like these depend on. Where
 * Chromium ends a name early, this does, too.
 */
export class Names {
  readonly #byId = new Map<string, Element>();
  readonly #labels = new Map<Element, Element[]>();
  readonly #hidden = new Set<Element>();

  constructor(page: Element) {
    for (const element of elementsIn(page)) {
      const id = attributeOf(element, 'id');
      if (id !== undefined && !this.#byId.has(id)) this.#byId.set(id, element);
      const parent = parentOf(element);
      if (attributeOf(element, 'aria-hidden') === 'true' || (parent !== undefined && this.#hidden.has(parent)))
        this.#hidden.add(element);
    }
    for (const element of elementsIn(page)) {
      if (element.tagName !== 'label') continue;
      const of = attributeOf(element, 'for');
      const control =
        of === undefined
          ? [...elementsIn(element)].find(
              ({ tagName, attrs }) =>
                ['button', 'input', 'meter', 'progress', 'select', 'textarea'].includes(tagName) &&
                !attrs.some(({ name, value }) => name === 'type' && value === 'hidden'),
            )
          : this.#byId.get(of);
      if (control !== undefined) this.#labels.set(control, [...(this.#labels.get(control) ?? []), element]);
    }
  }

  /** Whether nobody perceives it: what is not perceived needs no name. */
  isHidden(element: Element): boolean {
    return this.#hidden.has(element);
  }

  of(control: Element): string {
    const by = attributeOf(control, 'aria-labelledby')
      ?.split(/\s+/)
      .flatMap((id) => this.#byId.get(id) ?? []);
    if (by !== undefined && by.length > 0)
      return squeezed(by.map((element) => this.#content(element, control)).join(' '));
    const label = attributeOf(control, 'aria-label')?.trim();
    if (label) return label;
    return squeezed(
      this.#native(control) || attributeOf(control, 'title') || attributeOf(control, 'placeholder') || '',
    );
  }

  #native(control: Element): string {
    const labels = this.#labels.get(control);
    if (labels !== undefined) return labels.map((label) => this.#content(label, control)).join(' ');
    switch (control.tagName) {
      case 'a':
      case 'button':
      case 'summary':
        return this.#content(control, control);
      case 'area':
        return attributeOf(control, 'alt') ?? '';
      case 'input':
        return (
          attributeOf(
            control,
            { button: 'value', submit: 'value', reset: 'value', image: 'alt' }[attributeOf(control, 'type') ?? ''] ??
              '',
          ) ?? ''
        );
      default:
        return ['button', 'link', 'option', 'tab', 'menuitem', 'checkbox', 'radio', 'switch'].includes(
          attributeOf(control, 'role') ?? '',
        )
          ? this.#content(control, control)
          : '';
    }
  }

  #content(node: Node, control: Element): string {
    if ('value' in node) return node.value;
    if (
      !isElement(node) ||
      this.#hidden.has(node) ||
      (node !== control && attributeOf(node, 'hidden') !== undefined) ||
      ['script', 'style', 'template'].includes(node.tagName)
    )
      return '';
    const label = attributeOf(node, 'aria-label')?.trim();
    if (label && node !== control) return ` ${label} `;
    switch (node.tagName) {
      case 'img':
        return ` ${attributeOf(node, 'alt') ?? attributeOf(node, 'title') ?? ''} `;
      case 'input':
      case 'select':
      case 'textarea':
        // What was entered is no name.
        return '';
      case 'figure':
      case 'table':
      case 'blockquote':
        // Chromium 156 ends a name here.
        if (attributeOf(node, 'role') === undefined) return '';
    }
    const inner = node.childNodes.map((child) => this.#content(child, control)).join('');
    return /^(?:address|article|aside|blockquote|br|dd|details|div|dl|dt|fieldset|figcaption|figure|h[1-6]|hr|li|ol|p|pre|section|table|td|th|tr|ul)$/.test(
      node.tagName,
    )
      ? ` ${inner} `
      : inner;
  }
}
