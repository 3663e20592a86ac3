import { fingerprint } from '../questions/types.ts';
import type { ScriptWords } from '../words/messages.ts';
import type { SiteModel } from './model.ts';
import { renamedIn } from './renamed.ts';
import { courseWords } from './script-words.ts';

/** What scripts need of the course as a whole (`course.json`): which questions there are, and words about where to go on. */
export interface Catalogue {
  /** By slug, in reading order. */
  readonly modules: Readonly<Record<string, CatalogueEntry>>;
  readonly words: ScriptWords<(typeof courseWords)[number]>;
}

type Asked = readonly [id: string, version: string, objective?: string];

/** A module and what it asks, as `learner/progress.ts` counts it. */
export interface CatalogueEntry {
  readonly title: string;
  /** Including the base path and a trailing slash. */
  readonly href: string;
  /** Its language, where it is not translated. */
  readonly language?: string;
  /** The questions of the quiz, in the author's order, each with its fingerprint, and its objective if that decides on them. */
  readonly questions: readonly Asked[];
  /** How many of them an attempt draws, if not all; of each objective, if the questions say theirs. */
  readonly pick?: number;
  /** The questions in the lesson. */
  readonly lesson?: readonly Asked[];
  /** Former names of the module and its questions: old → new, `module` or `module/question`. */
  readonly renamed?: Readonly<Record<string, string>>;
}

export function catalogueOf({ modules, elsewhere, categories, words }: SiteModel): Catalogue {
  const own = new Map([...elsewhere, ...modules].map((module) => [module.slug, module]));
  // What is not translated counts, too, and is asked in its own language.
  const all =
    elsewhere.length === 0
      ? modules
      : categories.flatMap((category) => category.modules.flatMap(({ slug }) => own.get(slug) ?? []));
  const entries = all.map((module): [string, CatalogueEntry] => {
    const renamed = renamedIn(module);
    const questions = module.quiz?.questions ?? [];
    const pick = module.quiz?.pick;
    const asked = (inLesson: boolean) =>
      questions
        .filter((question) => (question.inLesson === true) === inLesson)
        .map(({ data, original }): Asked => {
          const version = fingerprint(original ?? data);
          return typeof pick === 'object' ? [data.id, version, data.objective] : [data.id, version];
        });
    const lesson = asked(true);
    return [
      module.slug,
      {
        title: module.title,
        href: module.href,
        ...(module.language === undefined ? {} : { language: module.language }),
        questions: asked(false),
        ...(pick === undefined ? {} : { pick: typeof pick === 'object' ? pick.perObjective : pick }),
        ...(lesson.length > 0 ? { lesson } : {}),
        ...(Object.keys(renamed).length > 0 ? { renamed } : {}),
      },
    ];
  });
  return { modules: Object.fromEntries(entries), words: words.forScript(courseWords) };
}
