/** A thread that cuts faces. */
import { onTask } from '../threads.ts';
import { cutFace } from './subset.ts';

onTask(cutFace);
