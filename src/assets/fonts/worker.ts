/** A thread that cuts faces. */
import { onTask } from '../worker-pool.ts';
import { cutFace } from './subset.ts';

onTask(cutFace);
