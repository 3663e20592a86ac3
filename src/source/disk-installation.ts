import { fileURLToPath } from 'node:url';

/** Lectern's own folder: the clone or the installed package. Ends with a separator. */
export const lecternRoot = fileURLToPath(new URL('../../', import.meta.url));
