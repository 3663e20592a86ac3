import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'rolldown';

/** `import css from './a.css?inline'`, as the site's bundler reads it. */
export const inlineStyles: Plugin = {
  name: 'inline-styles',
  resolveId: (id, importer) =>
    id.endsWith('.css?inline') && importer !== undefined ? path.resolve(path.dirname(importer), id) : null,
  load: (id) =>
    id.endsWith('.css?inline')
      ? `export default ${JSON.stringify(readFileSync(id.replace('?inline', ''), 'utf8'))};`
      : null,
};
