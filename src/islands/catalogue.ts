import { base } from './base.ts';
import { renamer } from '../learner/names.ts';
import type { Catalogue } from '../site/catalogue.ts';

export type { Catalogue };

let fetched: Promise<Catalogue | undefined> | undefined;

/** The catalogue of the course: the one in the page, otherwise fetched once; undefined if that fails, for example offline. */
export function theCatalogue(): Promise<Catalogue | undefined> {
  return (fetched ??= load());
}

async function load(): Promise<Catalogue | undefined> {
  const inPage = catalogueInPage();
  if (inPage !== undefined) return inPage;
  try {
    const response = await fetch(`${base}course.json`);
    return response.ok ? ((await response.json()) as Catalogue) : undefined;
  } catch {
    return undefined;
  }
}

/** The catalogue that the course page of a small course contains, so that nothing moves on it while a file is fetched. */
export function catalogueInPage(): Catalogue | undefined {
  const data = document.querySelector('script[data-catalogue]')?.textContent;
  return data ? (JSON.parse(data) as Catalogue) : undefined;
}

/** The new name of a module or question that was renamed. */
export function renamerOf({ modules }: Catalogue): (name: string) => string {
  return renamer(Object.assign({}, ...Object.values(modules).map(({ renamed }) => renamed)) as Record<string, string>);
}
