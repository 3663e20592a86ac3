/**
 * What a page runs while its author works on it (`lectern dev`, `astro dev`): reloads after edits, and the panel of
 * problems. `src/dev/author-script.ts` bundles it.
 */
import type { ProblemReport } from '../diagnostics/page-problem.ts';
import { ProblemPanel } from './problem-panel.ts';

interface HotContext {
  on(event: 'vite:beforeFullReload', listener: () => Promise<void>): void;
  on(event: 'lectern:problems', listener: (report: ProblemReport) => void): void;
  send(event: string, data?: unknown): void;
}

const panel = new ProblemPanel();
// Vite's client asks a worker of its own whether the server is back, which the page's policy forbids; without it asks itself.
Reflect.deleteProperty(globalThis, 'SharedWorker');
// A variable, because this is the development server's own module. Before that server is ready, the import waits.
const client = '/@vite/client';
const { createHotContext } = (await import(client)) as { createHotContext(owner: string): HotContext };
const hot = createHotContext('/lectern');
// Immediately: Vite would wait for further changes, and the course's watcher has done that already.
hot.on('vite:beforeFullReload', () => {
  location.reload();
  return new Promise(() => {});
});
hot.on('lectern:problems', (report) => panel.show(report));
// An edit between the rendering of this page and now was not heard here: the server compares what the page shows.
const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
hot.send('lectern:shown', navigation?.serverTiming.find(({ name }) => name === 'lectern')?.description);
