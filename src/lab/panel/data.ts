import type { ProgramSpec, Role } from '../protocol.ts';

/** What the page says of an exchange with a lab. */
export interface LabData {
  readonly files: readonly LabFile[];
  readonly clients?: number;
}

export interface LabFile {
  readonly title: string;
  readonly runs: Role | 'no';
  readonly label?: string;
  readonly code: string;
}

/** `client` of `client.js`: what a program is called in the lab. */
export const nameOf = (file: LabFile): string => file.title.replace(/\.[^.]*$/, '');

/** The programs of a run, servers first, each client as often as the exchange says; several are `client-1`, `client-2`. */
export function programsOf({ files, clients = 1 }: LabData): ProgramSpec[] {
  const spec = (file: LabFile, role: Role, id: string): ProgramSpec => ({ id, role, file: file.title, code: file.code });
  const servers = files.flatMap((file) => (file.runs === 'node' ? [spec(file, 'node', nameOf(file))] : []));
  const tabs = files.filter(({ runs }) => runs === 'browser');
  const copies = Array.from({ length: clients }, (_, i) =>
    tabs.map((file) => spec(file, 'browser', clients === 1 ? nameOf(file) : `${nameOf(file)}-${i + 1}`)),
  );
  return [...servers, ...copies.flat()];
}

/** One more client, under a name no other has. */
export function anotherClient(data: LabData, taken: ReadonlySet<string>): ProgramSpec | undefined {
  const file = data.files.find(({ runs }) => runs === 'browser');
  if (!file) return undefined;
  let number = 2;
  while (taken.has(`${nameOf(file)}-${number}`)) number++;
  return { id: `${nameOf(file)}-${number}`, role: 'browser', file: file.title, code: file.code };
}
