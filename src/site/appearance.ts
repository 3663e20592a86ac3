import type { OwnPage, StyleSheet } from '../course/model.ts';
import type { CourseData } from '../../schemas/course.ts';
import { accentOn, oklchOf, type Accents, type Ground, type WrittenAccent } from '../course/colours.ts';
import { accentNames } from '../../schemas/appearance.ts';
import type { Picture, RenderContext } from '../lesson/markdown.ts';

/** A picture, and the one that takes its place on dark paper. */
export interface ThemedPicture {
  readonly light: Picture;
  readonly dark: Picture | undefined;
  /** Empty for an ornament. */
  readonly alt: string;
}

/** A person, licence or page of which only some have an address. */
export interface Named {
  readonly name: string;
  readonly url?: string | undefined;
}

/** Whose course it is, and how it looks: what `course.yaml` says of it. */
export interface Appearance {
  readonly authors: readonly Named[];
  readonly licence: Named | undefined;
  readonly copyright: string | undefined;
  readonly logo: ThemedPicture | undefined;
  readonly home: {
    readonly title: string | undefined;
    readonly text: string | undefined;
    readonly figure: ThemedPicture | undefined;
  };
  /** Links of the footer, the course's own pages among them. */
  readonly footer: readonly { readonly text: string; readonly href: string; readonly language?: string | undefined }[];
  readonly accents: Accents;
  /** The style sheet of the course, with the addresses that its files have on the site. */
  readonly css: string;
}

type Written = Pick<CourseData, 'authors' | 'licence' | 'copyright' | 'theme' | 'home' | 'footer'>;

/** What a course says of its look. `further`: links of the footer behind all others; `original`: in a translation, the language of pages that are not translated. */
export function appearanceOf(
  data: Written,
  pages: readonly OwnPage[],
  { link, picture }: Pick<RenderContext, 'link' | 'picture'>,
  {
    further = [],
    css = '',
    original,
  }: { readonly further?: Appearance['footer']; readonly css?: string; readonly original?: string | undefined } = {},
): Appearance {
  const listed = (data.footer ?? []).flatMap((entry) => {
    const href = link(entry.link);
    return href === undefined ? [] : [{ text: entry.text, href }];
  });
  const others = pages.flatMap(({ file, isTranslated, data: { title } }) => {
    const href = link(file);
    return href === undefined || listed.some((entry) => entry.href === href)
      ? []
      : [{ text: title, href, ...(isTranslated ? {} : { language: original }) }];
  });
  return {
    authors: data.authors ?? [],
    licence: typeof data.licence === 'string' ? { name: data.licence } : data.licence,
    copyright: data.copyright,
    logo: themedPicture(data.theme?.logo, picture),
    home: {
      title: data.home?.title,
      text: data.home?.text,
      figure: themedPicture(data.home?.figure, picture),
    },
    footer: [...listed, ...others, ...further],
    accents: Object.fromEntries(
      accentNames.flatMap((name) => {
        const written: WrittenAccent | undefined = data.theme?.accents?.[name];
        return written === undefined ? [] : [[name, accentOn(written)]];
      }),
    ),
    css,
  };
}

type WrittenPicture =
  | string
  | { readonly light: string; readonly dark?: string | undefined; readonly alt?: string | undefined }
  | undefined;

/** A style sheet with the addresses that its files have on the site. */
export function servedStyles({ text, loads }: StyleSheet, addressOf: (file: string) => string | undefined): string {
  let css = '';
  let at = 0;
  for (const { file, start, end } of loads) {
    const address = addressOf(file);
    if (address === undefined) continue;
    css += `${text.slice(at, start)}"${address.replace(/["\\\n]/g, encodeURIComponent)}"`;
    at = end;
  }
  return css + text.slice(at);
}

/** A picture as written, where its files can be shown. */
export function themedPicture(written: WrittenPicture, picture: RenderContext['picture']): ThemedPicture | undefined {
  if (written === undefined) return undefined;
  const { light, dark, alt = '' } = typeof written === 'string' ? { light: written } : written;
  const shown = picture(light);
  return shown === undefined ? undefined : { light: shown, dark: dark === undefined ? undefined : picture(dark), alt };
}

/** The colours of a course as styles that overrule `tokens.css`. */
export function accentStyles({ accent, client, server }: Accents): string {
  const both = (colours: Readonly<Record<Ground, string>>): string => `light-dark(${colours.light}, ${colours.dark})`;
  const sides = [
    ...(client === undefined ? [] : [`--client: ${both(client)};`]),
    ...(server === undefined ? [] : [`--server: ${both(server)};`]),
  ];
  const soft = (colour: string, lightness: string, chroma: number): string => {
    const { chroma: own, hue } = oklchOf(colour);
    return `oklch(${lightness} ${Math.min(chroma, own).toFixed(3)} ${hue.toFixed(1)})`;
  };
  return [
    ...(accent === undefined
      ? []
      : [
          `:root, [data-accent] { --accent: ${both(accent)}; --accent-soft: light-dark(${soft(accent.light, '95.5%', 0.025)}, ${soft(accent.dark, '25.5%', 0.03)}); }\n`,
        ]),
    ...(sides.length === 0 ? [] : [`:root { ${sides.join(' ')} }\n`]),
  ].join('');
}

/** The hosts whose address for editing a file is known, by what their names contain. */
const editors: readonly (readonly [host: RegExp, path: string])[] = [
  [/(?:^|\.)github\.com$/, '/edit/main/content/{file}'],
  [/(?:^|\.)gitlab\./, '/-/edit/main/content/{file}'],
  [/(?:^|\.)codeberg\.org$/, '/_edit/main/content/{file}'],
];

/** The address at which a file of the content folder can be edited; undefined where that is not known. */
export function editAddress(repository: CourseData['repository'], file: string): string | undefined {
  if (repository === undefined) return undefined;
  const { url, edit } = typeof repository === 'string' ? { url: repository, edit: undefined } : repository;
  const known = editors.find(([host]) => host.test(new URL(url).hostname))?.[1];
  const pattern = edit ?? (known === undefined ? undefined : url.replace(/(?:\.git)?\/*$/, '') + known);
  return pattern?.replace('{file}', () => encodeURI(file).replace(/[?#]/g, encodeURIComponent));
}
