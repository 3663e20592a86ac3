/** The folder of a path; empty for a file at the top. */
export const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');

/** The last part of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The last part of a path without its ending. */
export const stemOf = (path: string): string => nameOf(path).replace(/\.[A-Za-z]+$/, '');

/** A path below a folder; undefined for one that leads out of the root. */
export function joined(folder: string, path: string): string | undefined {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** What a name says to people: `02-getting_started` → `Getting started`. */
export function humanName(name: string): string {
  const words = withoutNumber(name).replace(/[-_]+/g, ' ').trim();
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1);
}

/** A name without the number that puts it in order: `02-setup`, `ch03-types` and `1.2 intro` become `setup`, `types`, `intro`. */
export const withoutNumber = (name: string): string =>
  name.replace(/^(?:(?:ch|chapter|episode|lesson|part|module)?[-_ ]?\d{1,3}(?:[-._]\d{1,3})*[-_. )]+)(?=[^\d\W])/i, '');

/** The number that puts a name in order; undefined without one. */
export function numberOf(name: string): number | undefined {
  const [, major, minor] =
    /^(?:ch|chapter|episode|lesson|part|module)?[-_ ]?(\d{1,4})(?:[-._](\d{1,3}))?[-_. )]/i.exec(name) ?? [];
  return major === undefined ? undefined : Number(major) + Number(minor ?? 0) / 1000;
}
