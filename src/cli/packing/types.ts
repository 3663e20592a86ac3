import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { lecternRoot } from '../../source/disk-installation.ts';
import { withCompiledNames } from './compile.ts';

/** The modules that `exports` of `package.json` names. */
const entries = ['src/index.ts', 'src/config.ts', 'src/astro.ts'];

/**
 * Writes the declarations of the package's entries to `out`, with those that they refer to, and no others.
 *
 * @throws an Error where a type of them cannot be declared.
 */
export function declareTypes(out: string): void {
  const { config } = ts.readConfigFile(path.join(lecternRoot, 'tsconfig.json'), ts.sys.readFile) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, lecternRoot);
  const program = ts.createProgram(
    [...entries.map((entry) => path.join(lecternRoot, entry)), path.join(lecternRoot, 'src/site/virtual.d.ts')],
    {
      ...options,
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      noCheck: true,
      outDir: out,
      rootDir: lecternRoot,
    },
  );
  const waiting = entries.map((entry) => path.join(lecternRoot, entry));
  const seen = new Set(waiting);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const source = program.getSourceFile(file);
    if (source === undefined) throw new Error(`${file} is not part of Lectern`);
    let text = '';
    const { diagnostics } = program.emit(source, (_, written) => (text = written), undefined, true);
    const [problem] = diagnostics;
    if (problem !== undefined) throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, '\n'));
    const to = path.join(out, path.relative(lecternRoot, file).replace(/\.ts$/, '.d.ts'));
    mkdirSync(path.dirname(to), { recursive: true });
    writeFileSync(to, withCompiledNames(text));
    for (const { fileName } of ts.preProcessFile(text).importedFiles) {
      const target = path.resolve(path.dirname(file), fileName);
      if (!fileName.startsWith('.') || seen.has(target)) continue;
      seen.add(target);
      waiting.push(target);
    }
  }
}
