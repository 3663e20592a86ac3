import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/lesson/load.ts';
import { diskFiles } from '../../src/source/disk.ts';
import { validCourseFiles } from '../course/sound.ts';

let outer: string;
let root: string;

beforeEach(() => {
  outer = mkdtempSync(path.join(tmpdir(), 'lectern-disk-'));
  root = path.join(outer, 'my course 🗺️');
  for (const [file, text] of Object.entries(validCourseFiles())) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), text as string);
  }
});
afterEach(() => rmSync(outer, { recursive: true, force: true }));

const codes = (): string[] => loadCourse(diskFiles(root)).diagnostics.map(({ code, file }) => `${code} ${file}`);

describe('A course on disk', () => {
  test('is read whole, from a folder with spaces and emoji in its name', () => {
    expect(codes()).toEqual([]);
    expect(
      diskFiles(root)
        .list()
        .map((entry) => entry.path),
    ).toEqual([
      'course.yaml',
      'modules',
      'modules/dns',
      'modules/dns/lesson.md',
      'modules/dns/quiz.yaml',
      'modules/http',
      'modules/http/lesson.md',
    ]);
  });

  test('does not see hidden files and packages', () => {
    writeFileSync(path.join(root, 'modules/dns/.DS_Store'), '');
    mkdirSync(path.join(root, 'node_modules/x'), { recursive: true });
    expect(codes()).toEqual([]);
  });

  test('does not follow a link out of it', () => {
    writeFileSync(path.join(outer, 'secret.yaml'), 'title: secret');
    rmSync(path.join(root, 'modules/dns/quiz.yaml'));
    symlinkSync(path.join(outer, 'secret.yaml'), path.join(root, 'modules/dns/quiz.yaml'));
    expect(codes()).toEqual(['file-outside modules/dns/quiz.yaml']);
    expect(diskFiles(root).read('modules/dns/quiz.yaml')).toEqual({ reason: 'outside' });
  });

  test('does not follow what has become a link since it was listed', () => {
    writeFileSync(path.join(outer, 'secret.yaml'), 'title: secret');
    const files = diskFiles(root);
    files.list();
    rmSync(path.join(root, 'modules/dns/quiz.yaml'));
    symlinkSync(path.join(outer, 'secret.yaml'), path.join(root, 'modules/dns/quiz.yaml'));
    expect(files.read('modules/dns/quiz.yaml')).toEqual({ reason: 'outside' });
  });

  test('does not follow a linked folder out of it, nor `..`', () => {
    mkdirSync(path.join(outer, 'elsewhere'));
    symlinkSync(path.join(outer, 'elsewhere'), path.join(root, 'modules/dns/pictures'));
    expect(codes()).toEqual(['file-outside modules/dns/pictures']);
    expect(diskFiles(root).read('../elsewhere')).toEqual({ reason: 'outside' });
  });

  test('follows a link that stays inside', () => {
    writeFileSync(path.join(root, 'quiz-of-dns.txt'), validCourseFiles()['modules/dns/quiz.yaml'] as string);
    rmSync(path.join(root, 'modules/dns/quiz.yaml'));
    symlinkSync(path.join(root, 'quiz-of-dns.txt'), path.join(root, 'modules/dns/quiz.yaml'));
    expect(codes()).toEqual([]);
  });

  test('reports a picture that is a link out of it once, and the file that another link shows as used', () => {
    writeFileSync(path.join(outer, 'map.png'), 'picture');
    writeFileSync(path.join(root, 'modules/dns/drawn.png'), 'picture');
    symlinkSync(path.join(outer, 'map.png'), path.join(root, 'modules/dns/map.png'));
    symlinkSync('drawn.png', path.join(root, 'modules/dns/tree.png'));
    appendFileSync(path.join(root, 'modules/dns/lesson.md'), '\n![A map](map.png) and ![a tree](tree.png)\n');
    expect(codes()).toEqual(['file-outside modules/dns/map.png']);
    expect(diskFiles(root).head('modules/dns/map.png', 3)).toBeUndefined();
    expect(diskFiles(root).head('modules/dns/tree.png', 3)).toEqual(new TextEncoder().encode('pic'));
  });

  test('enters a folder through links once, so that links in links do not multiply', () => {
    for (let level = 1; level <= 30; level++) {
      mkdirSync(path.join(root, `deep/${level}`), { recursive: true });
      if (level === 30) continue;
      for (const name of ['a', 'b'])
        symlinkSync(`../${level + 1}`, path.join(root, `deep/${level}/${name}`), 'junction');
    }
    expect(diskFiles(root).list().length).toBeLessThan(200);
  });

  test('ends at links that lead in a circle, or nowhere', () => {
    symlinkSync(root, path.join(root, 'modules/dns/again'));
    symlinkSync(path.join(root, 'gone'), path.join(root, 'modules/http/gone'));
    expect(codes()).toEqual(['file-special modules/dns/again', 'file-special modules/http/gone']);
  });

  test.skipIf(process.platform === 'win32')('never waits for a device', () => {
    symlinkSync('/dev/zero', path.join(root, 'modules/http/zero'));
    expect(codes()).toEqual(['file-outside modules/http/zero']);
  });

  describe.skipIf(process.platform !== 'linux')('with a name that is not UTF-8', () => {
    const named = (folder: string, bytes: readonly number[], rest = ''): Buffer =>
      Buffer.concat([Buffer.from(`${path.join(root, folder)}/`), Buffer.from(bytes), Buffer.from(rest)]);
    const latin = [0x63, 0x61, 0x66, 0xe9]; // café

    test('says so, with the name it probably had, and reads nothing under another', () => {
      writeFileSync(named('modules/dns', latin, '.png'), 'x');
      // What a careless reader would take for it.
      writeFileSync(path.join(root, 'modules/http/other.txt'), 'secret');
      const files = diskFiles(root);
      const { diagnostics } = loadCourse(files);
      expect(
        diagnostics.flatMap(({ code, file, fix }) => (code === 'file-orphaned' ? [] : [[code, file, fix]])),
      ).toEqual([['file-name', 'modules/dns/caf\\xE9.png', 'rename it to `café.png`']]);
      expect(files.list().find(({ path: listed }) => listed.endsWith('.png'))).toMatchObject({
        kind: 'other',
        failure: { reason: 'name', meant: 'café.png' },
      });
      expect(files.read('modules/dns/caf\\xE9.png')).toEqual({ reason: 'missing' });
    });

    test('is not taken for the file that has the replacement character in its name', () => {
      writeFileSync(named('modules/dns', latin, '.png'), 'wrong');
      writeFileSync(path.join(root, 'modules/dns/caf\uFFFD.png'), 'right');
      const files = diskFiles(root);
      files.list();
      expect(Buffer.from(files.read('modules/dns/caf\uFFFD.png') as Uint8Array).toString()).toBe('right');
    });

    test('a folder is not looked into', () => {
      mkdirSync(named('modules', latin));
      writeFileSync(named('modules', latin, '/lesson.md'), 'Text.');
      mkdirSync(named('', [0xff]));
      expect(codes()).toEqual(['file-name \\xFF', 'file-name modules/caf\\xE9']);
    });

    test('a link to it leads nowhere', () => {
      writeFileSync(named('modules/dns', latin), 'x');
      symlinkSync(named('modules/dns', latin), path.join(root, 'modules/dns/link.png'));
      expect(codes()).toEqual(['file-name modules/dns/caf\\xE9', 'file-special modules/dns/link.png']);
    });
  });

  test.each([
    ['modules/dns/lesson.md', ['file-kind modules/dns/lesson.md']],
    ['modules/dns/quiz.yaml', ['file-kind modules/dns/quiz.yaml']],
    ['modules/dns/proof.json', ['file-kind modules/dns/proof.json']],
    ['course.yaml', ['file-kind course.yaml']],
  ])('has no folder called %s, empty or not', (name, reports) => {
    rmSync(path.join(root, name), { force: true });
    mkdirSync(path.join(root, name));
    if (name.endsWith('lesson.md')) rmSync(path.join(root, 'modules/dns/quiz.yaml'));
    expect(codes()).toEqual(reports);
    writeFileSync(path.join(root, name, 'inside.md'), '');
    expect(codes()).toEqual(reports);
  });

  test('has folders where modules belong', () => {
    rmSync(path.join(root, 'modules/dns'), { recursive: true });
    writeFileSync(path.join(root, 'modules/dns'), '');
    expect(codes()).toEqual(['file-kind modules/dns']);
    rmSync(path.join(root, 'modules'), { recursive: true });
    writeFileSync(path.join(root, 'modules'), '');
    expect(codes()).toEqual(['file-kind modules']);
  });

  test('does not read a file of 50 MB', () => {
    truncateSync(path.join(root, 'modules/dns/quiz.yaml'), 50_000_000);
    expect(codes()).toEqual(['file-too-large modules/dns/quiz.yaml']);
  });

  test('that is not there lists nothing', () => {
    expect(diskFiles(path.join(outer, 'nothing')).list()).toEqual([]);
    expect(loadCourse(diskFiles(path.join(outer, 'nothing'))).diagnostics.map(({ code }) => code)).toEqual([
      'course-missing',
    ]);
  });
});
