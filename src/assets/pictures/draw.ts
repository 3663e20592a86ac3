import { accentNames } from '../../../schemas/appearance.ts';
import { figureOf } from '../../site/figures/index.ts';
import type { Appearance } from '../../site/appearance.ts';
import { withoutBase } from '../../site/address.ts';
import type { SiteModel } from '../../site/model.ts';
import { WorkerPool, sideThreads } from '../worker-pool.ts';
import type { Staged } from '../staged.ts';
import type { Picture } from './social.ts';

/** A picture of the site, or the icon for hosts and browsers that ask for it by name. */
export type PictureFile = { readonly file: string } & (
  | { readonly kind: 'social'; readonly picture: Picture }
  | { readonly kind: 'icon'; readonly accents: Appearance['accents'] }
);

/** Pictures that a thread is given at once. */
const batchSize = 16;

/** All pictures of a site in one language: `favicon.ico`, `og.png` of the course, one beside each module's page. */
export function pictureFiles(site: SiteModel): readonly PictureFile[] {
  const prefix = site.base.slice(site.root.length);
  const { accents } = site.appearance;
  const given = accentNames.flatMap((name) => {
    const colour = accents[name];
    return colour === undefined ? [] : [[name, Number.parseInt(colour.light.slice(1), 16)] as const];
  });
  const colours: Pick<Picture, 'colours'> = given.length === 0 ? {} : { colours: Object.fromEntries(given) };
  const course: Picture = {
    ...colours,
    course: site.title,
    title: site.title,
    eyebrow: '',
    accent: 0,
    figure: site.categories.map(({ accent, modules }) => ({ accent, modules: { length: modules.length } })),
  };
  const pictures: readonly PictureFile[] = [
    ...(prefix === '' ? [{ file: 'favicon.ico', kind: 'icon', accents } as const] : []),
    { file: `${prefix}og.png`, kind: 'social', picture: course },
    ...site.modules.map(({ href, slug, title, category, figure }): PictureFile => ({
      file: `${prefix}${withoutBase(site, href)}og.png`,
      kind: 'social',
      picture: {
        ...colours,
        course: site.title,
        title,
        eyebrow: category.title,
        accent: category.accent,
        figure: figureOf(slug, typeof figure === 'string' ? figure : undefined),
      },
    })),
  ];
  return pictures.filter(({ file }) => !site.replaced.has(file));
}

/** What a thread is given. */
export interface PictureBatch {
  /** Every character of any of the pictures. */
  readonly characters: string;
  /** For what is made once an installation. */
  readonly compiled: string;
  readonly files: readonly (PictureFile & { readonly place: string })[];
}

/** Draws pictures, and stages them, beside whatever else is going on. */
export async function drawPictures(
  files: readonly PictureFile[],
  compiled: string,
  signal: AbortSignal,
  staged: Pick<Staged, 'place' | 'take'>,
): Promise<void> {
  const characters = [
    ...new Set(
      files.flatMap((file) =>
        file.kind === 'social' ? [...file.picture.course, ...file.picture.title, ...file.picture.eyebrow] : [],
      ),
    ),
  ]
    .toSorted()
    .join('');
  const batches = Array.from({ length: Math.ceil(files.length / batchSize) }, (_, batch): PictureBatch => ({
    characters,
    compiled,
    files: files.slice(batch * batchSize, (batch + 1) * batchSize).map((file) => ({ ...file, place: staged.place() })),
  }));
  const pool = new WorkerPool<PictureBatch, readonly string[]>(new URL('./worker.ts', import.meta.url), {
    threads: sideThreads,
    signal,
  });
  try {
    await Promise.all(
      batches.map(async (batch) => {
        const hashes = await pool.give(batch);
        for (const [index, { file, place }] of batch.files.entries()) staged.take(file, hashes[index] ?? '', place);
      }),
    );
  } finally {
    pool.end();
  }
}
