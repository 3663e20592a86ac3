import { join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Lets pages import the faces of `folder` (see `subsetFonts`): `lectern:fonts.css` is the stylesheet, `lectern:fonts`
 * exports `preload`, the addresses of the faces every page shows.
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
      return `import head from ${address('head')};\nimport text from ${address('text')};\nexport const preload = [head, text];\n`;
    },
  };
}
