/** An entry of a list, from its dash to the next one, as offsets into the YAML. */
export interface YamlEntry {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds points at which parsing can resume in an invalid document: the entries of the first list whose dashes are in
 * one column and each followed by a key (`- id: …`), such as the questions of a quiz. Text of an entry cannot be in
 * that column, so each entry is valid or invalid independent of its neighbours. Content after the last key of an entry
 * in the first column belongs to none. Returns the first `atMost` entries.
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
