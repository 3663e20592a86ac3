import { buildLabFrame } from '../../assets/lab-frame.ts';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ReadMemory } from '../../course/load.ts';
import { loadCourse } from '../../lesson/load.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { reporters, type Format } from '../../diagnostics/reporters/index.ts';
import { makeReport } from '../../diagnostics/report.ts';
import { proofDiagnostics, writeProof } from '../../proof/record.ts';
import { Prover, type ProofRun, type ProvenClaim } from '../../proof/prove.ts';
import { applyEdits } from '../../proof/update.ts';
import { diskFiles } from '../../source/disk.ts';
import { defineCommand, type ExitStatus } from '../command.ts';
import { cacheFlags, openCourseCache } from '../cache-folder.ts';
import { commandLines } from '../command-line.ts';
import { checkedContent, contentFolder, type ContentFolder } from '../content.ts';
import { documented } from '../report-text.ts';
import { Refusal } from '../refusal.ts';
import { kindOf, showReport } from '../show-report.ts';
import type { Terminal } from '../terminal.ts';
import { nameInDiff, unifiedDiff } from '../unified-diff.ts';
import { replaceFile } from '../write-file.ts';

const formats = Object.keys(reporters) as readonly Format[];

export const prove = defineCommand({
  name: 'prove',
  summary: 'Run every snippet and every answer key for real, and say where a lesson does not tell the truth',
  details:
    'The only command that runs the programs of lessons and quizzes: behind a wall of the operating system (namespaces of Linux), without\nyour files, your environment or the network, and with limits. Where there is no such wall, it runs nothing, unless you say --unsafe.\nWhat was run before and has not changed is not run again.',
  operand: { name: 'DIR', required: false, summary: 'the content folder, with course.yaml in it (default: content)' },
  flags: {
    only: { type: 'text', value: 'MODULE,…', summary: 'these modules alone' },
    update: {
      type: 'boolean',
      summary: 'write what really happened into the lessons and into proof.json, and show the difference',
    },
    fresh: { type: 'boolean', summary: 'run everything, also what has not changed' },
    unsafe: {
      type: 'boolean',
      summary: 'where no wall can be had, run the code of lessons without one (never that of strangers)',
    },
    format: { type: 'choice', choices: formats, summary: 'how to show it (default: text)' },
    ...cacheFlags,
  },
  examples: [
    ['prove', 'check all of content/'],
    ['prove --update --only websockets', 'let the runtimes write the transcripts of one module'],
    ['prove --fresh --format github', 'in CI: trust no record'],
  ],
  async run({ operand, flags }, terminal) {
    const folder = contentFolder(operand, terminal);
    const cached = openCourseCache(flags, folder, terminal);
    const memory = new ReadMemory(cached?.before.reads);
    const { course, diagnostics } = loadCourse(diskFiles(folder.full), memory);
    cached?.save();
    const broken = diagnostics.filter(({ severity }) => severity === 'error');
    if (course === undefined)
      return finish(
        broken,
        { claims: [], unrun: [], wall: undefined },
        folder,
        memory,
        flags.format ?? 'text',
        terminal,
      );
    const modules = flags.only?.split(',').map((slug) => slug.trim());
    const unknown = modules?.find((slug) => !course.modules.some((module) => module.slug === slug));
    if (unknown !== undefined)
      throw new Refusal(
        `There is no module \`${unknown}\` to prove in ${folder.typed}.`,
        `These can be: ${course.modules.map(({ slug }) => slug).join(', ')}.`,
      );

    const show = flags.format === undefined || flags.format === 'text';
    const prover = new Prover({
      update: flags.update,
      fresh: flags.fresh,
      unsafe: flags.unsafe,
      labFrame: async (variant) => (await buildLabFrame(variant)).html,
      ...(modules === undefined ? {} : { modules }),
      progress: (claim) => {
        if (show) terminal.err.write(progressLine(claim));
      },
    });
    try {
      const stopped = terminal.stopped().then(() => 'stopped' as const);
      const proving = prover.prove(course);
      proving.catch(() => undefined); // ignore failures after the run was stopped
      const run = await Promise.race([proving, stopped]);
      if (run === 'stopped') {
        terminal.err.write('Stopped; nothing was written, and nothing was left running.\n');
        return 2;
      }
      if (flags.update) write(run, folder, show, terminal);
      const stale = flags.update ? [] : staleOf(run, proofDiagnostics(course));
      const reported = [...broken, ...run.diagnostics, ...stale];
      return finish(reported, run, folder, memory, flags.format ?? 'text', terminal);
    } finally {
      await prover.close();
    }
  },
});

/** Missing or stale records of the selected modules, without claims that failed. */
function staleOf(run: ProofRun, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const holding = new Set(
    run.claims
      .filter(({ state }) => state === 'proven')
      .map(({ claim: { span } }) => `${span.file}:${span.start.line}:${span.start.column}`),
  );
  return diagnostics.filter(({ file, start }) => holding.has(`${file}:${start.line}:${start.column}`));
}

/** Writes lessons and records; unchanged files are not touched. */
function write(run: ProofRun, folder: ContentFolder, show: boolean, terminal: Terminal): void {
  for (const file of new Set(run.edits.map((edit) => edit.file))) {
    const full = path.join(folder.full, file);
    const before = readFileSync(full, 'utf8');
    const after = applyEdits(
      before,
      run.edits.filter((edit) => edit.file === file),
    );
    if (show) terminal.out.write(unifiedDiff(nameInDiff(full, terminal.cwd), before, after), 'quote');
    replaceFile(full, after, folder.full);
  }
  for (const { file, proof } of run.proofs) {
    const full = path.join(folder.full, file);
    const text = writeProof(proof);
    if (textOf(full) === text) continue;
    replaceFile(full, text, folder.full);
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function progressLine({ module, claim, state }: ProvenClaim): string {
  const words = { proven: 'proven   ', unchanged: 'unchanged', updated: 'updated  ', failed: 'failed   ' };
  return `${words[state]} ${module}/${claim.id}\n`;
}

function finish(
  diagnostics: readonly Diagnostic[],
  { claims, unrun, wall }: Pick<ProofRun, 'claims' | 'unrun' | 'wall'>,
  folder: ContentFolder,
  memory: ReadMemory,
  format: Format,
  terminal: Terminal,
): ExitStatus {
  // Read again, so that positions match the current files.
  const files = diskFiles(folder.full);
  const checked = checkedContent(files, loadCourse(files, memory), folder, terminal);
  const { summary } = checked.report;
  const report = makeReport(documented(diagnostics, commandLines(terminal, folder)), {
    modules: summary.modules,
    questions: summary.questions,
    wall,
  });
  terminal.out.write(showReport({ ...checked, report }, folder, format, terminal.out, terminal), kindOf(format));
  if (format === 'text')
    terminal.err.write(`${summaryOf({ claims, unrun, wall })}
`);
  return report.summary.errors > 0 ? 1 : 0;
}

/** Summarises claims that hold and programs that were not run. */
function summaryOf({ claims, unrun, wall }: Pick<ProofRun, 'claims' | 'unrun' | 'wall'>): string {
  if (claims.length === 0 && unrun.length === 0)
    return 'Nothing to prove: no exchange, no `output` block and no `predict-output` question.';
  const proven =
    claims.length === 0
      ? 'Nothing was run'
      : `${claims.filter(({ state }) => state !== 'failed').length} of ${claims.length} proven`;
  const behind = wall === undefined ? '' : wall === 'none' ? ', without a wall' : ` behind a wall of ${wall}`;
  return `${proven}${behind}${unrun.length === 0 ? '' : `; not run: ${unrun.map(({ module, title, reason }) => `${module}/${title}${reason === undefined ? '' : ` (${reason})`}`).join(', ')}`}.`;
}
