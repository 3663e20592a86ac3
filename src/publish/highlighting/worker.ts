/** A thread that colours blocks of code. */
import { tokenise } from '../../lesson/code/tokenise.ts';
import type { CodeBlock, HighlightedLines } from '../../lesson/code/tokens.ts';
import { onTask } from '../../assets/worker-pool.ts';

onTask<readonly CodeBlock[], readonly HighlightedLines[]>((blocks) => Promise.all(blocks.map(tokenise)));
