import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { cpus } from 'node:os';

/** What a process took, from its start to its end. */
export interface Run {
  readonly milliseconds: number;
  /** Processor time of it and all it started; unknown where the system has no `/proc`. */
  readonly cpuMilliseconds: number | undefined;
  /** The most its processes were resident together at one moment, in MiB; pages they share count twice. Unknown where the system has no `/proc`. */
  readonly mebibytes: number | undefined;
  /** Part of the machine, 0 to 1, that others used meanwhile: above some hundredths, compare with care. */
  readonly others: number | undefined;
}

/**
 * Runs a command to its end.
 *
 * @throws where it does not end with 0, with what it said.
 */
export async function run([command, ...rest]: readonly [string, ...string[]], cwd: string): Promise<Run> {
  const before = { own: childrenCpu(), busy: busyTime() };
  const start = performance.now();
  const child = spawn(command, rest, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (said = (said + String(chunk)).slice(-4000)));
  let peak: number | undefined;
  const look = setInterval(() => {
    const together = familyOf(child.pid ?? 0).reduce((sum, pid) => sum + (resident(pid) ?? 0), 0);
    if (together > 0) peak = Math.max(peak ?? 0, together);
  }, 20);
  const status = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  clearInterval(look);
  const milliseconds = performance.now() - start;
  if (status !== 0) throw new Error(`${command} ${rest.join(' ')} ended with ${String(status)}\n${said}`);
  const own = childrenCpu();
  const cpuMilliseconds = own === undefined || before.own === undefined ? undefined : own - before.own;
  const whole = milliseconds * cpus().length;
  return {
    milliseconds,
    cpuMilliseconds,
    mebibytes: peak,
    others:
      cpuMilliseconds === undefined
        ? undefined
        : Math.min(1, Math.max(0, (busyTime() - before.busy - cpuMilliseconds) / whole)),
  };
}

/** Milliseconds that the machine's processors have not been idle. */
function busyTime(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
}

/** Processor milliseconds of all processes that this one started and that have ended (`cutime` and `cstime` of proc(5), in hundredths of a second). */
function childrenCpu(): number | undefined {
  const stat = textOf('/proc/self/stat');
  return stat === undefined ? undefined : childrenCpuIn(stat);
}

/** The same from the text of `/proc/<pid>/stat`, whose second field is a name in brackets that may hold anything. */
export function childrenCpuIn(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

/** A process and those it started, where the system has `/proc`. */
function familyOf(pid: number): readonly number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
    return [pid, ...children.flatMap(familyOf)];
  } catch {
    return [];
  }
}

function resident(pid: number): number | undefined {
  const kibibytes = /VmRSS:\s+(\d+)/.exec(textOf(`/proc/${pid}/status`) ?? '')?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) / 1024;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
