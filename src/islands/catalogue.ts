/** What the pages about the learner need to know of the course: `course.json`. */
export interface Catalogue {
  /** By slug, in reading order. */
  readonly modules: Readonly<Record<string, CatalogueEntry>>;
}

export interface CatalogueEntry {
  readonly title: string;
  /** With base, with trailing slash. */
  readonly href: string;
  readonly questions: readonly string[];
  /** Names the module or its questions had before: old → new, `module` or `module/question`. */
  readonly renamed?: Readonly<Record<string, string>>;
}

/** Fetches the catalogue; undefined where it cannot be had (offline, say). */
export async function fetchCatalogue(base: string): Promise<Catalogue | undefined> {
  try {
    const response = await fetch(`${base}course.json`);
    return response.ok ? ((await response.json()) as Catalogue) : undefined;
  } catch {
    return undefined;
  }
}

/** Everything the course has renamed. */
export function renamedIn({ modules }: Catalogue): Record<string, string> {
  return Object.assign({}, ...Object.values(modules).map(({ renamed }) => renamed)) as Record<string, string>;
}
