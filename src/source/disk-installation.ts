import { fileURLToPath } from 'node:url';

/** Lectern's own folder: the clone, or where a package manager installed it. Ends with a separator. */
export const lecternRoot = fileURLToPath(new URL('../../', import.meta.url));
