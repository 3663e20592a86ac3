import { closest } from '../../diagnostics/closest.ts';
import { contains, type Diagnostic, type Span } from '../../diagnostics/diagnostic.ts';
import { readAddress, relativeAddress, type Address } from '../../source/address.ts';
import { pageIds, type LessonSource } from '../../source/lesson.ts';
import { lessonAddresses, type AddressUse } from '../addresses.ts';
import type { Anchors } from '../anchors.ts';
import { facts, naming, type Fact } from '../facts.ts';
import { orOneOf, problem, replacing, type Bearing, type Report } from '../problem.ts';
import { isDraft, isPublished, type Places } from './places.ts';

/** A file with addresses in it, and the places of its own page; undefined where they cannot be known. */
export interface Linking {
  readonly file: string;
  readonly anchors: Anchors | undefined;
  /** Drafts may link to drafts. */
  readonly isDraft: boolean;
}

/** Checks where every address of a lesson leads. */
export function checkLinks(lesson: LessonSource, places: Places, draft: boolean): Diagnostic[] {
  const from: Linking = { file: lesson.file, anchors: places.anchors(lesson), isDraft: draft };
  const seen = new Set<string>();
  // Several links may share one definition (`[ref]: …`): its address is checked once.
  const once = ({ at: { start } }: AddressUse): boolean => seen.size !== seen.add(`${start.line}:${start.column}`).size;
  const links = lesson.links.filter(({ text, url }) => text.trim() === '' && url !== '');
  // A picture that is all there is of a link is missed as the link's text.
  const images = lesson.images.filter(
    (image) => image.text.trim() === '' && !links.some((link) => contains(link, image)),
  );
  return [
    ...links.map(namelessLink),
    ...lessonAddresses(lesson)
      .filter(once)
      .flatMap((use) => checkAddress(use, from, places)),
    ...images.map((image) =>
      problem('image-alt-missing', image, {
        message: 'this picture has no alternative text',
        why: 'whoever cannot see it learns nothing from it',
        fix: 'say in the brackets what the picture shows: `![A client and a server](…)`',
      }),
    ),
  ];
}

/** A link that cannot be seen, or only by those who see the picture in it. */
export function namelessLink(at: Span): Diagnostic {
  return problem('name-missing', at, {
    message: 'this link has no text',
    why: 'nobody could see it or say where it leads',
    fix: 'write text between the brackets; a picture there needs its alternative text',
  });
}

/** Checks where one address of a file leads. */
export function checkAddress(use: AddressUse, from: Linking, places: Places): Report[] {
  const doubt = facts.address(use.url, from.file);
  const markup = facts.markup(from.file, use.at.start.line);
  return mistakesIn(use, from, places).map((report) => ({
    ...report,
    unsettles: [doubt, ...(report.unsettles ?? [])],
    assumes: [markup, ...(report.assumes ?? [])],
  }));
}

function mistakesIn(use: AddressUse, from: Linking, places: Places): Report[] {
  const address = readAddress(use.url, from.file);
  switch (address.kind) {
    case 'web':
      return use.kind === 'link' ? [] : [remoteProblem(use)];
    case 'empty':
      return [
        use.kind === 'link'
          ? problem('link-empty', use.at, {
              message: 'this link has no address',
              why: 'it would lead back to the page itself',
              fix: 'write the address it should lead to',
            })
          : noFile(use),
      ];
    case 'scheme':
      return [schemeProblem(address.scheme, use)];
    case 'site-absolute':
      return [siteAbsolute(address.path, use, from, places)];
    case 'fragment':
      // What draws a part of the page itself (`<use href="#mark">`) is no link.
      if (use.kind === 'media') return [];
      if (use.kind === 'picture') return [noFile(use)];
      return from.anchors === undefined
        ? []
        : anchorProblem(address.fragment, from.anchors, use.at, from.file, 'this lesson');
    case 'file':
      return use.kind === 'link' ? checkLink(address, use, from, places) : checkShown(address, use, from, places);
  }
}

type FileAddress = Extract<Address, { kind: 'file' }>;

function checkLink({ path, fragment, hash }: FileAddress, use: AddressUse, from: Linking, places: Places): Report[] {
  if (path === undefined) return [outside(use.at)];
  const file = places.fileAt(path);
  if (file === undefined) return [missingTarget(path, hash, use, from, places)];
  const module = places.moduleOf(file);
  const page = places.ownPage(file);
  if (page?.source !== undefined && fragment !== undefined)
    return anchorProblem(
      fragment,
      places.anchors(page.source),
      use.at,
      file,
      file === from.file ? 'this page' : `\`${page.slug}\``,
    );
  if (page !== undefined) return [];
  if (module === undefined) return isPublished(file) ? activeFile(file, use, places) : [unpublished(file, use.at)];
  const found: Report[] = [];
  if (!from.isDraft && isDraft(module)) {
    found.push(
      problem('link-draft', use.at, {
        message: `\`${module.slug}\` is a draft`,
        why: 'drafts are not published, so a build leaves the link’s text without a link',
        fix: 'publish that module first, or remove the link',
      }),
    );
  }
  const source = module.lesson?.source;
  if (fragment !== undefined && source !== undefined)
    found.push(
      ...anchorProblem(
        fragment,
        places.anchors(source),
        use.at,
        file,
        file === from.file ? 'this lesson' : `\`${module.slug}\``,
      ),
    );
  return found;
}

/** A file that browsers would run or take for a page of the site. */
function activeFile(file: string, { at, url }: AddressUse, places: Places): Report[] {
  const found = places.active(file);
  if (found === undefined) return [];
  const name = file.slice(file.lastIndexOf('/') + 1);
  return [
    problem('file-active', at, {
      message: `\`${name}\` is ${found}, expected a file that can only be looked at`,
      why: 'browsers would run it with the rights of the site, where what learners have answered is kept',
      fix: /\.svg$/i.test(file)
        ? 'save the drawing again without it: “plain SVG” or “optimised SVG”, or as PNG'
        : `show it in a fence, or publish it as \`${url.replace(/[?#][^]*/s, '')}.txt\` or in a \`.zip\``,
      unsettles: [facts.path(file)],
      assumes: [facts.path(file)],
    }),
  ];
}

/** A file of the content folder that has no address of its own on the site. */
function unpublished(file: string, at: Span): Report {
  const [top, slug = '', name = ''] = file.split('/');
  if (top === 'modules' && name.startsWith('lesson.')) {
    return problem('link-module-unlisted', at, {
      message: `\`${slug}\` is not in the course`,
      why: 'it has no page, so the link would lead nowhere',
      fix: `add \`${slug}\` to a category of \`course.yaml\`, or remove the link`,
      ...naming(slug, facts.modules, facts.listed),
    });
  }
  return problem('link-unpublished', at, {
    message: `\`${file}\` is not published`,
    why: 'the site is made from it, so learners cannot open it; a quiz would even give its answers away',
    fix: 'link to a lesson instead, or save what learners should see under another name',
  });
}

function missingTarget(path: string, hash: string, use: AddressUse, from: Linking, places: Places): Report {
  const slug = path.split('/')[1] ?? '';
  // Whole paths of lessons resemble each other too much to be compared: a slug is near, or nothing is.
  const ofLesson = isLessonPath.test(path);
  const renamed = ofLesson ? places.renamed(slug) : undefined;
  const file = ofLesson
    ? (places.module(slug) ?? renamed ?? places.module(closest(slug, places.slugs) ?? ''))?.lesson?.file
    : nearFile(path, places.files);
  const meant = file === undefined ? undefined : `${relativeAddress(from.file, file)}${hash}`;
  return problem('link-file-missing', use.at, {
    message:
      renamed === undefined
        ? `no file \`${path}\`${meant === undefined ? '' : `, expected \`${meant}\``}`
        : `\`${slug}\` is called \`${renamed.slug}\` now`,
    why: 'the link would lead nowhere',
    fix: meant === undefined ? `correct \`${use.url}\`, or add the file` : `write \`${meant}\``,
    ...missing(path, use, from, places),
  });
}

/** What hangs on a file that is not there: everything that leads to it, and what its module is called. */
function missing(path: string, use: AddressUse, from: Linking, places: Places): Required<Bearing> {
  const [top, slug = ''] = path.split('/');
  const ofModule =
    top === 'modules' && (isLessonPath.test(path) || places.kindOf(`modules/${slug}`) === undefined)
      ? [facts.module(slug)]
      : [];
  const doubts: readonly Fact[] = [facts.address(use.url, from.file), ...ofModule];
  return { unsettles: doubts, assumes: doubts };
}

/** What leads to the lesson of a module. */
const isLessonPath = /^modules\/[^/]+(?:\/(?:index\.html|lesson(?:\.mdx?)?|index(?:\.mdx?)?|))?$/;

function anchorProblem(
  fragment: string,
  { ids, isOpen, renamed }: Anchors,
  span: Span,
  page: string,
  where: string,
): Report[] {
  if (fragment === '' || fragment === 'top' || ids.has(fragment)) return [];
  const now = renamed?.get(fragment);
  const meant = now ?? closest(fragment, ids);
  // What every page has is not what an author looks for.
  const written = [...ids].filter((id) => !pageIds.includes(id));
  // The one that is meant may be a component's.
  if (isOpen && meant === undefined) return [];
  return [
    problem('link-section-unknown', span, {
      message:
        now === undefined
          ? `${where} has no section \`${fragment}\`${orOneOf(meant, written)}`
          : `the section \`${fragment}\` is called \`${now}\` now`,
      why:
        now === undefined
          ? 'the link would lead to the top of the page instead'
          : 'the old name is kept for links from elsewhere',
      fix:
        meant === undefined
          ? 'name a heading: its `{#id}`, or its text in lower case with hyphens'
          : `write \`#${meant}\``,
      ...naming(fragment, facts.sections(page)),
    }),
  ];
}

/** Checks a picture, or another file that the page loads. */
function checkShown({ path, hash }: FileAddress, use: AddressUse, from: Linking, places: Places): Report[] {
  if (path === undefined) return [outside(use.at)];
  const file = places.fileAt(path);
  const own = folderOf(from.file);
  if (file === undefined) {
    const near = nearFile(
      path,
      places.files.filter((other) => other.startsWith(own) && isPublished(other) && canStandFor(other, path, use)),
    );
    const meant = near === undefined ? undefined : `${relativeAddress(from.file, near)}${hash}`;
    return [
      problem('image-missing', use.at, {
        message: `no file \`${path}\`${meant === undefined ? '' : `, expected \`${meant}\``}`,
        why: use.kind === 'picture' ? 'learners would see a broken picture' : 'learners would see an empty place',
        fix: meant === undefined ? `add the file, or correct \`${use.url}\`` : `write \`${meant}\``,
        ...missing(path, use, from, places),
      }),
    ];
  }
  if (!isPublished(file)) return [unpublished(file, use.at)];
  if (use.kind === 'picture') {
    const instead = pictureName.test(file) ? places.notAPicture(file) : named(file);
    if (instead !== undefined) return [noPicture(file, instead, use)];
  }
  if (file.startsWith(own)) return activeFile(file, use, places);
  return [
    ...activeFile(file, use, places),
    problem('image-outside', use.at, {
      message: `unexpected ${nounOf(use)} of another folder, expected one of this module`,
      why: 'a module is moved, renamed and deleted with all it needs',
      fix: `copy the ${nounOf(use)} into the module’s folder`,
    }),
  ];
}

/** Whether a file is of the sort that is missing: no picture is played, and no film is read. */
function canStandFor(file: string, missing: string, { kind }: AddressUse): boolean {
  if (kind !== 'media') return pictureName.test(file);
  const sort = sortOf(missing);
  return sort === 'another file' || sort === sortOf(file);
}

const sortOf = (file: string): string =>
  pictureName.test(file) ? 'a picture' : /\.(?:vtt|srt|txt)$/i.test(file) ? 'words' : named(file);

/** A file that is shown as a picture, and that no browser shows as one. `instead`: what it is. */
function noPicture(file: string, instead: string, use: AddressUse): Report {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return problem('image-kind', use.at, {
    message: `\`${name}\` is no picture${pictureName.test(file) ? `: it holds ${instead}` : ''}`,
    why: 'learners would see a broken picture',
    fix: wayToShow(instead, use),
    unsettles: [facts.path(file)],
    assumes: [facts.path(file)],
  });
}

function wayToShow(instead: string, { url, at }: AddressUse): string {
  const stem = url.replace(/\.\w+$/, '');
  const isLesson = /\.mdx?$/.test(at.file);
  switch (isLesson || !/^a (?:video|sound)$/.test(instead) ? instead : 'another file') {
    case 'a video':
      return `write \`::video[What it shows]{src="${url}" captions="${stem}.vtt"}\` on a line of its own, or save a picture under this name`;
    case 'a sound':
      return `write \`::audio[What is heard]{src="${url}" transcript="${stem}.txt"}\` on a line of its own`;
    case 'a pointer of Git LFS':
      return 'fetch the picture itself with `git lfs pull`';
    case 'nothing':
    case 'a web page':
      return 'save the picture again';
    default:
      return `link to the file, \`[text](${url})\`, or save it as PNG, JPEG, WebP, AVIF, GIF or SVG`;
  }
}

/** What a file is that has no name of a picture. */
function named(file: string): string {
  return /\.(?:mp4|webm|ogv|mov|m4v|mkv|avi)$/i.test(file)
    ? 'a video'
    : /\.(?:mp3|m4a|aac|ogg|oga|opus|flac|wav)$/i.test(file)
      ? 'a sound'
      : 'another file';
}

function siteAbsolute(path: string, use: AddressUse, from: Linking, places: Places): Report {
  const fragment = /#[^]*/.exec(path)?.[0] ?? '';
  const slug = use.kind === 'link' ? path.split(/[/#?]/).findLast((part) => places.slugs.includes(part)) : undefined;
  const name =
    path
      .replace(/[?#][^]*/, '')
      .split('/')
      .at(-1) ?? '';
  const named = places.files.filter((other) => other.endsWith(`/${name}`) && other.startsWith(folderOf(from.file)));
  const file = slug === undefined ? (named.length === 1 ? named[0] : undefined) : places.module(slug)?.lesson?.file;
  const meant = file === undefined ? undefined : `${relativeAddress(from.file, file)}${fragment}`;
  return problem('link-site-absolute', use.at, {
    message: `unexpected address from the root of the site${meant === undefined ? ', expected a relative path' : `, expected \`${meant}\``}`,
    why: 'it breaks when the course is published under a path of its own, and leads nowhere in an editor',
    fix:
      meant !== undefined
        ? `write \`${meant}\``
        : use.kind === 'link'
          ? 'write the relative path of the lesson’s file, such as `../dns/lesson.mdx#section`'
          : `write the ${nounOf(use)}’s name, seen from the lesson’s folder`,
    edit: meant === undefined || use.kind !== 'link' ? undefined : replacing(use.at, meant),
  });
}

function remoteProblem(use: AddressUse): Report {
  return problem('image-remote', use.at, {
    message: `unexpected ${nounOf(use)} from another host, expected a file of the module`,
    why: `the site asks no other host: the ${nounOf(use)} could vanish, change or watch the reader`,
    fix: `save the ${nounOf(use)} beside the lesson and write its name`,
  });
}

function noFile(use: AddressUse): Report {
  return problem('image-missing', use.at, {
    message: use.kind === 'picture' ? 'this picture has no file' : 'this element has no file',
    why: use.kind === 'picture' ? 'learners would see a broken picture' : 'learners would see an empty place',
    fix: 'write the name of a file that lies beside the lesson',
  });
}

function outside(span: Span): Report {
  return problem('link-outside', span, {
    message: 'this address leads out of the content folder',
    why: 'only what lies in the content folder is published',
    fix: 'copy the file into the module’s folder',
  });
}

function schemeProblem(scheme: string, { url, at }: AddressUse): Report {
  if (scheme === '//') {
    return problem('link-scheme', at, {
      message: 'unexpected address without a scheme, expected `https://`',
      why: 'opened from a file it leads nowhere',
      fix: `write \`https:${url.trim()}\``,
    });
  }
  const dangerous = ['javascript', 'data', 'vbscript', 'blob'].includes(scheme);
  return problem('link-scheme', at, {
    message: dangerous
      ? `unexpected \`${scheme}:\` address`
      : `unexpected scheme \`${scheme}:\`, expected \`https:\` or a relative path`,
    why: dangerous
      ? 'it would run or embed whatever it holds in the reader’s browser; the site’s security policy blocks it'
      : 'the reader’s browser would not know what to do with it',
    fix: dangerous
      ? 'link to a page or file instead'
      : /^\d+(?:\/|$)/.test(url.slice(scheme.length + 1))
        ? `write \`http://${url}\``
        : 'write the whole address, starting with `https://`',
  });
}

/** Names of what browsers show as a picture. */
const pictureName = /\.(?:a?png|avif|bmp|gif|ico|jfif|jpe?g|pjpe?g|pjp|svg|webp)$/i;

const nounOf = ({ kind }: AddressUse): string => (kind === 'picture' ? 'picture' : 'file');

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}

/** The file that was meant: the one that only differs in case, one of a similar name beside it, or one of that name elsewhere. */
export function nearFile(path: string, files: readonly string[]): string | undefined {
  const folder = folderOf(path);
  const name = path.slice(folder.length);
  const same = files.find((file) => differsInCase(path, file));
  if (same !== undefined) return same;
  const near = closest(
    name,
    files.filter((file) => folderOf(file) === folder).map((file) => file.slice(folder.length)),
  );
  if (near !== undefined) return folder + near;
  const elsewhere = files.filter((file) => file.endsWith(`/${name}`));
  return elsewhere.length === 1 ? elsewhere[0] : undefined;
}

const differsInCase = (path: string, file: string | undefined): boolean =>
  file !== undefined && file !== path && folded(file) === folded(path);

/** Every file that may have been meant: those of the same name in any folder, in any case, with any ending, and a near one. */
export function likelyFiles(path: string, files: readonly string[]): readonly string[] {
  const stem = stemOf(path);
  const near = nearFile(path, files);
  return files.filter((file) => file === near || stemOf(file) === stem);
}

/** The name of a file without its ending, however it is spelt. */
function stemOf(path: string): string {
  const name = folded(path.slice(path.lastIndexOf('/') + 1));
  return name.lastIndexOf('.') > 0 ? name.slice(0, name.lastIndexOf('.')) : name;
}

function folded(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
