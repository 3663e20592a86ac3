import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with Lectern's `src` and `schemas`: the clone, or `compiled/` of the package. Ends with a separator. */
export const lecternRoot = fileURLToPath(new URL('../../', import.meta.url));

/** Whether this is the compiled package, as npm installs it, and not a clone. */
export const isPackage = import.meta.url.endsWith('.js');

/** The manifest of Lectern itself. */
export const packageFile = path.join(lecternRoot, isPackage ? '../package.json' : 'package.json');
