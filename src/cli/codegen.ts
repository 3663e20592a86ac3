import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { nameToEmoji } from 'gemoji';
import lucide from 'lucide-static/icon-nodes.json' with { type: 'json' };
import { jsonSchemas } from '../../schemas/json-schema.ts';
import { fallbackFaces, textAdvances } from '../assets/fonts/fallbacks.ts';
import { iconNames } from '../lesson/icons.ts';
import { rulesPage } from '../rules/pages.ts';
import { blocksPage } from './blocks-page.ts';
import { importingPage } from './importing-page.ts';
import { commandLines, pageWithCommands } from './command-line.ts';
import { lecternRoot } from '../source/disk-installation.ts';
import { pageOf } from './pages.ts';
import { referenceIndex, referencePages } from './reference-pages.ts';
import { licences } from './packing/licences.ts';

/**
 * `npm run codegen`: writes every generated file; with `--check` only lists outdated ones, and exits with 1 if there
 * are any. Ends with `N passed, N failed` for the test runner.
 */
const outputs: Readonly<Record<string, () => string | Promise<string>>> = {
  ...Object.fromEntries(
    Object.entries(jsonSchemas()).map(([name, schema]) => [
      `schemas/generated/${name}`,
      () => `${JSON.stringify(schema, null, 2)}\n`,
    ]),
  ),
  'src/lesson/icon-drawings.json': () =>
    `${JSON.stringify(Object.fromEntries(iconNames.map((name) => [name, lucide[name]])))}\n`,
  'src/course/checks/raw-syntax/emoji.json': () => `${JSON.stringify(nameToEmoji)}\n`,
  'src/site/licences.txt': licences,
  'src/lesson/diagrams/advances.json': textAdvances,
  'src/styles/fallback-faces.css': fallbackFaces,
  'docs/blocks.md': blocksPage,
  'docs/importing.md': importingPage,
  'docs/reference/README.md': referenceIndex,
  ...Object.fromEntries([...referencePages()].map(([name, page]) => [`docs/reference/${name}.md`, () => page])),
  'docs/rules.md': () => pageWithCommands(rulesPage(pageOf), commandLines({ invocation: 'npm run lectern --' })),
};

const check = process.argv.includes('--check');
let stale = 0;
for (const [file, make] of Object.entries(outputs)) {
  const full = path.join(lecternRoot, file);
  const content = await make();
  if (current(full) === content) continue;
  stale++;
  if (check) console.error(`${file} is out of date: run npm run codegen`);
  else {
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, content);
    console.log(`wrote ${file}`);
  }
}
if (check) {
  console.log(`${Object.keys(outputs).length - stale} passed, ${stale} failed`);
  process.exitCode = stale > 0 ? 1 : 0;
}

function current(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
