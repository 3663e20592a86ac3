import { parentPort } from 'node:worker_threads';
import { tokenise, type CodeBlock } from '../../lesson/code/tokens.ts';

/** Colours one batch of blocks after another, until the build ends it. */
parentPort?.on('message', (blocks: readonly CodeBlock[]) => {
  void Promise.all(blocks.map(tokenise)).then((lines) => parentPort?.postMessage(lines));
});
