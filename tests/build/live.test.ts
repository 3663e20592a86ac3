import { EventEmitter } from 'node:events';
import path from 'node:path';
import type { ViteDevServer } from 'vite';
import { describe, expect, test } from 'vitest';
import { lecternRoot } from '../../src/source/disk-installation.ts';
import { WatchedCourse } from '../../src/dev/course-watch.ts';
import { liveCourse } from '../../src/dev/live.ts';
import type { ServedCourse } from '../../src/dev/served-course.ts';
import { Problems } from '../../src/dev/problems.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { memoryFiles } from '../../src/source/memory.ts';

/** A course that is watched by a development server, of which only what it hears and says is real. */
function watched({ isCurrent = true } = {}) {
  const content = path.join(lecternRoot, 'content');
  const files = memoryFiles({});
  const course = new WatchedCourse(files, '/', () => '', { give: () => Promise.resolve([]) } as never);
  course.load();
  const told: string[] = [];
  let isShown = true;
  const compiled = { isCurrent: () => isCurrent, drop: () => isShown && !(isShown = false) };
  const plugin = liveCourse({
    served: { course, content, base: '/', inContext: (render: () => unknown) => render() } as unknown as ServedCourse,
    problems: new Problems(course, loadCourse, () => undefined),
    compiled,
  });
  const watcher = Object.assign(new EventEmitter(), { add: () => undefined });
  const heard = new Map<string, (data: unknown, to: { send: (message: { type: string }) => void }) => void>();
  const client = {
    hot: {
      on: (event: string, listener: never) => heard.set(event, listener),
      send: (message: string | { type: string }) => told.push(typeof message === 'string' ? message : message.type),
    },
  };
  (plugin.configureServer as (server: ViteDevServer) => void)({
    environments: { client },
    watcher,
    middlewares: { use: () => undefined },
  } as unknown as ViteDevServer);
  return {
    told,
    change: (file: string) => watcher.emit('all', 'change', path.join(lecternRoot, file)),
    isShown: () => isShown,
    version: course.version,
    /** What a page is answered that says what it shows. */
    says: (shown: unknown) => {
      const answers: string[] = [];
      heard.get('lectern:shown')?.(shown, { send: ({ type }) => answers.push(type) });
      return answers;
    },
    /** The watcher has looked round. */
    looksRound: () => watcher.emit('ready'),
  };
}

describe('Pages that were compiled of Lectern’s own sources', () => {
  test('are shown as long as the sources stay as they are, whatever else changes', () => {
    const server = watched();
    server.change('content/modules/dns/lesson.md');
    server.change('README.md');
    server.change('tests/build/live.test.ts');
    server.looksRound();
    expect(server.isShown()).toBe(true);
  });

  test.each(['src/pages/index.astro', 'src/styles/quiz.css', 'schemas/lesson.ts'])(
    'give way to Astro’s when %s is edited, once',
    (file) => {
      const server = watched();
      server.change(file);
      expect(server.isShown()).toBe(false);
      expect(server.told).toEqual(['full-reload']);
      // From here on Astro tells.
      server.change(file);
      expect(server.told).toEqual(['full-reload']);
    },
  );

  test('give way, too, where the sources were edited before anybody watched them', () => {
    const server = watched({ isCurrent: false });
    server.looksRound();
    expect(server.isShown()).toBe(false);
    expect(server.told).toContain('full-reload');
  });
});

test('A page that says what it shows is loaded anew where that is not what there is, and left alone where it cannot tell', () => {
  const server = watched();
  expect([server.says(server.version), server.says('1.0'), server.says(undefined)]).toEqual([[], ['full-reload'], []]);
});
