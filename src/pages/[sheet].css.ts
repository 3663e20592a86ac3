import type { APIRoute, GetStaticPaths } from 'astro';
import { site as course } from 'lectern:site';
import { styles } from 'lectern:styles';
import { stylesheets, type Stylesheet } from '../site/pages.ts';
import { accentStyles } from '../site/appearance.ts';
import blocks from '../styles/blocks.css?inline';
import kinds from '../styles/kinds.css?inline';
import diagram from '../lesson/diagrams/style.css?inline';
import math from '../styles/math.css?inline';
import overview from '../styles/overview.css?inline';
import own from '../styles/own.css?inline';
import scripts from '../styles/scripts.css?inline';
import site from '../styles/site.css?inline';

const texts: Readonly<Record<Stylesheet, () => string>> = {
  site: () => styles.faces.css + site + (course.words.script === 'Latn' ? '' : scripts),
  overview: () => overview,
  blocks: () => blocks,
  math: () => math,
  diagram: () => diagram,
  kinds: () => kinds,
  own: () => accentStyles(course.appearance.accents) + own + course.appearance.css,
};

export const getStaticPaths = (() => stylesheets.map((sheet) => ({ params: { sheet } }))) satisfies GetStaticPaths;

/** The stylesheets that pages share; a build publishes each under a name that holds its hash. */
export const GET: APIRoute = ({ params }) => {
  const sheet = stylesheets.find((one) => one === params['sheet']);
  if (sheet === undefined) return new Response(null, { status: 404 });
  return new Response(texts[sheet](), { headers: { 'content-type': 'text/css; charset=utf-8' } });
};
