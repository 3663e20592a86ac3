import type { SiteModel } from '../site/model.ts';
import type { CourseFaces } from '../assets/fonts/subset.ts';

/**
 * Where the site's data changes hands: `build` and `dev` put it here, the pages that Astro bundled take it from here.
 * The pages require this module instead of bundling it, so both sides have the same instance, and a thousand lessons
 * need not be turned into a module first.
 */
let current: SiteModel | undefined;
let currentFaces: CourseFaces = { css: '', everywhere: [], lessons: [] };

export function handOver(site: SiteModel): void {
  current = site;
}

export function handOverFaces(faces: CourseFaces): void {
  currentFaces = faces;
}

/** The styles of components in the lessons that were rendered so far: pages put them in, and their policies must name them. */
export const lessonStyles = new Set<string>();

/** The site as it is now: after an edit in `dev`, pages that hold this object see the new course. */
export function takeOver(): SiteModel {
  return new CurrentSite();
}

/** The faces as they are now. */
export function facesTakenOver(): CourseFaces {
  return {
    get css() {
      return currentFaces.css;
    },
    get everywhere() {
      return currentFaces.everywhere;
    },
    get lessons() {
      return currentFaces.lessons;
    },
  };
}

class CurrentSite implements SiteModel {
  get title() {
    return now().title;
  }
  get description() {
    return now().description;
  }
  get language() {
    return now().language;
  }
  get url() {
    return now().url;
  }
  get base() {
    return now().base;
  }
  get categories() {
    return now().categories;
  }
  get modules() {
    return now().modules;
  }
  htmlAround(file: string): readonly string[] {
    return now().htmlAround(file);
  }
}

function now(): SiteModel {
  if (current === undefined)
    throw new Error('there is no course to show: start the site with `lectern build` or `lectern dev`');
  return current;
}
