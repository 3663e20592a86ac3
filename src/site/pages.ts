import type { ModuleView, SiteModel } from './model.ts';
import { withoutBase } from './address.ts';
import { categoryPath, hasCategoryPages } from './overview.ts';

/** One page or other file that the pages' code makes. */
export interface SitePage {
  /** Its address below the base; `''` is the course page. */
  readonly path: string;
  /** Where it is published. */
  readonly file: string;
}

/** Everything the site has one of, whatever the course. `404/` is a page that hosts look for under another name. */
const single: readonly SitePage[] = [
  ...['', 'progress/', 'review/'].map(page),
  { path: '404/', file: '404.html' },
  ...['course.json', 'favicon.svg', 'manifest.webmanifest', 'robots.txt', 'sitemap.xml'].map((path) => ({
    path,
    file: path,
  })),
];

/** Every page and file that `src/pages/` makes for a site, modules first: the others may depend on any of them. */
export function sitePages(site: SiteModel): readonly SitePage[] {
  return [
    ...site.modules.map(({ href }) => page(withoutBase(site, href))),
    ...single,
    ...(hasCategoryPages(site) ? site.categories.map(({ id }) => page(categoryPath(site, id))) : []),
  ];
}

/** The module whose page is at a path below the base (`modules/http/`). */
export function moduleAt(site: SiteModel, path: string): ModuleView | undefined {
  const { modules } = site;
  let byPath = paths.get(modules);
  if (byPath === undefined)
    paths.set(modules, (byPath = new Map(modules.map((module) => [withoutBase(site, module.href), module]))));
  return byPath.get(path);
}

/** Every page looks for its module: by the list, a course of thousands would spend more time on that than on anything else. */
const paths = new WeakMap<readonly ModuleView[], ReadonlyMap<string, ModuleView>>();

function page(path: string): SitePage {
  return { path, file: `${path}index.html` };
}
