import { addressesIn, scanPage, type PageReference } from './scan.ts';

/** Where the site lies, as its pages know it. */
export interface SitePlace {
  /** Begins and ends with a slash. */
  readonly base: string;
  /** Complete address of the published course without trailing slash, if the author gave one. */
  readonly url: string | undefined;
}

/** Something a page refers to that is not there, or an id that it has twice. */
export interface DeadReference {
  /** The file of the page. */
  readonly page: string;
  readonly kind: 'file' | 'place' | 'id' | 'repeated-id';
  readonly attribute: string;
  /** As it stands in the page. */
  readonly value: string;
  /** The file that has no such place. */
  readonly target?: string;
}

/** Where pages lead to beyond themselves, by the page's file: `file` or `file#place`. */
export type PageTargets = Readonly<Record<string, readonly string[]>>;

/** The site as it will be published. */
export interface FinishedSite {
  /** Every file of it, relative to its folder. */
  readonly files: ReadonlySet<string>;
  /** Of each page that was not made again. */
  readonly kept: PageTargets;
  /** The source of such a page, each character one byte. */
  sourceOf(page: string): string;
}

/** An address with all that the site knows of it. */
interface Target {
  readonly file: string;
  /** Empty where the address leads to the whole file. */
  readonly place: string;
}

/** A reference of a page to another file of the site. */
interface Lead {
  readonly reference: PageReference;
  readonly target: Target;
}

/**
 * Walks a site before it is published: takes each page as soon as it is made, remembers what it leads to, and in the end
 * says what is not there. Pages that an earlier build made are not scanned again, but what they lead to must still be
 * there.
 */
export class Walk {
  readonly #site: SitePlace;
  readonly #places = new Map<string, ReadonlySet<string>>();
  readonly #leads = new Map<string, readonly Lead[]>();
  readonly #dead: DeadReference[] = [];
  /** Most addresses of a page stand in many others. */
  readonly #targets = new Map<string, Target | undefined>();

  constructor(site: SitePlace) {
    this.#site = site;
  }

  /** Takes a page as it will be published; what its styles say need not be in it. */
  page(page: string, html: string): void {
    const { places, repeatedIds, references } = scanPage(html);
    this.#places.set(page, places);
    for (const value of repeatedIds) this.#dead.push({ page, kind: 'repeated-id', attribute: 'id', value });
    this.#leads.set(
      page,
      references.flatMap((reference): readonly Lead[] => {
        const { attribute, to, value } = reference;
        if (to === 'id') {
          if (!places.has(value)) this.#dead.push({ page, kind: 'id', attribute, value });
          return [];
        }
        const target = this.#resolve(page, reference);
        if (target === undefined) return [];
        if (target.file !== page) return [{ reference, target }];
        if (target.place !== '' && !places.has(target.place))
          this.#dead.push({ page, kind: 'place', attribute, value, target: page });
        return [];
      }),
    );
  }

  /** Takes a file that is no page. */
  file(file: string, text: string): void {
    this.#leads.set(
      file,
      addressesIn(file, text).flatMap((value): readonly Lead[] => {
        const reference: PageReference = { attribute: 'address', to: 'address', value };
        const target = this.#resolve(file, reference);
        return target === undefined ? [] : [{ reference, target }];
      }),
    );
  }

  /** Where each page that was taken leads to beyond itself, for the builds to come. */
  targets(): PageTargets {
    const written = ({ file, place }: Target): string => (place === '' ? file : `${file}#${place}`);
    return Object.fromEntries(
      [...this.#leads].map(([page, leads]) => [page, [...new Set(leads.map(({ target }) => written(target)))]]),
    );
  }

  /** All that is dead, by page. */
  dead({ files, kept, sourceOf }: FinishedSite): readonly DeadReference[] {
    const places = (file: string): ReadonlySet<string> => {
      const known = this.#places.get(file);
      if (known !== undefined) return known;
      const scanned = scanPage(sourceOf(file)).places;
      this.#places.set(file, scanned);
      return scanned;
    };
    const fault = ({ file, place }: Target): Pick<DeadReference, 'kind' | 'target'> | undefined => {
      if (!files.has(file)) return { kind: 'file' };
      return place === '' || !file.endsWith('.html') || places(file).has(place)
        ? undefined
        : { kind: 'place', target: file };
    };
    // What was made again neither here nor there is as it was when an earlier build walked it.
    const made = new Set(this.#leads.keys());
    const broken = Object.entries(kept).filter(([, targets]) =>
      targets.some((target) => {
        const [file = '', place = ''] = target.split(/#(.*)/s);
        return fault({ file, place: made.has(file) ? place : '' }) !== undefined;
      }),
    );
    for (const [page] of broken) this.page(page, sourceOf(page));
    const found = [...this.#dead];
    for (const [page, leads] of this.#leads) {
      for (const {
        reference: { attribute, value },
        target,
      } of leads) {
        const wrong = fault(target);
        if (wrong !== undefined) found.push({ page, attribute, value, ...wrong });
      }
    }
    return found.toSorted(
      (a, b) => compare(a.page, b.page) || compare(a.value, b.value) || compare(a.attribute, b.attribute),
    );
  }

  /** The file and place that a reference leads to; undefined where it leads away, or to its own page as a whole. */
  #resolve(page: string, { attribute, value }: PageReference): Target | undefined {
    const address = value.trim();
    // An address of a link that says nothing is the page's own; nothing can be loaded from one.
    if (address === '') return attribute === 'href' ? undefined : { file: '', place: '' };
    if (address.startsWith('#')) return place(page, address);
    if (!address.startsWith('/')) return this.#inside(address, page);
    let target = this.#targets.get(address);
    if (target === undefined && !this.#targets.has(address))
      this.#targets.set(address, (target = this.#inside(address, page)));
    return target;
  }

  #inside(address: string, page: string): Target | undefined {
    const { base, url } = this.#site;
    if (address.startsWith('//')) return undefined;
    if (url !== undefined && (address === url || address.startsWith(`${url}/`)))
      return below(address.slice(url.length + 1));
    if (/^[a-z][a-z0-9+.-]*:/i.test(address)) return undefined;
    const { pathname, search, hash } = new URL(address, `http://site${base}${page}`);
    return pathname.startsWith(base)
      ? below(pathname.slice(base.length) + search + hash)
      : { file: address, place: '' };
  }
}

/** The same, as short as it can be kept: most pages lead to much the same places. */
export interface PackedTargets {
  readonly places: readonly string[];
  /** By page, the numbers of its places. */
  readonly pages: Readonly<Record<string, string>>;
}

export function packTargets(targets: PageTargets): PackedTargets {
  const places = [...new Set(Object.values(targets).flat())].toSorted(compare);
  const numbers = new Map(places.map((place, number) => [place, number]));
  const pages = Object.entries(targets).toSorted(([a], [b]) => compare(a, b));
  return {
    places,
    pages: Object.fromEntries(pages.map(([page, own]) => [page, own.map((place) => numbers.get(place)).join(' ')])),
  };
}

export function unpackTargets({ places, pages }: PackedTargets): PageTargets {
  return Object.fromEntries(
    Object.entries(pages).map(([page, numbers]) => [
      page,
      numbers === '' ? [] : numbers.split(' ').flatMap((number) => places[Number(number)] ?? []),
    ]),
  );
}

/** An address below the base as the file that a host answers it with. */
function below(address: string): Target {
  const [, path = '', fragment = ''] = /^([^?#]*)(?:\?[^#]*)?(#.*)?$/s.exec(address) ?? [];
  const name = decoded(path);
  const file = name === '' || name.endsWith('/') ? `${name}index.html` : name;
  return place(file, fragment);
}

/** A fragment such as `#part`; the top of a page is always there, and so is text that a browser looks for. */
function place(file: string, fragment: string): Target {
  const name = decoded(fragment.slice(1).replace(/:~:.*$/s, ''));
  return { file, place: name.toLowerCase() === 'top' ? '' : name };
}

function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
