/**
 * Lets Node run TypeScript below `node_modules`, where it refuses to by itself.
 * Loaded with `--import`, and so in every worker thread, too.
 */
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

registerHooks({
  load(url, context, next) {
    if (!/\/node_modules\/.*\.ts$/.test(url)) return next(url, context);
    const source = stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'), { sourceUrl: url });
    return { format: 'module', source, shortCircuit: true };
  },
});
