import { setTimeout as wait } from 'node:timers/promises';
import { Cache } from '../../cache/cache.ts';
import { lessonAddresses, moduleAddresses } from '../../course/addresses.ts';
import { bodiesOf } from '../../course/bodies.ts';
import type { LessonSource, ValidCourse } from '../../course/model.ts';
import { asMapping } from '../../course/value.ts';
import type { Span } from '../../diagnostics/diagnostic.ts';
import { shownPath } from '../../diagnostics/reporters/reporter.ts';
import { loadCourse } from '../../lesson/load.ts';
import { diskFiles } from '../../source/disk.ts';
import { count } from '../../text/count.ts';
import { cacheFlags, cacheFolder } from '../cache-folder.ts';
import { commandLines } from '../command-line.ts';
import { defineCommand, type ExitStatus } from '../command.ts';
import { contentFolder } from '../content.ts';
import { askAll, type Answer } from '../links/ask.ts';
import { Refusal } from '../refusal.ts';

/** Milliseconds for which an address that was there is not asked for again. */
const keptFor = 24 * 60 * 60 * 1000;

export const links = defineCommand({
  name: 'links',
  summary: 'Ask other hosts whether what the course links to is still there',
  details:
    'Uses the network, and so is never a part of `validate`. What was there is not asked for again for a day. Ends with status 1 if an address is gone; a host that refuses programs or asks for a login is only mentioned.',
  operand: { name: 'DIR', required: false, summary: 'the content folder (default: content)' },
  flags: {
    skip: {
      type: 'text',
      value: 'STARTS',
      summary: 'do not ask for addresses that begin with one of these, separated by commas',
    },
    ...cacheFlags,
  },
  examples: [
    ['links', 'all links of content/ to other hosts'],
    ['links --skip https://localhost,https://intranet.example/', 'but for those that only some can reach'],
  ],
  async run({ operand, flags }, terminal): Promise<ExitStatus> {
    const folder = contentFolder(operand, terminal);
    const { valid, translations } = loadCourse(diskFiles(folder.full));
    if (valid === undefined)
      throw new Refusal(
        'There is no course to look through: course.yaml cannot be read.',
        `See what is wrong: ${commandLines(terminal, folder)('validate')}`,
      );
    const skipped = (flags.skip ?? '').split(',').filter((start) => start !== '');
    const uses = usesIn([valid, ...translations]);
    const asked = [...uses.keys()].filter((address) => !skipped.some((start) => address.startsWith(start)));
    const kept = cacheFolder(flags, folder, undefined, terminal);
    const cache = kept === undefined ? undefined : new Cache(kept);
    const known = cache?.kind<number>('links');
    const now = Date.now();
    const fresh = asked.filter((address) => now - (known?.get(address) ?? -keptFor) >= keptFor);
    const found = new Map<string, Exclude<Answer, { kind: 'there' }>>();
    await askAll(fresh, { fetch: (...request) => fetch(...request), wait: (time) => wait(time) }, (address, answer) => {
      if (answer.kind === 'there') known?.put(address, now);
      else found.set(address, answer);
    });
    cache?.save();
    for (const address of asked) {
      const answer = found.get(address);
      if (answer === undefined) continue;
      for (const place of uses.get(address) ?? [])
        terminal.out.write(`${shownPath(place, folder.typed)} ${address} ${answer.why}\n`);
    }
    const gone = [...found.values()].filter(({ kind }) => kind === 'gone').length;
    terminal.err.write(
      `${count(asked.length, 'address', 'addresses')} of other hosts, ${asked.length - fresh.length} known from before: ${gone} gone, ${found.size - gone} unclear\n`,
    );
    return gone > 0 ? 1 : 0;
  },
});

/** The addresses of other hosts, without fragments, in the order in which they stand, with the places of each. */
function usesIn(courses: readonly ValidCourse[]): ReadonlyMap<string, readonly string[]> {
  const uses = new Map<string, string[]>();
  const note = (url: string, place: string): void => {
    if (!/^https?:/i.test(url) || !URL.canParse(url)) return;
    const address = new URL(url);
    address.hash = '';
    const places = uses.get(address.href) ?? [];
    if (!places.includes(place)) places.push(place);
    uses.set(address.href, places);
  };
  const noteAll = (body: LessonSource): void => {
    for (const { url, at } of lessonAddresses(body)) note(url, placeOf(at));
  };
  for (const { source, pages, modules } of courses) {
    // Where the course itself will be published nobody need be yet.
    for (const { text, path } of textsOf(source.value)) if (path[0] !== 'url') note(text, placeOf(source.spanOf(path)));
    for (const { lesson, quiz } of modules) {
      for (const { text, path } of textsOf(lesson?.frontMatter?.value))
        note(text, placeOf(lesson!.frontMatter!.spanOf(path)));
      if (lesson !== undefined) bodiesOf(lesson).forEach(noteAll);
      // A text of a quiz may stand in several places.
      for (const { url, from } of moduleAddresses([], quiz)) note(url, from);
    }
    pages.forEach(noteAll);
  }
  return uses;
}

const placeOf = ({ file, start }: Span): string => `${file}:${start.line}:${start.column}`;

interface PlacedText {
  readonly text: string;
  readonly path: readonly (string | number)[];
}

/** Every text of a document that is read already, with its path: the addresses among them are whole texts. */
function textsOf(value: unknown, path: PlacedText['path'] = []): readonly PlacedText[] {
  if (typeof value === 'string') return [{ text: value, path }];
  return Array.isArray(value)
    ? value.flatMap((part, index) => textsOf(part, [...path, index]))
    : Object.entries(asMapping(value) ?? {}).flatMap(([key, part]) => textsOf(part, [...path, key]));
}
