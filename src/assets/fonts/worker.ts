/** A thread that cuts faces. */
import { onTask } from '../worker-pool.ts';
import { cutPart } from './subset.ts';

onTask(cutPart);
