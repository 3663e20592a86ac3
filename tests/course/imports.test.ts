import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/lesson/load.ts';
import { diskFiles } from '../../src/source/disk.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { soundBody, validCourseFiles, soundFront } from './sound.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lectern-imports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A course on disk, beside the packages of its author; what its lesson, its files and its configuration are is the test's. */
function reports(body: string, more: Readonly<Record<string, string>> = {}, configuration?: string): readonly string[] {
  rmSync(folder, { recursive: true, force: true });
  const files: Record<string, string> = {
    'node_modules/whole/package.json':
      '{ "name": "whole", "exports": { ".": { "import": "./index.mjs" }, "./part": "./part.js" } }',
    'node_modules/whole/index.mjs': "export const one = 1;\nexport * from './more.mjs';\n",
    'node_modules/whole/more.mjs': 'export const two = 2;\n',
    'node_modules/whole/part.js': 'module.exports = { three: 3 };\n',
    'node_modules/@some/ui/package.json': '{ "name": "@some/ui", "main": "ui.jsx" }',
    'node_modules/@some/ui/ui.jsx': 'export function Panel() { return null; }\n',
    ...(configuration === undefined ? {} : { 'lectern.config.ts': configuration }),
  };
  for (const [file, text] of Object.entries({
    ...validCourseFiles('mdx'),
    'modules/dns/lesson.mdx': `---\n${soundFront}---\n\n${body}\n\n${soundBody}`,
    ...more,
  }))
    files[`content/${file}`] = text;
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return shown(loadCourse(diskFiles(path.join(folder, 'content'))));
}

const shown = ({ diagnostics }: ReturnType<typeof loadCourse>): readonly string[] =>
  diagnostics
    .filter(({ code }) => code.startsWith('mdx-'))
    .map(
      ({ file, code, message, start }) =>
        `${path.posix.basename(file)}:${start.line}:${start.column} ${code}: ${message}`,
    );

/** The line on which a body begins. */
const first = soundFront.split('\n').length + 3;

describe('An import of a package', () => {
  test.each([
    ['that is installed beside the course', "import { one, two } from 'whole';\n\n{one}{two}"],
    [
      'by one of its exports, of which it cannot be known what they hold',
      "import { three, four } from 'whole/part';\n\n{three}{four}",
    ],
    ['of Lectern', "import Mark from 'lectern/components/Mark.astro';\n\n<Mark />"],
    ['that Lectern stands on', 'import { Code } from \'astro/components\';\n\n<Code code="a" />'],
  ])('%s is none of our business', (_, body) => expect(reports(body)).toEqual([]));

  test.each([
    [
      'that is not installed',
      "import x from 'nowhere/at/all';",
      [`lesson.mdx:${first}:16 mdx-import-missing: no package \`nowhere\` is installed`],
    ],
    [
      'by what it does not export',
      "import x from 'whole/index.mjs';",
      [`lesson.mdx:${first}:16 mdx-import-missing: package \`whole\` has nothing to import as \`whole/index.mjs\``],
    ],
    [
      'that has no such name',
      "import { one, tow } from 'whole';",
      [`lesson.mdx:${first}:15 mdx-import-name: this package exports no \`tow\`, expected \`two\``],
    ],
    [
      'of Lectern that it has not',
      "import x from 'lectern/components/Nope.astro';",
      [
        `lesson.mdx:${first}:16 mdx-import-missing: package \`lectern\` has nothing to import as \`lectern/components/Nope.astro\``,
      ],
    ],
  ])('%s is reported', (_, body, expected) => expect(reports(body)).toEqual(expected));

  test('in a component is looked for as in a lesson, and Node’s own modules are there', () => {
    const found = reports("import Box from './Box.astro';\n\n<Box />", {
      'modules/dns/Box.astro':
        "---\nimport fs from 'node:fs';\nimport { helper } from './helper';\nif (!fs) return;\n---\n<p>{helper}</p>\n<script>\nimport 'nowhere';\n</script>\n",
      'modules/dns/helper.ts':
        "import type { Nothing } from 'types-only';\nexport { one as helper } from 'whole';\nexport const later = () => import('./missing.ts');\n",
    });
    expect(found).toEqual([
      'Box.astro:8:9 mdx-import-missing: no package `nowhere` is installed',
      'helper.ts:3:36 mdx-import-missing: no file `modules/dns/missing.ts`',
    ]);
  });

  test('is taken for a file beside the lesson where there is no such package, as MDX does', () => {
    expect(reports("import Box from 'Box.astro';\n\n<Box />", { 'modules/dns/Box.astro': '<p>A box</p>' })).toEqual([]);
  });

  test('is not checked where nothing is known of packages', () => {
    expect(
      shown(
        loadCourse(
          memoryFiles({
            ...validCourseFiles('mdx'),
            'modules/dns/lesson.mdx': `---\n${soundFront}---\n\nimport x from 'whatever';\n\n${soundBody}`,
          }),
        ),
      ),
    ).toEqual([]);
  });
});

describe('A component of a framework', () => {
  const island = 'import { Panel } from \'@some/ui\';\n\n<Panel client:only="react" />';
  const lists = (name: string): string =>
    `import ${name} from '@astrojs/${name}';\nexport default { integrations: [${name}()] };\n`;
  const missing = [
    `lesson.mdx:${first + 2}:2 mdx-renderer-missing: \`Panel\` is a component of React, and the course’s configuration lists no integration for it`,
  ];

  test.each([
    ['without a configuration', undefined, missing],
    ['whose integration is listed', lists('react'), []],
    ['where another is listed', lists('preact'), missing],
    ['whose integration is imported only', "import react from '@astrojs/react';\nexport default {};\n", missing],
    [
      'where something is listed that nobody knows',
      "import any from 'any-integration';\nexport default { integrations: [any()] };\n",
      [],
    ],
    ['where the configuration cannot be read', 'export default {', []],
  ])('%s', (_, configuration, expected) => expect(reports(island, {}, configuration)).toEqual(expected));

  test('that is only imported is none, and neither is a function of code', () => {
    expect(reports("import { Panel } from '@some/ui';\n\n{typeof Panel}")).toEqual([]);
  });

  test.each([
    ['client:lode', '`client:lode`'],
    ['client:media', '`client:media` has no media query'],
  ])('with %s is reported', (directive, message) => {
    expect(
      reports(`import { Panel } from '@some/ui';\n\n<Panel ${directive} />`, {}, lists('react')).join('\n'),
    ).toContain(message);
  });
});

test('Nothing that a lesson, component, package or configuration says is run', () => {
  const explode = "throw new Error('run');\n";
  const found = reports(
    "import Box from './Box.astro';\nimport { boom } from './boom.ts';\n\n<Box />{boom}",
    { 'modules/dns/Box.astro': `---\n${explode}---\n`, 'modules/dns/boom.ts': `${explode}export const boom = 1;\n` },
    explode,
  );
  expect(found).toEqual([]);
});
