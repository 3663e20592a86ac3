import { addressReach, attributeAddresses } from './addresses.ts';
import { servedElements, type ServedElement } from '../source/served-html.ts';
import { wayAround, wayAroundAttribute } from './html-policy.ts';

/**
 * The first thing in the HTML of a body, read as browsers will read it, that is neither on the list of what authors may
 * write nor of what pages themselves put into lessons; undefined if there is none. The last wall: it knows nothing of how
 * the HTML came about.
 */
export function strangerIn(html: string): string | undefined {
  const elements = servedElements(html);
  if (elements === undefined) return 'an end tag that ends a part of the page';
  for (const element of elements) {
    const found = strangeIn(element);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What of an element is on no list; undefined if everything is. */
export function strangeIn({ name, isDrawing, attributes }: ServedElement): string | undefined {
  const isData = name === 'script' && attributes.some((own) => own.name === 'type' && own.value === 'application/json');
  if (!isData && !ownElements.has(name) && wayAround({ name, isDrawing }, 'md') !== undefined) return `<${name}>`;
  for (const attribute of attributes) {
    const { name: key, value } = attribute;
    const isOwn = ownAttributes.has(key) || key.startsWith('data-') || (isData && key === 'type');
    if (!isOwn && wayAroundAttribute({ name, isDrawing }, attribute, 'md') !== undefined) return `${key} of <${name}>`;
    if (attributeAddresses(name, key, value).some(({ url }) => addressReach(url) === 'none'))
      return `${key}="${value}"`;
  }
  return undefined;
}

/** What the pages put into lessons beside what authors may write: labs and questions. */
const ownElements: ReadonlySet<string> = new Set(['form', 'live-lab', 'template', 'textarea']);
const ownAttributes: ReadonlySet<string> = new Set(
  'autocapitalize autocomplete autocorrect name rows spellcheck type'.split(' '),
);
