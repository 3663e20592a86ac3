import { join } from 'node:path';
import type { Plugin } from 'vite';

/** The faces that every page shows from its first line, then those that lessons add. */
const names = ['head', 'text', 'text-italic', 'code'];

/**
 * Lets pages import the faces of `folder` (see `subsetFonts`): `lectern:fonts.css` is the stylesheet, `lectern:fonts`
 * exports the addresses to load first, `everywhere` and in `lessons`.
 */
export function courseFonts(folder: string): Plugin {
  return {
    name: 'lectern:fonts',
    resolveId(id) {
      if (id === 'lectern:fonts.css') return join(folder, 'fonts.css');
      if (id === 'lectern:fonts') return '\0lectern:fonts';
      return undefined;
    },
    load(id) {
      if (id !== '\0lectern:fonts') return undefined;
      const address = (name: string) => JSON.stringify(`${join(folder, `${name}.woff2`)}?url`);
      const imports = names.map((name, index) => `import face${index} from ${address(name)};\n`).join('');
      return `${imports}export const everywhere = [face0, face1];\nexport const lessons = [face2, face3];\n`;
    },
  };
}
