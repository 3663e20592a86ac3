import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import type { MdxCode } from '../lesson/render.ts';
import type { MdxSources } from './bundle.ts';
import { lecternRoot } from '../source/disk-installation.ts';
import type { CompiledMdx } from './astro-mdx.ts';
import { keepingStyles } from './astro-private.ts';

/** What pages import from us without a file. */
const virtual = new Set(['lectern:site', 'lectern:styles', 'lectern:lessons']);
/** A lesson or part is a module of its own beside its file, where nothing lies: whoever watches files must not take it for one. */
const suffix = '.mdx';

/** The lessons and parts of a course that use components. */
export interface CourseMdx {
  /** The content folder, absolute. */
  readonly content: string;
  /** The lessons among them by module: paths in the content folder. */
  readonly lessons: ReadonlyMap<string, string>;
  /** Whether a file is a lesson or part that may use components. */
  has(file: string): boolean;
  /** What it is compiled from; undefined where it turns out to be nothing but HTML. */
  code(file: string): MdxCode | undefined;
}

/** The lessons and parts of a course as a build has them: all of them, once. */
export function courseMdx(content: string, sources: MdxSources): CourseMdx {
  return {
    content,
    lessons: new Map([...sources].flatMap(([file, { slug, isLesson }]) => (isLesson ? [[slug, file]] : []))),
    has: (file) => sources.has(file),
    code: (file) => sources.get(file)?.code,
  };
}

/** The module that a lesson or part becomes. */
export function mdxModuleId(content: string, file: string): string {
  return path.join(content, file) + suffix;
}

/** What stands behind such a module. */
export function mdxBehind(id: string, course: CourseMdx): CompiledMdx | undefined {
  const file = fileBehind(id, course);
  const code = file === undefined ? undefined : course.code(file);
  return file === undefined || code === undefined ? undefined : { file, code };
}

function fileBehind(id: string, { content, has }: CourseMdx): string | undefined {
  if (!/\.mdx?\.mdx$/.test(id)) return undefined;
  const file = path.relative(content, id.slice(0, -suffix.length)).split(path.sep).join('/');
  return has(file) ? file : undefined;
}

const withoutQuery = (id: string): string => id.replace(/\?.*$/, '');

/** How a lesson's module is taken apart: a server of pages under development gives their styles by itself. */
const lessonLoader = {
  build:
    'const build = async (module) => {\n  const { getMod, collectedLinks, collectedStyles } = (await module).default;\n  context.noteInlineStyles(collectedStyles);\n  return { Lesson: (await getMod()).default, stylesheets: collectedLinks, styles: collectedStyles };\n};\n',
  dev: 'const dev = async (module) => ({ Lesson: (await module).default, stylesheets: [], styles: [] });\n',
};

const notCompiled = `{(() => { throw new Error('Lectern did not compile this lesson: the site compiles MDX in a way of its own. Let \`mdx()\` have no processor, but the one of \`markdown\`.'); })()}`;

const inContent = ({ content }: CourseMdx): string => (content.endsWith(path.sep) ? content : content + path.sep);

/** Gives pages `lectern:site`, `lectern:styles` and `lectern:lessons`, and what lessons import. `root`: the folder that Astro works in. */
export function siteModules(mdx: () => CourseMdx, purpose: 'build' | 'dev', root: string): Plugin {
  const context = JSON.stringify(fileURLToPath(new URL('./page-context.ts', import.meta.url)));
  // Required, not imported: neither the bundler nor the development server may make an instance of their own.
  const requireContext = `import { createRequire } from 'node:module';\nconst context = createRequire(${context})(${context});\n`;
  const package_ = fileURLToPath(new URL('../', import.meta.url));
  return {
    name: 'lectern:site',
    enforce: 'pre',
    async resolveId(id, from, options) {
      // A script of a component (see `partElsewhere`) imports from where the component lies.
      const importer = from?.replace(/^\/@fs(?=\/)/, '');
      if (virtual.has(id)) return `\0${id}`;
      // What lessons import from us, wherever the course lies.
      if (id.startsWith('lectern/components/')) return package_ + id.slice('lectern/'.length);
      if (id.endsWith(keepingStyles) && fileBehind(withoutQuery(id), mdx()) !== undefined) return id;
      if (/\.mdx?$/.test(id)) {
        const file =
          id.startsWith('.') && importer !== undefined ? path.resolve(path.dirname(withoutQuery(importer)), id) : id;
        const module = [file, file + suffix].find((one) => fileBehind(one, mdx()) !== undefined);
        if (module !== undefined) return module;
      }
      if (/^[@\w]/.test(id) && !id.includes(':') && importer?.startsWith(inContent(mdx())) === true) {
        const known = { ...options, skipSelf: true };
        // What a course does not bring along it has from us, as `validate` takes it (`source/disk-surroundings.ts`).
        return (
          (await this.resolve(id, importer, known)) ?? (await this.resolve(id, `${lecternRoot}package.json`, known))
        );
      }
      return (
        partElsewhere(id.replace(/^\/@fs(?=\/)/, ''), root) ??
        (importer === from ? undefined : this.resolve(id, importer, { ...options, skipSelf: true }))
      );
    },
    load(id) {
      if (id === '\0lectern:site') return `${requireContext}export const { site } = context;\n`;
      if (id === '\0lectern:styles') return `${requireContext}export const { styles } = context;\n`;
      if (id === '\0lectern:lessons') {
        const { content, lessons } = mdx();
        const entries = [...lessons].map(
          ([slug, file]) =>
            `${JSON.stringify(slug)}: () => ${purpose}(import(${JSON.stringify(mdxModuleId(content, file) + (purpose === 'build' ? keepingStyles : ''))}))`,
        );
        return `${requireContext}${lessonLoader[purpose]}export const lessons = {\n${entries.join(',\n')}\n};\n`;
      }
      // Its compiler takes the code from where it is (`astro-mdx.ts`); what another compiler makes of it must not pass for the lesson.
      return fileBehind(withoutQuery(id), mdx()) === undefined ? undefined : notCompiled;
    },
  };
}

/**
 * A style or script of a component that lies below another folder of the file system's root than what Astro works in: it would
 * take its path for one inside the project, unless `/@fs` says otherwise.
 */
function partElsewhere(id: string, root: string): string | undefined {
  const [file = '', query = ''] = id.split('?');
  // The development server also says `/src/…` for what is in the project.
  const isElsewhere =
    query.startsWith('astro&type=') &&
    file.startsWith('/') &&
    file.split('/')[1] !== root.split('/')[1] &&
    existsSync(file);
  return isElsewhere ? `/@fs${id}` : undefined;
}
