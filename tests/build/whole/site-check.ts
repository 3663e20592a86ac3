import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Content } from './author.ts';
import type { Expectation } from './expectations.ts';
import {
  attributeOf,
  elementsIn,
  isElement,
  parentOf,
  readPage,
  squeezed,
  templatesIn,
  textIn,
  type Element,
} from './html-tree.ts';
import { controlsIn, Names } from './names.ts';

/** A built site as whoever visits it finds it: its files, and its pages as trees. Knows nothing of how it was made. */
export class BuiltSite {
  readonly base: string;
  readonly files: ReadonlyMap<string, Buffer>;
  readonly pages: ReadonlyMap<string, Element>;

  constructor(folder: string, base = '/') {
    this.base = base;
    const found = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
      .toSorted();
    this.files = new Map(found.map((file) => [file, readFileSync(path.join(folder, file))]));
    this.pages = new Map(
      found
        .filter((file) => file.endsWith('.html') && !file.startsWith('_files/'))
        .map((file) => [file, readPage(this.files.get(file)!.toString('utf8'))]),
    );
  }

  /** What is wrong with addresses, ids and names, whatever the course. */
  faults(): readonly string[] {
    return [
      ...[...this.pages].flatMap(([file, page]) =>
        [...this.#references(file, page), ...names(page)].map((fault) => `${file}: ${fault}`),
      ),
      ...this.#otherFiles(),
    ];
  }

  /** The file that an address in a file leads to, and the fragment; undefined where it leads away. */
  resolve(
    address: string,
    from: string,
  ): { readonly file: string; readonly fragment: string; readonly query: string } | undefined {
    const here = new URL(this.base + from.replace(/(^|\/)index\.html$/, '$1'), 'http://site.test');
    const url = new URL(address, here);
    if (url.origin !== here.origin) return undefined;
    const below = url.pathname.startsWith(this.base)
      ? url.pathname.slice(this.base.length)
      : `outside the base: ${url.pathname}`;
    const file = decodeURIComponent(below);
    return {
      file: file === '' || file.endsWith('/') ? `${file}index.html` : file,
      fragment: decodeURIComponent(url.hash.slice(1)),
      query: url.search,
    };
  }

  #dead(address: string, from: string): string | undefined {
    const target = this.resolve(address, from);
    if (target === undefined) return undefined;
    if (!this.files.has(target.file)) return `no file ${target.file}`;
    const page = this.pages.get(target.file);
    if (page === undefined || target.fragment === '' || target.fragment === 'top') return undefined;
    return this.#places(target.file, page).has(target.fragment)
      ? undefined
      : `no #${target.fragment} in ${target.file}`;
  }

  readonly #known = new Map<string, ReadonlySet<string>>();

  #places(file: string, page: Element): ReadonlySet<string> {
    const known = this.#known.get(file);
    if (known !== undefined) return known;
    const ids = new Set(
      [...elementsIn(page)].flatMap((element) =>
        [
          attributeOf(element, 'id') ?? [],
          ['a', 'map'].includes(element.tagName) ? (attributeOf(element, 'name') ?? []) : [],
        ].flat(),
      ),
    );
    this.#known.set(file, ids);
    return ids;
  }

  *#references(file: string, page: Element): Generator<string> {
    const places = this.#places(file, page);
    const ids = [...elementsIn(page)].flatMap((element) => attributeOf(element, 'id') ?? []);
    for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) yield `the id ${id} stands twice`;
    for (const id of ids) if (id === '' || /\s/.test(id)) yield `the id ${JSON.stringify(id)} names nothing`;
    for (const element of [...elementsIn(page), ...templatesIn(page)]) {
      for (const { name, value } of element.attrs) {
        const shown = `<${element.tagName} ${name}="${value}">`;
        for (const address of addressesIn(element, name, value)) {
          const dead = address.trim() === '' && name !== 'href' ? 'nothing' : this.#dead(address, file);
          if (dead !== undefined) yield `${shown}: ${dead}`;
        }
        if (
          /^(?:for|form|list|headers|popovertarget|commandfor|aria-(?:activedescendant|controls|describedby|details|errormessage|flowto|labelledby|owns))$/.test(
            name,
          )
        ) {
          for (const id of value.split(/\s+/)) if (!places.has(id)) yield `${shown}: no id ${id}`;
        }
      }
      if (element.tagName === 'style')
        for (const address of cssAddresses(textIn({ ...element, tagName: 'div' } as Element)))
          if (this.#dead(address, file) !== undefined) yield `style: ${address}: ${this.#dead(address, file)}`;
    }
  }

  *#otherFiles(): Generator<string> {
    for (const [file, bytes] of this.files) {
      const text = (): string => bytes.toString('utf8');
      const addresses =
        file === 'sitemap.xml'
          ? [...text().matchAll(/<loc>([^<]*)<\/loc>/g)].map((match) => match[1] ?? '')
          : file.endsWith('.css')
            ? cssAddresses(text())
            : file === 'manifest.webmanifest'
              ? manifestAddresses(JSON.parse(text()) as Manifest)
              : file === 'course.json'
                ? [...text().matchAll(/"href":"([^"]*)"/g)].map((match) => match[1] ?? '')
                : /^_astro\/.*\.js$/.test(file)
                  ? [...text().matchAll(/(?:from|import)\s*\(?\s*["'`](\.[^"'`]+)["'`]/g)].map(
                      (match) => match[1] ?? '',
                    )
                  : [];
      for (const address of addresses) {
        const dead = this.#dead(address, file);
        if (dead !== undefined) yield `${file}: ${address}: ${dead}`;
      }
    }
  }
}

interface Manifest {
  readonly start_url?: string;
  readonly scope?: string;
  readonly icons?: readonly { readonly src: string }[];
}

const manifestAddresses = ({ start_url: start, icons = [] }: Manifest): readonly string[] => [
  ...(start === undefined ? [] : [start]),
  ...icons.map(({ src }) => src),
];
const cssAddresses = (css: string): readonly string[] =>
  [...css.matchAll(/url\(\s*["']?([^"')]*)["']?\s*\)/g)]
    .map((match) => match[1] ?? '')
    .filter((address) => !address.startsWith('data:'));

/** Every address an attribute holds. */
function addressesIn(element: Element, name: string, value: string): readonly string[] {
  if (/^(?:href|src|poster|data|action|formaction|background|cite|longdesc|usemap|data-frame)$/.test(name))
    return [value];
  if (name === 'ping') return value.split(/\s+/);
  if (name === 'srcset' || name === 'imagesrcset')
    return value
      .split(/,\s+|,$/)
      .map((candidate) => candidate.trim().split(/\s+/)[0] ?? '')
      .filter((address) => address !== '');
  if (
    name === 'content' &&
    /^(?:og:image|og:url|twitter:image)$/.test(attributeOf(element, 'property') ?? attributeOf(element, 'name') ?? '')
  )
    return [value];
  return /^url\(#[^)]*\)$/.test(value) ? [value.slice(4, -1)] : [];
}

function* names(page: Element): Generator<string> {
  const known = new Names(page);
  for (const control of controlsIn(page)) {
    if (!known.isHidden(control) && known.of(control) === '')
      yield `<${control.tagName}${control.attrs.map(({ name, value }) => ` ${name}="${value.slice(0, 60)}"`).join('')}> has no name`;
  }
}

/** What one course should have become. */
export interface Kept {
  readonly expectations: readonly Expectation[];
  readonly page: string;
  readonly files: Readonly<Record<string, Content>>;
}

/** Says of each expectation that was not met what is missing. */
export function unmet(
  site: BuiltSite,
  { expectations, page: file, files }: Kept,
): readonly { readonly expectation: Expectation; readonly fault: string }[] {
  const page = site.pages.get(file);
  if (page === undefined)
    return expectations.slice(0, 1).map((expectation) => ({ expectation, fault: `there is no page ${file}` }));
  const elements = [...elementsIn(page)];
  const names = new Names(page);
  const scopes = new Map<string, readonly Element[]>();
  const scope = (within: string | undefined): readonly Element[] => {
    if (within === undefined) return [page];
    let found = scopes.get(within);
    if (found === undefined) {
      found = elements.flatMap((element) =>
        attributeOf(element, 'data-question') === within || attributeOf(element, 'data-key-of') === within
          ? [group(element), element]
          : [],
      );
      scopes.set(within, found);
    }
    return found;
  };
  const texts = new Map<Element, string>();
  const textOf = (element: Element): string => {
    let text = texts.get(element);
    if (text === undefined) texts.set(element, (text = squeezed(textIn(element))));
    return text;
  };
  const all = (roots: readonly Element[]): readonly Element[] => roots.flatMap((root) => [...elementsIn(root)]);
  const isFile = (address: string | undefined, source: string): boolean => {
    const target = address === undefined ? undefined : site.resolve(address, file);
    const bytes = target === undefined ? undefined : site.files.get(target.file);
    const written = files[source];
    return bytes !== undefined && written !== undefined && bytes.equals(Buffer.from(written as string));
  };
  const fault = (expectation: Expectation): string | undefined => {
    switch (expectation.kind) {
      case 'text':
        return scope(expectation.within).some((root) => textOf(root).includes(squeezed(expectation.text)))
          ? undefined
          : `the text is missing: ${expectation.text}`;
      case 'code':
        return all(scope(expectation.within)).some(
          (element) => element.tagName === 'pre' && codeIn(element) === expectation.code,
        )
          ? undefined
          : `the code is missing: ${JSON.stringify(expectation.code)}`;
      case 'picture': {
        const picture = elements.find(
          (element) => element.tagName === 'img' && attributeOf(element, 'alt') === expectation.alt,
        );
        return picture === undefined
          ? `no picture “${expectation.alt}”`
          : isFile(attributeOf(picture, 'src'), expectation.file)
            ? undefined
            : `the picture “${expectation.alt}” is not ${expectation.file}: ${attributeOf(picture, 'src') ?? ''}`;
      }
      case 'media': {
        const found = elements.some((element) =>
          element.attrs.some(
            ({ name, value }) =>
              name === expectation.attribute &&
              addressesIn(element, name, value).some((address) => isFile(address, expectation.file)),
          ),
        );
        return found ? undefined : `no ${expectation.attribute} leads to ${expectation.file}`;
      }
      case 'link': {
        const links = elements.filter(
          (element) =>
            element.tagName === 'a' &&
            attributeOf(element, 'href') !== undefined &&
            [
              textOf(element),
              squeezed([...elementsIn(element)].map((one) => attributeOf(one, 'alt') ?? '').join(' ')),
              textOf(element) === '' ? names.of(element) : '',
            ].some((text) => text === squeezed(expectation.text)),
        );
        const [link] = links;
        if (link === undefined) return `no link “${expectation.text}”`;
        const { to } = expectation;
        const href = attributeOf(link, 'href') ?? '';
        if ('address' in to)
          return links.some((one) => attributeOf(one, 'href') === to.address)
            ? undefined
            : `the link “${expectation.text}” leads to ${href}, not ${to.address}`;
        if ('file' in to)
          return links.some((one) => isFile(attributeOf(one, 'href'), to.file))
            ? undefined
            : `the link “${expectation.text}” does not lead to ${to.file}: ${href}`;
        const leads = links.some((one) => {
          const target = site.resolve(attributeOf(one, 'href') ?? '', file);
          return target?.file === `modules/${to.module}/index.html` && target.fragment === to.fragment;
        });
        return leads
          ? undefined
          : `the link “${expectation.text}” leads to ${href}, not to ${to.module}#${to.fragment}`;
      }
      case 'attribute':
        // A picture that stands alone shows its title below it.
        return (expectation.name === 'title' && textOf(page).includes(expectation.value)) ||
          elements.some((element) => attributeOf(element, expectation.name) === expectation.value)
          ? undefined
          : `no ${expectation.name}="${expectation.value}"`;
      case 'name':
        return controlsIn(page).some(
          (control) =>
            all(scope(expectation.within)).includes(control) && names.of(control).includes(squeezed(expectation.text)),
        )
          ? undefined
          : `no control is called “${squeezed(expectation.text)}”`;
      case 'align': {
        const cell = elements.find(
          (element) =>
            ['td', 'th'].includes(element.tagName) && textOf(element).split(/[ .,]/).includes(expectation.text),
        );
        return cell !== undefined &&
          [attributeOf(cell, 'align'), attributeOf(cell, 'class'), attributeOf(cell, 'data-align')].some(
            (value) => value?.includes(expectation.side) === true,
          )
          ? undefined
          : `the cell “${expectation.text}” is not aligned to ${expectation.side}`;
      }
      case 'id':
        return elements.some(
          (element) =>
            attributeOf(element, 'id') === expectation.id ||
            (element.tagName === 'a' && attributeOf(element, 'name') === expectation.id),
        )
          ? undefined
          : `nothing is called ${expectation.id}`;
    }
  };
  return expectations.flatMap((expectation) => {
    const found = fault(expectation);
    return found === undefined ? [] : [{ expectation, fault: found }];
  });
}

/** A question with what it shares with its neighbours. */
function group(question: Element): Element {
  let at: Element | undefined = question;
  while (at !== undefined && !/\b(?:context-group|check-yourself)\b/.test(attributeOf(at, 'class') ?? ''))
    at = parentOf(at);
  return at ?? question;
}

/** Code as it copies: without the signs of a change, which are drawn beside it. */
function codeIn(pre: Element): string {
  const text = (node: Parameters<typeof textIn>[0]): string =>
    'value' in node ? node.value : isElement(node) ? node.childNodes.map(text).join('') : '';
  return text(pre);
}
