import { closest } from '../../diagnostics/closest.ts';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';
import type { LessonSource } from '../../source/lesson.ts';
import { orOneOf, problem, replacing } from '../problem.ts';
import { readAddress, relativePath } from './address.ts';
import { isDraft, type Places } from './places.ts';

/** Checks where every link and picture of a lesson leads. `draft` lessons may link to drafts. */
export function checkLinks(lesson: LessonSource, places: Places, draft: boolean): Diagnostic[] {
  const seen = new Set<string>();
  // Several links may share one definition (`[ref]: …`): its address is checked once.
  const once = ({ start }: Span): boolean => seen.size !== seen.add(`${start.line}:${start.column}`).size;
  return [
    ...lesson.links.filter(({ urlSpan }) => once(urlSpan)).flatMap(({ url, urlSpan }) => checkLink(url, urlSpan, lesson, places, draft)),
    ...lesson.images.flatMap((image) => [
      ...(once(image.urlSpan) ? checkPicture(image.url, image.urlSpan, lesson.file, places) : []),
      ...(image.text.trim() === ''
        ? [
            problem('image-alt-missing', image, {
              message: 'this picture has no alternative text',
              why: 'whoever cannot see it learns nothing from it',
              fix: 'say in the brackets what the picture shows: `![A client and a server](…)`',
            }),
          ]
        : []),
    ]),
  ];
}

/** A file with links, and the headings an address such as `#part` is looked up in; none where they cannot be known. */
interface Linking {
  readonly file: string;
  readonly headings: LessonSource['headings'] | undefined;
}

/** Checks one link of a file; anchors of the lesson itself are looked up in its headings. */
export function checkLink(url: string, span: Span, lesson: Linking, places: Places, draft: boolean): Diagnostic[] {
  const address = readAddress(url, lesson.file);
  switch (address.kind) {
    case 'web':
      return [];
    case 'empty':
      return [problem('link-empty', span, { message: 'this link has no address', why: 'it would lead back to the page itself', fix: 'write the address between the parentheses' })];
    case 'scheme':
      return [schemeProblem(address.scheme, url, span)];
    case 'site-absolute': {
      const slug = address.path.split(/[/#?]/).findLast((part) => places.slugs.includes(part));
      const file = slug === undefined ? undefined : places.module(slug)?.lesson?.file;
      const fragment = /#.*$/.exec(address.path)?.[0] ?? '';
      const meant = file === undefined ? undefined : `${relativePath(lesson.file, file)}${fragment}`;
      return [
        problem('link-site-absolute', span, {
          message: `unexpected address from the root of the site${meant === undefined ? ', expected a relative path' : `, expected \`${meant}\``}`,
          why: 'it breaks when the course is published under a path of its own, and leads nowhere in an editor',
          fix: meant === undefined ? 'write the relative path of the lesson’s file, such as `../dns/lesson.mdx#section`' : `write \`${meant}\``,
          edit: meant === undefined ? undefined : replacing(span, meant),
        }),
      ];
    }
    case 'fragment':
      return lesson.headings === undefined ? [] : anchorProblem(address.fragment, lesson.headings.map(({ id }) => id), span, 'this lesson');
    case 'file':
      return checkFileLink(address.path, address.fragment, url, span, lesson, places, draft);
  }
}

function checkFileLink(path: string | undefined, fragment: string | undefined, url: string, span: Span, lesson: Linking, places: Places, draft: boolean): Diagnostic[] {
  if (path === undefined) return [outside(span)];
  const [top, slug = '', name] = path.split('/');
  const module = top === 'modules' ? places.module(slug) : undefined;
  const lessonFile = module?.lesson?.file;
  if (places.kindOf(path) !== 'file') return [missingTarget(path, fragment, url, span, lesson.file, places)];
  if (top !== 'modules' || name === undefined || !/^lesson\.mdx?$/.test(name)) return [];
  if (module === undefined) {
    return [
      problem('link-module-unlisted', span, {
        message: `\`${slug}\` is not in the course`,
        why: 'it has no page, so the link would lead nowhere',
        fix: `add \`${slug}\` to a category of \`course.yaml\`, or remove the link`,
      }),
    ];
  }
  if (lessonFile !== path) return [];
  const found: Diagnostic[] = [];
  if (!draft && isDraft(module)) {
    found.push(problem('link-draft', span, { message: `\`${slug}\` is a draft`, why: 'drafts are not published, so the link would lead nowhere', fix: 'publish that module first, or remove the link' }));
  }
  const headings = module.lesson?.source?.headings;
  if (fragment !== undefined && headings !== undefined) found.push(...anchorProblem(fragment, headings.map(({ id }) => id), span, `\`${slug}\``));
  return found;
}

function missingTarget(path: string, fragment: string | undefined, url: string, span: Span, from: string, places: Places): Diagnostic {
  const slug = path.split('/')[1] ?? '';
  // Whole paths of lessons resemble each other too much to be compared: a slug is near, or nothing is.
  const ofLesson = /^modules\/[^/]+(?:\/(?:index\.html|lesson(?:\.mdx?)?|index(?:\.mdx?)?|))?$/.test(path);
  const target = ofLesson ? (places.module(slug) ?? places.module(closest(slug, places.slugs) ?? ''))?.lesson?.file : closest(path, places.files);
  const meant = target === undefined ? undefined : `${relativePath(from, target)}${fragment === undefined ? '' : `#${fragment}`}`;
  return problem('link-file-missing', span, {
    message: `no file \`${path}\`${meant === undefined ? '' : `, expected \`${meant}\``}`,
    why: 'the link would lead nowhere',
    fix: meant === undefined ? `correct \`${url}\`, or add the file` : `write \`${meant}\``,
  });
}

function anchorProblem(fragment: string, ids: readonly string[], span: Span, where: string): Diagnostic[] {
  if (fragment === '' || ids.includes(fragment)) return [];
  const meant = closest(fragment, ids);
  return [
    problem('link-section-unknown', span, {
      message: `${where} has no section \`${fragment}\`${orOneOf(meant, ids)}`,
      why: 'the link would lead to the top of the page instead',
      fix: meant === undefined ? 'name a heading: its `{#id}`, or its text in lower case with hyphens' : `write \`#${meant}\``,
    }),
  ];
}

/** Checks where a picture comes from. */
export function checkPicture(url: string, span: Span, file: string, places: Places): Diagnostic[] {
  const address = readAddress(url, file);
  switch (address.kind) {
    case 'web':
      return [
        problem('image-remote', span, {
          message: 'unexpected picture from another host, expected a file of the module',
          why: 'the site asks no other host: the picture could vanish, change or watch the reader',
          fix: 'save the picture beside the lesson and write its name',
        }),
      ];
    case 'scheme':
      return [schemeProblem(address.scheme, url, span)];
    case 'empty':
    case 'fragment':
      return [problem('image-missing', span, { message: 'this picture has no file', why: 'learners would see a broken picture', fix: 'write the file’s name between the parentheses' })];
    case 'site-absolute': {
      const meant = places.files.filter((path) => path.endsWith(`/${address.path.split('/').at(-1) ?? ''}`) && path.startsWith(folderOf(file)));
      return [
        problem('link-site-absolute', span, {
          message: `unexpected address from the root of the site${meant.length === 1 ? `, expected \`${relativePath(file, meant[0] ?? '')}\`` : ', expected a relative path'}`,
          why: 'it breaks when the course is published under a path of its own, and leads nowhere in an editor',
          fix: 'write the picture’s name, seen from the lesson’s folder',
        }),
      ];
    }
    case 'file': {
      const { path } = address;
      if (path === undefined) return [outside(span)];
      if (places.kindOf(path) !== 'file') {
        const pictures = places.files.filter((other) => other.startsWith(folderOf(file)) && pictureName.test(other)).map((other) => relativePath(file, other));
        const meant = closest(relativePath(file, path), pictures);
        return [
          problem('image-missing', span, {
            message: `no file \`${path}\`${meant === undefined ? '' : `, expected \`${meant}\``}`,
            why: 'learners would see a broken picture',
            fix: meant === undefined ? `add the file, or correct \`${url}\`` : `write \`${meant}\``,
          }),
        ];
      }
      if (path.startsWith(folderOf(file))) return [];
      return [
        problem('image-outside', span, {
          message: 'unexpected picture of another folder, expected one of this module',
          why: 'a module is moved, renamed and deleted with all it needs',
          fix: 'copy the picture into the module’s folder',
        }),
      ];
    }
  }
}

/** What may be suggested where a picture is missing. */
const pictureName = /\.(?:avif|gif|jpe?g|png|svg|webp)$/i;

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}

function outside(span: Span): Diagnostic {
  return problem('link-outside', span, { message: 'this address leads out of the content folder', why: 'only what lies in the content folder is published', fix: 'copy the file into the module’s folder' });
}

function schemeProblem(scheme: string, url: string, span: Span): Diagnostic {
  if (scheme === '//') {
    return problem('link-scheme', span, { message: 'unexpected address without a scheme, expected `https://`', why: 'opened from a file it leads nowhere', fix: `write \`https:${url.trim()}\`` });
  }
  const dangerous = ['javascript', 'data', 'vbscript', 'blob'].includes(scheme);
  return problem('link-scheme', span, {
    message: dangerous ? `unexpected \`${scheme}:\` address` : `unexpected scheme \`${scheme}:\`, expected \`https:\` or a relative path`,
    why: dangerous ? 'it would run or embed whatever it holds in the reader’s browser; the site’s security policy blocks it' : 'the reader’s browser would not know what to do with it',
    fix: dangerous ? 'link to a page or file instead' : /^\d+(?:\/|$)/.test(url.slice(scheme.length + 1)) ? `write \`http://${url}\`` : 'write the whole address, starting with `https://`',
  });
}

