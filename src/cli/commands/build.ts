import { buildSite } from '../build-site.ts';
import { cacheFlags } from '../cache-folder.ts';
import { defineCommand } from '../command.ts';

export const build = defineCommand({
  name: 'build',
  summary: 'Check a course and build its site',
  details:
    'A course with errors is not built, nor is a site published in which an address leads nowhere. Runs the expressions and components of MDX lessons, which are code of the repository, unless told not to, and no program of a lesson or quiz. What has not changed since the last build is kept; files that no build wrote are never touched.',
  flags: {
    content: { type: 'text', value: 'DIR', summary: 'the content folder (default: content)' },
    out: { type: 'text', value: 'DIR', summary: 'where the site goes (default: dist)' },
    base: {
      type: 'text',
      value: 'PATH',
      summary: 'the path it will be published under (default: that of `url` in course.yaml, else /)',
    },
    drafts: { type: 'boolean', summary: 'build drafts, too, for a preview' },
    'no-components': {
      type: 'boolean',
      summary: 'run nothing of the course: components, expressions and imports are errors',
    },
    ...cacheFlags,
    timings: { type: 'boolean', summary: 'say how long each part took' },
  },
  examples: [
    ['build', 'content/ to dist/'],
    ['build --no-components', 'a course of people whose code must not run'],
    [
      'build --content ../my-course/content --out ../my-course/site --base /courses/mine/',
      'a course that lies elsewhere, for a path of a host',
    ],
  ],
  run: ({ flags }, terminal) => buildSite(flags, terminal),
});
