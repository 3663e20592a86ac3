import { readdirSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { smallCourse } from './course.ts';
import { Project } from './project.ts';

const project = new Project(await smallCourse());
afterAll(() => project.remove());

const kept = (): readonly unknown[] =>
  ['cache', 'lectern/.lectern'].map((folder) => readdirSync(project.in(folder), { recursive: true }));

test('Without a cache a build makes everything anew, whatever is there, keeps nothing, and changes no byte', async () => {
  const { rendered } = await project.build();
  const before = { files: project.files(), kept: kept() };
  expect(await project.build({ anew: true })).toMatchObject({
    status: 'built',
    rendered,
    kept: 0,
    files: { written: 0, deleted: 0 },
  });
  expect({ files: project.files(), kept: kept() }).toEqual(before);
});
