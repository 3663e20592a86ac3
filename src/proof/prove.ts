import { spawnSync } from 'node:child_process';
import os from 'node:os';
import type { ProofData, ProofRecord } from '../../schemas/proof.ts';
import { bodiesOf } from '../course/bodies.ts';
import type { Course, Module } from '../course/model.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { labVariantOf, type LabVariant } from '../lab/variant.ts';
import { findChromium } from './browser.ts';
import { Chromium } from './chromium.ts';
import { claimsOf, unrunOf, type Claim, type Unrun } from './claims.ts';
import { compare, failureDiagnostic } from './compare.ts';
import { runExchange } from './exchange.ts';
import { recordLabWire } from './lab-wire.ts';
import { defaultLimits, type Limits, type SpokenLine } from './outcome.ts';
import { findPackage, type InstalledPackage } from './packages.ts';
import { isCurrent, linesOfRecord, recordOf } from './record.ts';
import { updateOf, type BlockEdit } from './update.ts';
import { NoWall, type Wall, type WallName } from './wall/cell.ts';
import { raiseWall } from './wall/wall.ts';
import { Workplace } from './workplace.ts';

export interface ProveOptions {
  /** Slugs; all modules if omitted. */
  readonly modules?: readonly string[];
  /** Take the actual output as what the lesson should say. */
  readonly update?: boolean;
  /** Ignore existing records and run everything. */
  readonly fresh?: boolean;
  /** Path of the Node executable; the current one if omitted. */
  readonly node?: string;
  /** Path of the browser; detected if omitted, none if `null`. */
  readonly chromium?: string | null;
  readonly limits?: Limits;
  /** Provides the live lab's frame, to record the wire of exchanges with `lab`; not recorded if omitted. */
  readonly labFrame?: (variant: LabVariant) => Promise<string>;
  /**
   * Number of exchanges to run in parallel. Default: twice the number of processors, because exchanges mostly wait, at
   * most eight.
   */
  readonly parallel?: number;
  /** Run programs without a wall where there is none. */
  readonly unsafe?: boolean;
  /** Parent of temporary folders; the system's default if omitted. */
  readonly temporary?: string;
  /** Called for every finished claim. */
  readonly progress?: (claim: ProvenClaim) => void;
}

export interface ProvenClaim {
  readonly module: string;
  readonly claim: Claim;
  /** `updated`: with `update`, the lesson differed and an edit brings it up to date. */
  readonly state: 'proven' | 'unchanged' | 'updated' | 'failed';
}

export interface ProofRun {
  /** Unsorted. */
  readonly diagnostics: readonly Diagnostic[];
  readonly claims: readonly ProvenClaim[];
  /** What stood between the programs that were run and this machine; undefined if none was run. */
  readonly wall: WallName | undefined;
  /** Programs that were not run, and why. */
  readonly unrun: readonly (Unrun & { readonly module: string })[];
  /** With `update`: the edits of lessons, and the new `proof.json` of each module that needs one. */
  readonly edits: readonly BlockEdit[];
  readonly proofs: readonly { readonly module: Module; readonly file: string; readonly proof: ProofData }[];
}

/**
 * Proves a course: runs what has changed since it was recorded, compares, and returns diagnostics and edits. Writes
 * nothing itself. All exchanges share one browser; several run in parallel.
 */
export class Prover {
  readonly #workplace: Workplace;
  readonly #options: ProveOptions;
  readonly #executable: string | undefined;
  #browser: Promise<Chromium | undefined> | undefined;
  #wall: Promise<Wall | NoWall> | undefined;
  #version: string | undefined;
  readonly #end = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  constructor(options: ProveOptions) {
    this.#options = options;
    this.#workplace = new Workplace(options.temporary);
    this.#executable = options.chromium === undefined ? findChromium() : (options.chromium ?? undefined);
  }

  async prove(course: Course): Promise<ProofRun> {
    const { modules: wanted, update = false, parallel = Math.min(8, 2 * os.availableParallelism()) } = this.#options;
    const modules = course.modules.filter(({ slug }) => wanted === undefined || wanted.includes(slug));
    const tasks = modules.flatMap((module) => claimsOf(module).map((claim) => ({ module, claim })));
    const results = new Map<Claim, Result>();
    const waiting = [...tasks];
    const work = async (): Promise<void> => {
      for (let task = waiting.shift(); task !== undefined && !this.#end.signal.aborted; task = waiting.shift()) {
        const judging = this.#judge(course, task.module, task.claim);
        this.#running.add(judging);
        const result = await judging.finally(() => this.#running.delete(judging));
        results.set(task.claim, result);
        this.#options.progress?.({ module: task.module.slug, claim: task.claim, state: result.state });
      }
    };
    await Promise.all(Array.from({ length: Math.min(parallel, tasks.length) }, work));
    this.#end.signal.throwIfAborted();

    const edits: BlockEdit[] = [];
    const unrun = modules.flatMap((module) => unrunOf(module).map((one) => ({ ...one, module: module.slug })));
    const diagnostics: Diagnostic[] = unrun.map(unrunDiagnostic);
    const proofs = modules.flatMap((module) => {
      const records = tasks.flatMap((task): ProofRecord[] => {
        if (task.module !== module) return [];
        const { record, lines, differences, failures } = results.get(task.claim)!;
        diagnostics.push(...failures);
        const edit =
          update && failures.length === 0 && differences.length > 0
            ? updateOf(
                task.claim,
                lines,
                bodiesOf(module.lesson).find(({ file }) => file === task.claim.span.file)!,
              )
            : undefined;
        if (edit !== undefined) edits.push(edit);
        else diagnostics.push(...differences);
        const holds = failures.length === 0 && (differences.length === 0 || edit !== undefined);
        return holds && record !== undefined ? [record] : [];
      });
      if (records.length === 0 && module.proof === undefined) return [];
      return [
        { module, file: module.lesson.file.replace(/[^/]*$/, 'proof.json'), proof: { version: 1 as const, records } },
      ];
    });
    const claims = tasks.map(({ module, claim }) => ({ module: module.slug, claim, state: results.get(claim)!.state }));
    const wall = await this.#wall;
    const stood = wall === undefined || wall instanceof NoWall ? undefined : wall.name;
    return { diagnostics, claims, wall: stood, unrun, edits, proofs };
  }

  /** Stops everything it started, including running exchanges, and deletes its folder. */
  async close(): Promise<void> {
    this.#end.abort();
    await Promise.allSettled(this.#running);
    await (await this.#browser)?.close();
    this.#workplace.close();
  }

  async #judge(course: Course, module: Module, claim: Claim): Promise<Result> {
    const { packages, missing } = this.#packagesOf(claim, course.data.packages);
    if (missing !== undefined) {
      const file = claim.files.find(({ code }) => mentions(code, missing))!;
      return failed([failureDiagnostic(claim, { code: 'proof-package-missing', file: file.title, detail: missing })]);
    }
    const versions = this.#versionsOf(claim, packages);
    const known = module.proof?.records.find(({ id }) => id === claim.id);
    const isKnown = known !== undefined && isCurrent(claim, known) && sameVersions(known.versions, versions);
    if (isKnown && this.#options.fresh !== true) {
      const lines = linesOfRecord(known);
      const differences = compare(claim, lines);
      return { state: this.#stateOf(claim, differences, 'unchanged'), record: known, lines, differences, failures: [] };
    }
    const wall = await this.#raiseWall();
    const outcome = await runExchange(claim.files, {
      wall,
      node: this.#options.node ?? process.execPath,
      packages,
      limits: this.#options.limits ?? defaultLimits,
      clients: claim.clients,
      signal: this.#end.signal,
      outputOnly: claim.kind !== 'exchange',
      browser: () => this.#openBrowser(),
    });
    if (outcome.failures.length > 0)
      return failed(outcome.failures.map((failure) => failureDiagnostic(claim, failure)));
    const differences = compare(claim, outcome.lines);
    const wire = claim.lab === true ? await this.#recordWire(claim) : undefined;
    return {
      state: this.#stateOf(claim, differences, 'proven'),
      record: recordOf(claim, versions, outcome.lines, wire, wall instanceof NoWall ? undefined : wall.name),
      lines: outcome.lines,
      differences,
      failures: [],
    };
  }

  async #recordWire(claim: Claim): Promise<ProofRecord['wire']> {
    const [frame, browser] = [await this.#options.labFrame?.(labVariantOf(claim.files)), await this.#openBrowser()];
    if (frame === undefined || browser === undefined) return undefined;
    const wire = await recordLabWire(browser, frame, claim.files, claim.clients);
    return wire && [...wire];
  }

  #stateOf(claim: Claim, differences: readonly Diagnostic[], otherwise: 'proven' | 'unchanged'): ProvenClaim['state'] {
    if (differences.length === 0) return otherwise;
    return this.#options.update === true && claim.place !== undefined ? 'updated' : 'failed';
  }

  #packagesOf(
    claim: Claim,
    declared: readonly string[],
  ): { readonly packages: readonly InstalledPackage[]; readonly missing: string | undefined } {
    const packages: InstalledPackage[] = [];
    for (const name of declared.filter((one) =>
      claim.files.some(({ code, runs }) => runs === 'node' && mentions(code, one)),
    )) {
      const found = findPackage(name);
      if (found === undefined) return { packages, missing: name };
      packages.push(found);
    }
    return { packages, missing: undefined };
  }

  #versionsOf(claim: Claim, packages: readonly InstalledPackage[]): Readonly<Record<string, string>> {
    const versions: Record<string, string> = {};
    if (claim.files.some(({ runs }) => runs === 'node')) versions['node'] = process.versions.node;
    for (const { name, version } of packages) versions[name] = version;
    if (claim.files.some(({ runs }) => runs === 'browser')) versions['chromium'] = this.#chromiumVersion();
    return versions;
  }

  /** The major version, which determines console output; read without starting the browser. */
  #chromiumVersion(): string {
    if (this.#version === undefined) {
      const said =
        this.#executable === undefined
          ? ''
          : spawnSync(this.#executable, ['--version'], {
              encoding: 'utf8',
              timeout: 10_000,
              env: { PATH: process.env['PATH'] ?? '' },
            }).stdout;
      this.#version = /(\d+)\.\d+\.\d+/.exec(said ?? '')?.[1] ?? 'none';
    }
    return this.#version;
  }

  /** The wall, raised when the first program has to run behind it; or why there is none. */
  #raiseWall(): Promise<Wall | NoWall> {
    return (this.#wall ??= raiseWall(this.#workplace, this.#options.unsafe).catch((error: unknown) => {
      if (error instanceof NoWall) return error;
      throw error;
    }));
  }

  /** The shared browser; restarted only after a crash. */
  async #openBrowser(): Promise<Chromium | undefined> {
    const [executable, wall] = [this.#executable, await this.#raiseWall()];
    if (executable === undefined || wall instanceof NoWall) return undefined;
    const launch = (): Promise<Chromium | undefined> => Chromium.launch(executable, wall).catch(() => undefined);
    const asked = (this.#browser ??= launch());
    const browser = await asked;
    if (browser?.isAlive !== false) return browser;
    if (this.#browser === asked) this.#browser = launch();
    return this.#browser;
  }
}

interface Result {
  readonly state: ProvenClaim['state'];
  readonly record: ProofRecord | undefined;
  readonly lines: readonly SpokenLine[];
  readonly differences: readonly Diagnostic[];
  readonly failures: readonly Diagnostic[];
}

function failed(failures: readonly Diagnostic[]): Result {
  return { state: 'failed', record: undefined, lines: [], differences: [], failures };
}

/** Whether the runtimes match; if there is no browser, the recorded browser version is accepted. */
function sameVersions(recorded: Readonly<Record<string, string>>, current: Readonly<Record<string, string>>): boolean {
  const names = new Set([...Object.keys(recorded), ...Object.keys(current)]);
  return [...names].every(
    (name) => recorded[name] === current[name] || (name === 'chromium' && current[name] === 'none'),
  );
}

/** Whether code mentions a package as a string: `'ws'`, `"ws/wrapper.mjs"`. */
function mentions(code: string, name: string): boolean {
  return [`'${name}'`, `"${name}"`, `\`${name}\``, `'${name}/`, `"${name}/`].some((text) => code.includes(text));
}

/** Reports a program that is not run, on every run, so that it is not overlooked. */
function unrunDiagnostic({ title, because, of, reason, span }: Unrun): Diagnostic {
  const optingOut = of === 'lesson' ? '`runs="no" reason="…"`' : '`runs: no` and `reason: …`';
  const wayOut = {
    declared: 'nothing, if the reason still holds',
    runner: `nothing; to give a reason of your own, write ${optingOut}`,
    others: 'nothing, as long as the others are not run',
  };
  return {
    ...span,
    code: because === 'declared' ? 'proof-opted-out' : 'proof-no-runner',
    severity: reason === undefined ? 'warning' : 'info',
    message:
      reason === undefined ? `\`${title}\` is not run, and does not say why` : `\`${title}\` is not run: ${reason}`,
    why: 'nobody can rely on what is never run',
    fix: reason === undefined ? `say why: ${optingOut}, or let it run` : wayOut[because],
  };
}
