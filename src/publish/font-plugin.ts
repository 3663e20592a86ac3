import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const facesId = '\0lectern:fonts';

/** What pages import of the course's faces, `lectern:fonts`: those that `handover.ts` has. */
export function courseFonts(): Plugin {
  const handover = JSON.stringify(fileURLToPath(new URL('./handover.ts', import.meta.url)));
  return {
    name: 'lectern:fonts',
    enforce: 'pre',
    resolveId: (id) => (id === 'lectern:fonts' ? facesId : undefined),
    load: (id) =>
      id === facesId
        ? `import { createRequire } from 'node:module';\nexport const faces = createRequire(${handover})(${handover}).facesTakenOver();\n`
        : undefined,
  };
}
