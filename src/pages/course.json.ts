/** A summary of the course for the progress and review pages: titles, URLs, question ids and renames. */
import type { APIRoute } from 'astro';
import { site } from 'lectern:site';
import type { Catalogue, CatalogueEntry } from '../islands/catalogue.ts';
import { renamedIn } from '../site/renamed.ts';

export const GET: APIRoute = () => {
  const modules = site.modules.map((module): [string, CatalogueEntry] => {
    const renamed = renamedIn(module);
    const questions = module.quiz?.questions.map(({ data }) => data.id) ?? [];
    return [
      module.slug,
      { title: module.title, href: module.href, questions, ...(Object.keys(renamed).length > 0 ? { renamed } : {}) },
    ];
  });
  return Response.json({ modules: Object.fromEntries(modules) } satisfies Catalogue);
};
