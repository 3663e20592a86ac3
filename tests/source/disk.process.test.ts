import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { diskFiles } from '../../src/source/disk.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { folderWith } from '../cli/sample.ts';
import { validCourseFiles } from '../course/sound.ts';

test.skipIf(process.platform === 'win32')('A course on disk is read without waiting for a pipe', () => {
  const folder = folderWith(validCourseFiles() as Record<string, string>);
  execFileSync('mkfifo', [path.join(folder, 'modules/http/quiz.yaml')]);
  const { diagnostics } = loadCourse(diskFiles(folder));
  expect(diagnostics.map(({ code, file }) => `${code} ${file}`)).toEqual(['file-special modules/http/quiz.yaml']);
});
