import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { projectFolder } from './astro-config.ts';

const siteId = '\0lectern:site';
const lessonsId = '\0lectern:lessons';
const suffix = '.astro';

/** The lessons that use components: where each lies, and the source of the Astro component it becomes. */
export interface LessonComponents {
  /** Absolute path of the lesson by module. */
  readonly files: ReadonlyMap<string, string>;
  source(file: string): string | undefined;
}

/**
 * Gives pages `lectern:site` and `lectern:lessons`. A lesson that uses components is a module of its own,
 * `…/lesson.mdx.astro`, which exists only here; it stands beside the lesson, so that its relative imports work.
 */
export function siteModules(components: () => LessonComponents): Plugin {
  const handover = JSON.stringify(fileURLToPath(new URL('./handover.ts', import.meta.url)));
  const package_ = fileURLToPath(new URL('../', import.meta.url));
  return {
    name: 'lectern:site',
    enforce: 'pre',
    resolveId(id) {
      if (id === 'lectern:site') return siteId;
      if (id === 'lectern:lessons') return lessonsId;
      // What lessons import from us, wherever the course lies.
      if (id.startsWith('lectern/components/')) return package_ + id.slice('lectern/'.length);
      if (id.endsWith(`.mdx${suffix}`)) return id;
      return partElsewhere(id.replace(/^\/@fs(?=\/)/, ''));
    },
    load(id) {
      // Required, not imported: neither the bundler nor the development server may make an instance of their own.
      if (id === siteId) return `import { createRequire } from 'node:module';\nexport const site = createRequire(${handover})(${handover}).takeOver();\n`;
      if (id === lessonsId) {
        const entries = [...components().files].map(([slug, file]) => `${JSON.stringify(slug)}: () => import(${JSON.stringify(file + suffix)})`);
        return `export const lessons = {\n${entries.join(',\n')}\n};\n`;
      }
      return id.endsWith(`.mdx${suffix}`) ? components().source(id.slice(0, -suffix.length)) : undefined;
    },
  };
}

/**
 * A style or script of a component that lies below another folder of the root than Lectern does: Astro would take its
 * path for one inside the project, unless `/@fs` says otherwise.
 */
function partElsewhere(id: string): string | undefined {
  const [file = '', query = ''] = id.split('?');
  // The development server also says `/src/…` for what is in the project.
  const isElsewhere = query.startsWith('astro&type=') && file.startsWith('/') && file.split('/')[1] !== projectFolder.split('/')[1] && existsSync(file);
  return isElsewhere ? `/@fs${id}` : undefined;
}
