/**
 * The entry point `lectern/astro` of an installed Lectern: in `node_modules`, Node runs TypeScript only with a loader
 * hook.
 */
import './cli/launch/strip-types.mjs';

const { default: lectern } = await import('./astro.ts');
export default lectern;
