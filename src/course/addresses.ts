import type { z } from 'zod';
import { picture } from '../../schemas/appearance.ts';
import { lesson as lessonSchema } from '../../schemas/lesson.ts';
import { textsIn } from '../../schemas/texts.ts';
import type { Span } from '../diagnostics/diagnostic.ts';
import { readAddress, srcsetCandidates } from '../source/address.ts';
import type { ElementUse, LessonSource } from '../source/lesson.ts';
import type { YamlSource } from '../source/yaml.ts';
import { wayAround } from './html-policy.ts';
import { linkedCode } from './bodies.ts';
import { addressesOfPlayers } from './media.ts';
import type { Quiz, Resolve, UsedFiles } from './model.ts';
import { textsOfQuiz } from './quiz-texts.ts';
import { valueAt } from './value.ts';

/** The use of a URL: a `link` is followed, a `picture` is shown, `media` is anything else that a page loads. */
export type AddressKind = 'link' | 'picture' | 'media';

/** A URL as written, and its position. */
export interface AddressUse {
  readonly url: string;
  readonly kind: AddressKind;
  readonly at: Span;
}

/** A URL in an attribute value, with offsets into that value. */
export interface AttributeAddress {
  readonly url: string;
  readonly kind: AddressKind;
  readonly start: number;
  readonly end: number;
}

/** The URLs in an attribute of an HTML element: none for most, several for a `srcset`. Names must be in lower case. */
export function attributeAddresses(element: string, attribute: string, value: string): readonly AttributeAddress[] {
  const kind = kindOf(element, attribute);
  // A value in curly quotes is not a URL; the quotes are reported separately.
  if (kind === undefined || /^[“”„‟«»‘’‚]/.test(value)) return [];
  return attribute === 'srcset'
    ? srcsetCandidates(value).map((candidate) => ({ ...candidate, kind }))
    : [{ url: value, kind, start: 0, end: value.length }];
}

/** How far an address may reach: a file or place of the site, the web by a link, or nowhere, for what runs or embeds. */
export function addressReach(url: string): 'site' | 'web' | 'none' {
  const { kind } = readAddress(url, '');
  return kind === 'scheme' ? 'none' : kind === 'web' ? 'web' : 'site';
}

function kindOf(element: string, attribute: string): AddressKind | undefined {
  switch (attribute) {
    case 'href':
    case 'xlink:href':
      return element === 'a' || element === 'area' ? 'link' : 'media';
    case 'cite':
    case 'longdesc':
      return 'link';
    case 'src':
      return element === 'img' || element === 'input' ? 'picture' : 'media';
    case 'srcset':
    case 'poster':
    case 'background':
      return 'picture';
    default:
      return undefined;
  }
}

/** Whether an element is an HTML element rather than a component, which defines its own attributes. */
export function isOwnElement({ name }: Pick<ElementUse, 'name'>): boolean {
  return /^[a-z][^.]*$/.test(name);
}

/** All URLs in the body of a lesson. A shared definition (`[ref]: …`) is returned once per use. */
export function lessonAddresses(lesson: LessonSource): readonly AddressUse[] {
  const { format, links, images, elements } = lesson;
  return [
    ...links.map(({ url, urlSpan }): AddressUse => ({ url, kind: 'link', at: urlSpan })),
    ...images.map(({ url, urlSpan }): AddressUse => ({ url, kind: 'picture', at: urlSpan })),
    // URLs of forbidden elements need not be checked.
    ...elements
      .filter((element) => isOwnElement(element) && wayAround(element, format) === undefined)
      .flatMap(elementAddresses),
    ...addressesOfPlayers(lesson),
  ];
}

/** A cheap test before parsing: very few texts contain a URL. */
const mayHoldAddress = /\]\(|\]:|\]\[|!\[|<\w+:|(?:https?:\/|www\.)/i;

/** A URL of a YAML document, whose position is only computed where it is asked for. */
export interface DocumentAddress {
  readonly url: string;
  readonly kind: AddressKind;
  at(): Span;
}

/** The URLs of a YAML document, where its schema says that there are some: pictures and links. */
export function documentAddresses(schema: z.ZodType, source: YamlSource): readonly DocumentAddress[] {
  return textsIn(schema, source.value).flatMap(({ kind, text, path }): readonly DocumentAddress[] =>
    // What is not named like a picture is reported with the schema.
    kind === 'link' || (kind === 'picture' && picture.safeParse(text).success)
      ? [{ url: text, kind, at: () => source.spanOf(path) }]
      : [],
  );
}

/** The URLs in the front matter of a lesson: the picture that opens its page. */
export function frontMatterAddresses(frontMatter: YamlSource | undefined): readonly DocumentAddress[] {
  // Most lessons name one of our drawings, or none.
  return frontMatter === undefined || !/\.\w+\b/.test(JSON.stringify(valueAt(frontMatter.value, ['figure'])) ?? '')
    ? []
    : documentAddresses(lessonSchema, frontMatter);
}

/** The parts of a quiz that are needed to read its texts. */
type QuizWithTexts = Pick<Quiz, 'file' | 'texts'> & { readonly source: YamlSource | undefined };

/** A URL, and the file that it is relative to. */
export interface PlacedAddress {
  readonly url: string;
  readonly kind: AddressKind;
  readonly from: string;
}

/** All URLs of a lesson, its parts and its quiz. */
export function moduleAddresses(
  bodies: readonly LessonSource[],
  quiz: QuizWithTexts | undefined,
): readonly PlacedAddress[] {
  const inLesson = bodies.flatMap((body) =>
    lessonAddresses(body).map(({ url, kind }) => ({ url, kind, from: body.file })),
  );
  const source = quiz?.source;
  // If the raw file does not contain it, no text does, unless YAML escapes hide it.
  if (source === undefined || !(mayHoldAddress.test(source.text) || source.text.includes('\\'))) return inLesson;
  const texts = textsOfQuiz(source.value).filter(({ kind, text }) => kind === 'markdown' && mayHoldAddress.test(text));
  return [
    ...inLesson,
    ...texts.flatMap(
      ({ text }) => quiz?.texts.of(text).links.map(({ url, kind }) => ({ url, kind, from: source.file })) ?? [],
    ),
  ];
}

/** The address of the picture that stands beside another one for dark grounds: `net.dark.svg` beside `net.svg`. */
export function darkAddress(url: string): string | undefined {
  const [, name = '', ending = ''] = /^([^?#]+)(\.(?:png|jpe?g|gif|webp|avif|svg))(?:[?#].*)?$/i.exec(url) ?? [];
  return name === '' || /\.dark$/i.test(name) ? undefined : `${name}.dark${ending}`;
}

/** The files that addresses lead to, with those beside them for dark grounds. */
export function filesAt(
  addresses: readonly Pick<PlacedAddress, 'url' | 'from'>[],
  resolve: Resolve,
): readonly string[] {
  return addresses.flatMap(({ url, from }) => {
    const target = resolve(url, from);
    if (target.kind !== 'file') return [];
    const dark = darkAddress(url);
    const beside = dark === undefined ? undefined : resolve(dark, from);
    return beside?.kind === 'file' ? [target.file, beside.file] : [target.file];
  });
}

/** The files of the content folder that a module or page needs on the site. */
export function filesOf(
  bodies: readonly LessonSource[],
  quiz: QuizWithTexts | undefined,
  resolve: Resolve,
  frontMatter?: YamlSource,
): UsedFiles {
  const opening = frontMatterAddresses(frontMatter).map(({ url, kind }) => ({
    url,
    kind,
    from: frontMatter?.file ?? '',
  }));
  const addresses = [...opening, ...moduleAddresses(bodies, quiz)];
  const isShown = ({ kind }: PlacedAddress): boolean => kind === 'picture';
  const shown = distinct(filesAt(addresses.filter(isShown), resolve));
  const linked = distinct([
    ...filesAt(
      addresses.filter((address) => !isShown(address)),
      resolve,
    ),
    ...linkedCode(bodies),
  ]);
  return { files: distinct([...shown, ...linked]), shown, linked };
}

const distinct = (files: readonly string[]): readonly string[] => [...new Set(files)].toSorted();

function elementAddresses({ name, attributes }: ElementUse): readonly AddressUse[] {
  return attributes.flatMap((attribute) => {
    const { value, valueSpan } = attribute;
    if (value === undefined) return [];
    return attributeAddresses(name, attribute.name.toLowerCase(), value).map(
      ({ url, kind, start, end }): AddressUse => ({ url, kind, at: part(valueSpan, value, start, end) }),
    );
  });
}

/** A part of a value, if the value is written literally: on one line, without character references. */
function part(span: Span, value: string, start: number, end: number): Span {
  const { file, start: from, end: to } = span;
  if (from.line !== to.line || to.column - from.column !== value.length) return span;
  return {
    file,
    start: { line: from.line, column: from.column + start },
    end: { line: from.line, column: from.column + end },
  };
}
