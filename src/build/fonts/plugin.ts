import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const cssId = '\0lectern:fonts.css';
const facesId = '\0lectern:fonts';

/**
 * What pages import of the faces: `lectern:fonts.css`, those that stand in for them (`fallback` gives the rules), and
 * `lectern:fonts`, the course's own as `handover.ts` has them.
 */
export function courseFonts(fallback: () => Promise<string>): Plugin {
  const handover = JSON.stringify(fileURLToPath(new URL('../handover.ts', import.meta.url)));
  return {
    name: 'lectern:fonts',
    enforce: 'pre',
    resolveId: (id) => (id === 'lectern:fonts.css' ? cssId : id === 'lectern:fonts' ? facesId : undefined),
    load(id) {
      if (id === cssId) return fallback();
      if (id === facesId) return `import { createRequire } from 'node:module';\nexport const faces = createRequire(${handover})(${handover}).facesTakenOver();\n`;
      return undefined;
    },
  };
}
