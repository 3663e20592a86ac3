/** What the progress and review pages need of the course: `course.json`. */
export interface Catalogue {
  /** By slug, in reading order. */
  readonly modules: Readonly<Record<string, CatalogueEntry>>;
}

export interface CatalogueEntry {
  readonly title: string;
  /** Including the base path and a trailing slash. */
  readonly href: string;
  readonly questions: readonly string[];
  /** Former names of the module and its questions: old → new, `module` or `module/question`. */
  readonly renamed?: Readonly<Record<string, string>>;
}

/** Fetches the catalogue; undefined if that fails, for example offline. */
export async function fetchCatalogue(base: string): Promise<Catalogue | undefined> {
  try {
    const response = await fetch(`${base}course.json`);
    return response.ok ? ((await response.json()) as Catalogue) : undefined;
  } catch {
    return undefined;
  }
}

/** All renamed modules and questions of the course. */
export function renamedIn({ modules }: Catalogue): Record<string, string> {
  return Object.assign({}, ...Object.values(modules).map(({ renamed }) => renamed)) as Record<string, string>;
}
