/**
 * `npm test [-- stage …]`: every check there is, one stage after the other, whatever the earlier ones said; `npm run
 * test:fast`: those that answer while one waits. Those that only read the sources run side by side, each mostly on one
 * core, and speak in their turn.
 * Closes with what failed, by name and with the head of its message (of a long log, CI often shows the end
 * alone), and with `N passed, N failed` (and `, N skipped` where a test was), summed over the stages; the exit
 * status is 1 when anything failed.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { ensureChromium } from './chromium.ts';

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What failed, as far as it has a name of its own. */
  readonly failures: readonly Failure[];
}

interface Failure {
  readonly test: string;
  readonly message: string;
}

interface Stage {
  readonly name: string;
  /** A stage that must have passed before this one says anything. */
  readonly needs?: string;
  /** Whether it needs a browser, which is then there before it starts. */
  readonly browser?: boolean;
  /** Whether it only reads the sources: it then says nothing while it runs, but all at its end. */
  readonly reads?: boolean;
  run(): Promise<Count & { readonly output?: string }>;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = path.join(root, '.lectern/reports');

/** Types of TypeScript alone, of what changed since the last time; `types` looks into the site's components, too. */
const typesOfChanges = ['--noEmit', '--incremental', '--tsBuildInfoFile', '.lectern/types.tsbuildinfo', '-p', '.'];

const lint = reading('lint', 'node_modules/oxlint/bin/oxlint', ['--deny-warnings']);
const format = reading('format', 'node_modules/oxfmt/bin/oxfmt', ['--check', '.']);
const codegen = reading('codegen', 'src/cli/codegen.ts', ['--check']);
const pure: Stage = { name: 'pure', run: () => unitTests('pure') };

const stages: readonly Stage[] = [
  reading('types', 'node_modules/astro/bin/astro.mjs', ['check']),
  lint,
  format,
  reading('unused', 'node_modules/knip/bin/knip.js', ['--config', '.knip.jsonc', '--no-config-hints']),
  codegen,
  pure,
  { name: 'process', run: () => unitTests('process') },
  { name: 'browser', browser: true, run: () => unitTests('browser') },
  { name: 'build', run: async () => oneOf(await runNode('src/cli/lectern.mjs', ['build'])) },
  { name: 'e2e', needs: 'build', browser: true, run: endToEndTests },
];

const fastStages: readonly Stage[] = [
  reading('types', 'node_modules/typescript/bin/tsc', typesOfChanges),
  lint,
  format,
  codegen,
  pure,
];

async function main([first, ...others]: readonly string[]): Promise<number> {
  const [all, names] =
    first === '--fast' ? [fastStages, others] : [stages, first === undefined ? [] : [first, ...others]];
  const unknown = names.filter((name) => !all.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    console.error(`There is no stage ${unknown.join(', ')}. Stages: ${all.map(({ name }) => name).join(', ')}.`);
    return 2;
  }
  mkdirSync(reports, { recursive: true });
  const counts = new Map<string, Count>();
  const chosen = all.filter(({ name }) => names.length === 0 || names.includes(name));
  const begun = new Map(chosen.filter(({ reads }) => reads).map((stage) => [stage, stage.run().catch(failedToRun)]));
  for (const stage of chosen) {
    console.log(`\n── ${stage.name} ${'─'.repeat(60 - stage.name.length)}`);
    const missing = missingFor(stage, counts);
    const { output, ...count }: Awaited<ReturnType<Stage['run']>> =
      missing === undefined
        ? await (begun.get(stage) ?? stage.run().catch(failedToRun))
        : notRun(stage, `not run, because ${missing}`);
    if (output) console.log(output.trimEnd());
    counts.set(stage.name, count);
  }

  const total = [...counts.values()].reduce(add, { passed: 0, failed: 0, skipped: 0, failures: [] });
  console.log(`\n${'─'.repeat(64)}`);
  for (const failure of total.failures) console.log(`✗ ${failure.test}\n${head(failure.message)}\n`);
  for (const [name, count] of counts) {
    console.log(`${count.failed > 0 ? '✗' : '✓'} ${name.padEnd(8)} ${closingLine(count)}`);
  }
  console.log(`\n${closingLine(total)}`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}

/** What a stage lacks, if anything; what can be installed has been, afterwards. */
function missingFor({ needs, browser }: Stage, counts: ReadonlyMap<string, Count>): string | undefined {
  if (needs !== undefined && (counts.get(needs)?.failed ?? 0) > 0) return `${needs} failed`;
  return browser === true ? (lack ??= browserLack()).browser : undefined;
}

/** Looked for once: to try and install what cannot be had takes minutes. */
let lack: { readonly browser?: string } | undefined;

function browserLack(): { readonly browser?: string } {
  try {
    ensureChromium();
    return {};
  } catch (error) {
    return { browser: `it needs a browser. ${(error as Error).message}` };
  }
}

function notRun({ name }: Stage, message: string): Count {
  console.log(message);
  return { ...oneFailed, failures: [{ test: name, message }] };
}

const onePassed: Count = { passed: 1, failed: 0, skipped: 0, failures: [] };
const oneFailed: Count = { passed: 0, failed: 1, skipped: 0, failures: [] };

/** A stage that is one check of the sources: it counts as one test. */
function reading(name: string, script: string, args: readonly string[]): Stage {
  return {
    name,
    reads: true,
    async run() {
      let output = '';
      const status = await runNode(script, args, process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}, (text) => {
        output += text;
      });
      return { ...oneOf(status), output };
    },
  };
}

const oneOf = (status: number): Count => (status === 0 ? onePassed : oneFailed);

/** One of Vitest's projects. */
async function unitTests(project: 'pure' | 'process' | 'browser'): Promise<Count> {
  const report = freshReport(`${project}.json`);
  const status = await runNode('node_modules/vitest/vitest.mjs', [
    'run',
    '--config=tests/vitest.config.ts',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } =
    readReport<VitestReport>(report);
  // A file that does not even load has no tests to count, but has failed.
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failures = [
    ...broken.map(({ name, message }) => ({ test: inProject(name), message })),
    ...testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter((test) => test.status === 'failed')
        .map((test) => ({ test: `${inProject(name)} › ${test.fullName}`, message: test.failureMessages.join('\n') })),
    ),
  ];
  return honest(
    {
      passed: numPassedTests,
      failed: numFailedTests + broken.length,
      skipped: numPendingTests + numTodoTests,
      failures,
    },
    status,
  );
}

async function endToEndTests(): Promise<Count> {
  const report = freshReport('playwright.json');
  const status = await runNode(
    'node_modules/playwright/cli.js',
    ['test', '--config=tests/playwright.config.ts', '--reporter=list,json'],
    {
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    },
  );
  const { stats, errors, suites } = readReport<PlaywrightReport>(report);
  const failures = [
    ...errors.map(({ message }) => ({ test: 'tests/e2e', message: message ?? '' })),
    ...suites.flatMap(failedSpecs),
  ];
  return honest(
    {
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected + errors.length,
      skipped: stats.skipped,
      failures,
    },
    status,
  );
}

function failedSpecs(suite: PlaywrightSuite): readonly Failure[] {
  const failed = suite.specs.filter(({ ok }) => !ok);
  const messages = ({ tests }: PlaywrightSpec): readonly string[] =>
    tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors.map(({ message }) => message ?? '')));
  return [
    ...failed.map((spec) => ({
      test: `tests/e2e/${spec.file}:${spec.line} › ${spec.title}`,
      message: messages(spec).join('\n'),
    })),
    ...(suite.suites ?? []).flatMap(failedSpecs),
  ];
}

const runnersFrame = /^\s+at (?:.*\/node_modules\/|(?:new Promise|Array\.\w+) \(<anonymous>\))/;

/** A path as the project knows it. */
function inProject(file: string): string {
  return path.relative(root, file);
}

/** The first lines of a message, indented, without colours and without the runner's own frames: what broke, and where. */
function head(message: string): string {
  const lines = stripVTControlCharacters(message)
    .trim()
    .split('\n')
    .filter((line) => !runnersFrame.test(line));
  const shown = lines.length > 12 ? [...lines.slice(0, 12), '…'] : lines;
  return shown.map((line) => `    ${line}`).join('\n');
}

/** A run that ended badly without a failing test (nothing found, a crash after the last one) has failed all the same. */
function honest(count: Count, status: number): Count {
  return status !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

function failedToRun(error: unknown): Count {
  console.error(error instanceof Error ? error.message : error);
  return oneFailed;
}

function add(a: Count, b: Count): Count {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  };
}

function closingLine({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Runs a script under this Node, in the project's folder, and gives its exit status. Whoever listens gets what it says. */
function runNode(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  listen?: (text: string) => void,
): Promise<number> {
  const stdio = listen === undefined ? 'inherit' : 'pipe';
  const child = spawn(process.execPath, [path.join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', stdio, stdio],
    env: { ...process.env, ...env },
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => listen?.(String(text)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve(status ?? 1));
  });
}

/** Where a runner writes its report; whatever an earlier run left there is gone. */
function freshReport(name: string): string {
  const report = path.join(reports, name);
  rmSync(report, { force: true });
  return report;
}

function readReport<Report>(file: string): Report {
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}

/** What we read of Vitest's JSON report. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    /** The file's absolute path. */
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** What we read of Playwright's JSON report. */
interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly errors: readonly { readonly message?: string }[];
  readonly suites: readonly PlaywrightSuite[];
}

interface PlaywrightSuite {
  readonly specs: readonly PlaywrightSpec[];
  readonly suites?: readonly PlaywrightSuite[];
}

interface PlaywrightSpec {
  readonly title: string;
  readonly ok: boolean;
  readonly file: string;
  readonly line: number;
  readonly tests: readonly {
    readonly results: readonly { readonly errors: readonly { readonly message?: string }[] }[];
  }[];
}

process.exitCode = await main(process.argv.slice(2));
