import type { ProgramSpec, Role } from '../protocol.ts';

/** The data that the page provides about an exchange with a lab. */
export interface LabData {
  readonly files: readonly LabFile[];
  readonly clients?: number;
}

export interface LabFile {
  readonly title: string;
  /** Name of the program in the lab: `client` for `client.js`. */
  readonly actor: string;
  readonly runs: Role | 'no';
  readonly label?: string;
  readonly code: string;
}

/**
 * The programs of a run: servers first, each client as many times as the exchange says. Several clients are named
 * `client-1`, `client-2`.
 */
export function programsOf({ files, clients = 1 }: LabData): ProgramSpec[] {
  const spec = (file: LabFile, role: Role, id: string): ProgramSpec => ({
    id,
    role,
    file: file.title,
    code: file.code,
  });
  const servers = files.flatMap((file) => (file.runs === 'node' ? [spec(file, 'node', file.actor)] : []));
  const tabs = files.filter(({ runs }) => runs === 'browser');
  const copies = Array.from({ length: clients }, (_, i) =>
    tabs.map((file) => spec(file, 'browser', clients === 1 ? file.actor : `${file.actor}-${i + 1}`)),
  );
  return [...servers, ...copies.flat()];
}

/** One more client, with an unused name. */
export function anotherClient(data: LabData, taken: ReadonlySet<string>): ProgramSpec | undefined {
  const file = data.files.find(({ runs }) => runs === 'browser');
  if (!file) return undefined;
  let number = 2;
  while (taken.has(`${file.actor}-${number}`)) number++;
  return { id: `${file.actor}-${number}`, role: 'browser', file: file.title, code: file.code };
}
