/** `lectern/astro` of an installed Lectern: it lies below `node_modules`, where Node runs TypeScript only if it is helped. */
import './cli/launch/strip-types.mjs';

const { default: lectern } = await import('./astro.ts');
export default lectern;
