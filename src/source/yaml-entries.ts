/** One entry of a long list, from its dash to the next one's: offsets into the YAML. */
export interface YamlEntry {
  readonly start: number;
  readonly end: number;
}

/**
 * Where reading can begin anew in a document that has a mistake: the entries of the first list whose dashes stand in
 * one column and each carry a key (`- id: …`), such as the questions of a quiz. No text of an entry may stand in that
 * column, so an entry is whole or has a mistake of its own, whatever its neighbours hold. What follows the last key
 * of an entry in the first column belongs to none. Gives the first `atMost` of them.
 */
export function entriesOf(yaml: string, atMost: number): readonly YamlEntry[] {
  const first = /^( *)- +[\w-]+:(?=[ \r\n]|$)/m.exec(yaml);
  if (first === null) return [];
  const column = first[1] ?? '';
  const boundary = new RegExp(`^(?:${column}(- +[\\w-]+:(?=[ \\r\\n]|$))|(?! |[\\r\\n#]|\\t|-))`, 'gm');
  boundary.lastIndex = first.index;
  const entries: YamlEntry[] = [];
  let open: number | undefined;
  for (let found = boundary.exec(yaml); found !== null && entries.length < atMost; found = boundary.exec(yaml)) {
    if (open !== undefined) entries.push({ start: open, end: found.index });
    open = found[1] === undefined || found.index >= yaml.length ? undefined : found.index;
    if (found[0] === '') boundary.lastIndex++;
  }
  if (open !== undefined && entries.length < atMost) entries.push({ start: open, end: yaml.length });
  return entries;
}
