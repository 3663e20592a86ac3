/** A runner for `lifetime.test.ts` to end in all ways: proves the course in its folder. */
import { loadCourse } from '../../src/lesson/load.ts';
import { defaultLimits } from '../../src/proof/outcome.ts';
import { Prover } from '../../src/proof/prove.ts';
import { diskFiles } from '../../src/source/disk.ts';

const [folder = '', temporary = '', time = ''] = process.argv.slice(2);
const { course } = loadCourse(diskFiles(folder));
const prover = new Prover({ temporary, limits: { ...defaultLimits, time: Number(time) } });
await prover.prove(course!);
await prover.close();
