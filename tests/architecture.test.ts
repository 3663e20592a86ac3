import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { cloneOnly, withPackages } from '../src/cli/packing/compile.ts';
import { shapesPages } from '../src/cache/engine.ts';

/** What a site is published with: all that it shows, and what it is made of. */
const publishImports = [
  'schemas',
  'src/diagnostics',
  'src/source',
  'src/course',
  'src/rules',
  'src/words',
  'src/lesson',
  'src/lab',
  'src/questions',
  'src/search',
  'src/proof',
  'src/site',
  'src/cache',
  'src/assets',
];

/**
 * Who may import whom, from the bottom up (`src/README.md` shows the same table). A folder may always import from
 * itself. The longest folder that holds a file decides.
 */
const table: Readonly<
  Record<string, { readonly imports: readonly string[]; readonly node?: boolean; readonly dom?: boolean }>
> = {
  schemas: { imports: [] },
  'src/text': { imports: [] },
  'src/diagnostics': { imports: [] },
  'src/source': { imports: ['src/diagnostics'] },
  'src/course': { imports: ['src/diagnostics', 'src/source', 'schemas'] },
  'src/rules': { imports: ['src/diagnostics', 'src/course', 'src/words', 'src/lab', 'schemas'] },
  'src/words': { imports: [] },
  'src/lesson': { imports: ['src/course', 'src/words', 'src/lab'] },
  'src/import': { imports: ['src/diagnostics', 'src/source', 'src/course', 'src/lesson', 'schemas'] },
  'src/search': { imports: [] },
  'src/questions': { imports: ['schemas', 'src/words'] },
  'src/learner': { imports: ['src/questions'] },
  'src/proof': { imports: ['src/diagnostics', 'src/course', 'src/lab', 'schemas'], node: true },
  'src/lab': { imports: [] },
  'src/islands': {
    imports: [
      'src/diagnostics',
      'src/words',
      'src/questions',
      'src/learner',
      'src/lab',
      'src/search',
      'src/site',
      'src/styles',
    ],
    dom: true,
  },
  'src/site': { imports: ['schemas', 'src/course', 'src/words', 'src/lesson', 'src/questions', 'src/search'] },
  'src/cache': { imports: ['src/source'], node: true },
  'src/assets': {
    imports: ['schemas', 'src/source', 'src/lesson', 'src/lab', 'src/site', 'src/cache'],
    node: true,
  },
  'src/publish': { imports: publishImports, node: true },
  'src/dev': { imports: [...publishImports, 'src/publish'], node: true },
  'src/components': {
    imports: [
      'schemas',
      'src/course',
      'src/words',
      'src/lesson',
      'src/questions',
      'src/islands',
      'src/site',
      'src/styles',
    ],
  },
  'src/layouts': { imports: ['src/components', 'src/islands', 'src/site', 'src/styles'] },
  'src/pages': {
    imports: [
      'src/components',
      'src/layouts',
      'src/course',
      'src/words',
      'src/lab',
      'src/lesson',
      'src/questions',
      'src/islands',
      'src/site',
      'src/styles',
    ],
  },
  'src/styles': { imports: [] },
  'src/cli': {
    imports: [
      'schemas',
      'src/diagnostics',
      'src/source',
      'src/course',
      'src/rules',
      'src/words',
      'src/lesson',
      'src/import',
      'src/questions',
      'src/learner',
      'src/proof',
      'src/site',
      'src/cache',
      'src/assets',
      'src/publish',
      'src/dev',
    ],
    node: true,
  },
};

/** What every folder of `src/` may import beside what its line names. */
const forAll = 'src/text';

/** Single files with a right of their own: those that read the disk, and the parts that touch the page. */
const mayUseNode = [/^src\/source\/disk(-surroundings|-installation)?\.ts$/, /^src\/(astro|index)\.ts$/];
const mayUseDom = [
  /^src\/learner\/store/,
  /^src\/lab\/(panel|page)/,
  /^src\/questions\/[^/]+\/(enhance|enhancement)[^/]*\.ts$/,
];

const root = fileURLToPath(new URL('..', import.meta.url));
const files = ['schemas', 'src'].flatMap((folder) => filesBelow(folder));
const sources = files.filter((file) => /\.(ts|mjs|astro)$/.test(file));
const text = new Map(sources.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));

describe('The folders of the project', () => {
  test('are all in the table that says who may import whom', () => {
    // What authors import stands beside the folders.
    expect(
      sources.filter(
        (file) => folderOf(file) === undefined && !['src/index.ts', 'src/config.ts', 'src/astro.ts'].includes(file),
      ),
    ).toEqual([]);
  });

  test('import only what the table allows', () => {
    const broken = sources.flatMap((file) =>
      importsOf(file)
        .filter((target) => !allowed(file, target))
        .map((target) => `${file} imports ${target}`),
    );
    expect(broken).toEqual([]);
  });

  test('do not let what shapes pages alone have a say in how a course is read, checked and drawn: builds keep that', () => {
    const shapes = new Set(shapesPages.map((folder) => `src/${folder}`));
    const isShaping = (file: string): boolean => shapes.has(folderOf(file) ?? '');
    expect(new Set(files.filter(isShaping).map(folderOf))).toEqual(shapes);
    // What reads the answers of learners has no say in a build.
    const reading = sources.filter(
      (file) => !isShaping(file) && !/^src\/cli\/(?:answers-file|commands\/(?:stats|verify))\.ts$/.test(file),
    );
    expect(
      reading.flatMap((file) =>
        importsOf(file)
          .filter(isShaping)
          .map((target) => `${file} imports ${target}`),
      ),
    ).toEqual([]);
  });

  test('use only packages that come along where Lectern is installed', () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    // The package holds the lab's frame ready-made.
    const isBundled = (file: string): boolean => withPackages.has(file) || /^src\/lab\/(?:node|program)\//.test(file);
    const missing = sources
      .filter((file) => !file.endsWith('.d.ts') && !cloneOnly.test(file) && !isBundled(file))
      .flatMap((file) =>
        specifiers(text.get(file) ?? '').flatMap(({ specifier, typeOnly }) => {
          const name = /^(?:@[^/]+\/)?[^/:.@]+(?=$|\/)/.exec(specifier)?.[0];
          return typeOnly || name === undefined || Object.hasOwn(dependencies, name)
            ? []
            : [`${file} imports ${specifier}`];
        }),
      );
    expect(missing).toEqual([]);
  });

  test('leave reading to those who read: Markdown, HTML, YAML and addresses are read once, by `source/` and `course/`', () => {
    const packages = /^(?:satteri|parse5|yaml|github-slugger)(?:\/|$)/;
    const readers = sources.filter((file) =>
      /^src\/source\/(?:address|front-matter|html|html-structure|jsx|link-address|markdown|quiz-text|read-lesson|served-html|yaml)\.ts$/.test(
        file,
      ),
    );
    // These write into files of authors, and keep what stands around it.
    const writers = new Set([
      'src/cli/scaffold/course-list.ts',
      'src/cli/scaffold/translation-files.ts',
      'src/cli/fix-files.ts',
    ]);
    // `import/` reads what is no course yet.
    const mayRead = (file: string): boolean => /^src\/(?:source|course|import)\//.test(file) || writers.has(file);
    const reading = sources
      .filter((file) => !mayRead(file))
      .flatMap((file) =>
        specifiers(text.get(file) ?? '').flatMap(({ specifier }) => {
          const target = resolve(file, specifier);
          return packages.test(specifier) || (target !== undefined && readers.includes(target))
            ? [`${file} imports ${specifier}`]
            : [];
        }),
      );
    expect(readers).toHaveLength(11);
    expect(reading).toEqual([]);
    // `course/` resolves what `source/` has read: the parsers themselves are in one folder.
    const parsing = sources.filter(
      (file) =>
        file.startsWith('src/course/') &&
        specifiers(text.get(file) ?? '').some(({ specifier }) => /^(?:satteri|parse5|yaml)(?:\/|$)/.test(specifier)),
    );
    expect(parsing).toEqual([]);
  });

  test('import nothing in a circle', () => {
    expect(cycles()).toEqual([]);
  });

  test('use node:* only where the table says so', () => {
    const offenders = sources.filter((file) => {
      const rights = table[folderOf(file) ?? ''];
      return (
        /(?:from|import)\s*\(?\s*'node:/.test(text.get(file) ?? '') &&
        rights?.node !== true &&
        !mayUseNode.some((pattern) => pattern.test(file))
      );
    });
    expect(offenders).toEqual([]);
  });

  test('touch the page (document, window, storage) only where the table says so', () => {
    const offenders = sources.filter((file) => {
      const rights = table[folderOf(file) ?? ''];
      return (
        file.endsWith('.ts') &&
        usesDom(text.get(file) ?? '') &&
        rights?.dom !== true &&
        !mayUseDom.some((pattern) => pattern.test(file))
      );
    });
    expect(offenders).toEqual([]);
  });

  test('write to the disk in few places: authors’ files and the site through one function each, all else into folders of our own', () => {
    const writes =
      /(?<![.\w])(?:writeFileSync|appendFileSync|renameSync|copyFileSync|cpSync|createWriteStream|symlinkSync|linkSync|mkdirSync|rmSync|rmdirSync|unlinkSync|truncateSync)\(/;
    const writing = sources.filter((file) => writes.test(text.get(file) ?? ''));
    expect(writing.filter((file) => !/^src\/(?:cache|proof|cli\/launch)\//.test(file))).toEqual([
      // Into an empty folder of the cache, which is given to them.
      'src/assets/files.ts',
      'src/assets/fonts/subset.ts',
      'src/assets/pictures/worker.ts',
      'src/assets/staged.ts',
      'src/assets/widths.ts',
      // Generated files of this repository.
      'src/cli/codegen.ts',
      // The package, into a folder of its own.
      'src/cli/packing/compile.ts',
      'src/cli/packing/types.ts',
      'src/cli/write-file.ts',
      // What Astro itself has written there.
      'src/publish/astro-build.ts',
      'src/publish/bundle.ts',
      'src/publish/output.ts',
    ]);
  });

  test('start programs in few places, and those of authors behind a wall alone', () => {
    const starts =
      /\bimport\s*\{[^}]*\b(?:spawn|spawnSync|fork|exec|execFile|execSync|execFileSync)\b[^}]*\}\s*from 'node:child_process'/;
    const starting = sources.filter((file) => starts.test(text.get(file) ?? ''));
    expect(starting.filter((file) => !/^src\/(?:proof\/wall|cli\/launch)\//.test(file))).toEqual([
      // What npm installs into a new course.
      'src/cli/scaffold/install-packages.ts',
      // Asks a browser and a language for their version; cleans up after a proof that was killed.
      'src/proof/prove.ts',
      'src/proof/workplace.ts',
      // Lectern's own build, with the code of components that the author runs.
      'src/publish/bundle.ts',
    ]);
    expect(
      sources.filter((file) => /\bprocess\.binding\(|require\('(?:node:)?child_process'\)/.test(text.get(file) ?? '')),
    ).toEqual([]);
  });

  test('ask the Markdown engine in one place, behind its gauge', () => {
    const asks = /\b(?:markdownToMdast|mdxToMdast|mdxToJs|markdownToHtml|mdxToHast|markdownToHast)\(/;
    expect(sources.filter((file) => asks.test(text.get(file) ?? ''))).toEqual(['src/source/markdown.ts']);
  });

  test('speak through one outlet, which makes what they say harmless', () => {
    const speaks = /\bprocess\.std(?:out|err)\.write\(|\bconsole\.(?:log|error|warn|info)\(/;
    const speaking = sources.filter((file) => speaks.test((text.get(file) ?? '').replace(/`(?:\\.|[^`\\])*`/g, '')));
    expect(speaking.filter((file) => !/^src\/(?:lab|cli\/launch)\//.test(file))).toEqual([
      // Before the command itself is loaded.
      'src/cli/bin.mjs',
      // Developers' own.
      'src/cli/codegen.ts',
      'src/cli/lectern.mjs',
    ]);
  });

  test('leave it to the course to say which fence is a transcript, and which directive an exchange', () => {
    const reads = /(?:lang|name)\b[^;,\n]{0,20}[!=]== '(?:transcript|exchange)'/;
    expect(sources.filter((file) => reads.test(text.get(file) ?? '') && folderOf(file) !== 'src/course')).toEqual([]);
  });

  test('are not named utils, helpers, common, shared, internal or lib', () => {
    const names = [...files, ...filesBelow('tests')].flatMap((file) =>
      file.split('/').map((part) => part.replace(/\..*$/, '')),
    );
    expect(names.filter((name) => /^(utils?|helpers?|common|shared|internal|lib)$/.test(name))).toEqual([]);
  });

  test('have a README where they hold more than three files', () => {
    const perFolder = new Map<string, string[]>();
    for (const file of files) {
      const folder = path.posix.dirname(file);
      perFolder.set(folder, [...(perFolder.get(folder) ?? []), path.posix.basename(file)]);
    }
    const silent = [...perFolder]
      .filter(([folder, names]) => names.length > 3 && !names.includes('README.md') && !generatedOrRouted(folder))
      .map(([folder]) => folder);
    expect(silent).toEqual([]);
  });
});

/** Pages are routes, where a README would become one; generated files say in their head where they come from. */
function generatedOrRouted(folder: string): boolean {
  return folder.startsWith('src/pages') || folder.endsWith('/generated');
}

function allowed(file: string, target: string): boolean {
  const from = folderOf(file);
  const to = folderOf(target);
  return (
    from === undefined ||
    to === undefined ||
    from === to ||
    (to === forAll && from !== 'schemas') ||
    table[from]?.imports.includes(to) === true
  );
}

function folderOf(file: string): string | undefined {
  return Object.keys(table).find((folder) => file.startsWith(`${folder}/`));
}

/** Files of the project that a file imports, types included. */
function importsOf(file: string): readonly string[] {
  return specifiers(text.get(file) ?? '').flatMap(({ specifier }) => resolve(file, specifier) ?? []);
}

function specifiers(source: string): readonly { specifier: string; typeOnly: boolean }[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
  const statements = code.matchAll(/^\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm);
  const dynamic = code.matchAll(/\bimport\s*\(\s*'([^']+)'/g);
  return [
    ...[...statements].map(([, type, specifier]) => ({ specifier: specifier ?? '', typeOnly: type !== undefined })),
    ...[...dynamic].map(([, specifier]) => ({ specifier: specifier ?? '', typeOnly: false })),
  ];
}

function resolve(file: string, specifier: string): string | undefined {
  return specifier.startsWith('.')
    ? path.posix.join(path.posix.dirname(file), specifier.replace(/\?.*$/, ''))
    : undefined;
}

/** Names only a page has, in code: not in a comment or a string, no property of something else, no variable of the file's own. */
function usesDom(source: string): boolean {
  const code = source
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')
    .replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g, "''");
  return ['document', 'window', 'localStorage', 'sessionStorage', 'indexedDB', 'customElements'].some((name) => {
    const own = new RegExp(`(?:const|let|var)\\s+(?:[{[][^}\\]]*\\b)?${name}\\b|[(,]\\s*${name}\\s*[:,)]`);
    return new RegExp(`(?<![.\\w])${name}\\s*(?:\\.|\\[)`).test(code) && !own.test(code);
  });
}

/** One line for each circle of imports, types included, starting at its first file in the alphabet. */
function cycles(): readonly string[] {
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start !== -1) {
      const circle = trail.slice(start);
      const first = circle.indexOf(circle.toSorted()[0] ?? '');
      found.add([...circle.slice(first), ...circle.slice(0, first), circle[first]].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const target of importsOf(file)) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const file of sources) visit(file, []);
  return [...found].toSorted();
}

/** Every file below a folder of the project, sorted, `/` on every system; none where there is no such folder. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !file.startsWith('tests/fixtures/'))
    .toSorted();
}
