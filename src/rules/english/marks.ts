const joining = new Set(
  `and or nor not but only both either neither alone just also all except besides of the is are as well plus together with while whereas none two three four five a
  true false correct incorrect right wrong valid invalid hold holds apply applies follow follows stated supported implied acceptable sufficient enough needed possible
   does explain explains explanation reason for it
  statement statements option options answer answers choice choices item items line lines number numbers no claim claims sentence sentences assertion point points`.split(
    /\s+/,
  ),
);
const between = /^[()[\],.;&+/#]$/;

/**
 * The marks a text names, each once, where it says nothing but which of them: “I and III only”, “(a), but not (c)”,
 * “statement 1 is true, statement 2 is false”. `undefined` where it says anything else.
 */
export function marksIn(text: string, isMark: (token: string) => boolean): readonly string[] | undefined {
  const marks = new Set<string>();
  for (const [token] of text.matchAll(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)) {
    if (isMark(token)) marks.add(token);
    else if (!between.test(token) && !joining.has(token.toLowerCase())) return undefined;
  }
  return [...marks];
}

/** `A` as a name, and not the article: within a sentence, before a mark, before “and”. */
export const namedA =
  /(?<=[^.!?\s] )A(?![\p{L}\p{N}'’])|(?<![\p{L}\p{N}'’])A(?![\p{L}\p{N}'’]| (?!(?:and|or|nor)(?!\p{L}))\p{Ll})/u;

const enumerator =
  /(?<![\p{L}\p{N}.])(?:\(([A-Za-z]|[ivx]{1,4}|[IVX]{1,4}|\d{1,2})\)[.:]?|([A-Ha-hP-TW-Z]|[p-tw-z](?=\))|[ivx]{1,4}|[IVX]{1,4}|\d{1,2})([).:]| ?[=–—]| -(?= \p{L}{2})))\s+(?!(?<!:\s+)(?:and|or|nor|but|of|is|are|was|were|has|have|holds?|does|do|can|will|would|must|says?)\b)(?=[\p{L}\p{N}"“‘'([$\uFFFC])/gu;
const labelled =
  /\b(?:assertion|reason|statement|claim|proposition|premise)(?:s? |-)?\(?([A-Z]|[IVX]{1,4}|\d|one|two|three|four)\)? ?[:.–—)|-]/giu;
const assertion = /\bassertion\b[^:]{0,12}:/iu;
const reason = /\breason\b[^:]{0,12}:/iu;
const romans = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];
/** “First: … Second: …” */
const inWords =
  /(?<=^|[.;:!?] )(?:the )?(first|second|third|fourth)(?: (?:claim|statement|sentence|assertion|proposition|one))?(?::| [–—])/giu;
/** What things are numbered with, in order. */
const series: readonly (readonly string[])[] = [
  Array.from({ length: 99 }, (_, i) => String(i + 1)),
  ...[romans, [...'abcdefgh'], [...'pqrst'], [...'wxyz'], [...'xyz']].flatMap((marks) => [
    marks,
    marks.map((mark) => mark.toUpperCase()),
  ]),
];

/**
 * The marks of things numbered or lettered in running text: “(i) … (ii) …”, “a) … b) …”, “1 = … 2 = …”, “Statement 1: … Statement 2: …”.
 * Only what begins with the first mark and goes on with the next counts, and a mark with nothing after it is a reference to one.
 */
export function enumeratedIn(prose: string, labels: readonly string[] = []): readonly string[] {
  const found = new Map<string, string[]>();
  // “1. Basalt 2. Granite” is a list of one line to Markdown.
  if (labels.length === 1 && labels[0] === '1') found.set('0.', ['1']).set('0)', ['1']);
  for (const [, inside, bare, close] of prose.matchAll(enumerator)) {
    const mark = inside ?? bare ?? '';
    for (const [kind, order] of series.entries()) {
      const style = `${kind}${close?.trim() ?? '()'}`;
      const marks = found.get(style) ?? [];
      if (mark === order[marks.length]) found.set(style, [...marks, mark]);
    }
  }
  const marks = [...found.values()].filter(({ length }) => length >= 2).flat();
  const named = [...prose.matchAll(labelled)].flatMap(({ 1: mark = '' }) => [
    mark,
    ...(mark.length > 2 ? [mark.toLowerCase()] : []),
  ]);
  const counted = [...prose.matchAll(inWords)].map((match) => (match[1] ?? '').toLowerCase());
  const ordered = counted.length >= 2 && counted[0] === 'first' ? counted : [];
  return [...new Set([...marks, ...named, ...ordered, ...(givesReason(prose) ? ['assertion', 'reason'] : [])])];
}

/** “Assertion: … Reason: …” */
function givesReason(prose: string): boolean {
  const first = assertion.exec(prose);
  return first !== null && reason.test(prose.slice(first.index + first[0].length));
}
