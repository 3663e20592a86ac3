/** `npm pack` and `npm publish` run this first: it writes `compiled/`, which is what the package holds. */
import path from 'node:path';
import { lecternRoot } from '../../source/disk-installation.ts';
import { compile } from './compile.ts';
import { declareTypes } from './types.ts';

const out = path.join(lecternRoot, 'compiled');
await compile(out);
declareTypes(out);
