import { existsSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { smallCourse } from './course.ts';
import { Project } from './project.ts';

const project = new Project(await smallCourse());
afterAll(() => project.remove());

test('Without a cache a build makes everything anew, whatever is there, keeps nothing, and changes no byte', async () => {
  const anew = await project.build({ anew: true });
  const files = project.files();
  expect(anew.status).toBe('built');
  expect([project.in('cache'), project.in('lectern/.lectern')].filter((folder) => existsSync(folder))).toEqual([]);

  await project.build({ out: project.in('with-cache') });
  expect(project.files('with-cache')).toEqual(files);
  expect(await project.build()).toMatchObject({ status: 'unchanged' });

  expect(await project.build({ anew: true })).toMatchObject({ status: 'built', rendered: anew.rendered, kept: 0, files: { written: 0, deleted: 0 } });
  expect(project.files()).toEqual(files);
});
