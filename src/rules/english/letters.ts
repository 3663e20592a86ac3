import { saidOfAnswers } from './positions.ts';
import { isFunctionWord, wordSet } from './words.ts';

/** What is said of things that have letters for names: “type B”, “part C”; function words that a letter follows as a name. */
const labelled = wordSet(
  'type types kind kinds part parts way ways example examples option options term terms statement statements',
);
/** After these a letter is what somebody chose, thought or left out. */
const choosing = wordSet(
  'choose chose chosen choosing pick picked picking select selected selecting tick ticked guess guessed think thought say said prefer preferred eliminate eliminating exclude excluding excludes discard discarding dismiss dismissing drop dropping consider considering call leave leaves leaving answer answered compare comparing contrast unlike versus vs remember see picks chooses takes took take believe suspect suspected means calling call reads given mistake mistaking mistook misread confuse confusing put',
);
/** What follows a verb and no noun: “C tempts those who …”, “D lays an egg”, but “B cells make …”. */
const afterVerb =
  '(?:the|an?|its|it|their|his|her|no|that|those|this|these|both|only|all|too|us|you|what|how|nothing|neither|about|one|two|three|four|much|more|less|little)';
const verbs =
  'is|are|was|were|isn|aren|wasn|has|have|had|does|do|did|doesn|would|could|should|might|may|can|cannot|will|must|needs|seems?|looks|sounds|appears|remains';

const lone = /(?<![\p{L}\p{N}_$°#+*/^<>=|&%@~\u2212−-]|\p{L}['’.])([A-Z])(?![\p{L}\p{N}_+#=*/^<>°|&~-]|['’(])/gu;

/**
 * The letters that a text uses as nouns, as of things that it need not introduce: “while A might seem right”, “the weight given in C”, “D is
 * the odd one out”. `undefined` where there are none, or where any capital letter by itself can be read in another way: as the
 * name of a kind (“vitamin B”, “B cells”), as an initial, as a variable that is spoken of more than once, as an article.
 */
export function lettersAlone(prose: string): readonly string[] | undefined {
  const letters: string[] = [];
  for (const { 1: letter = '', index } of prose.matchAll(lone)) {
    const [before, after] = [prose.slice(0, index), prose.slice(index + 1)];
    if (letter === 'I' && !/^[.,;:)]/.test(after)) continue;
    if (letter === 'A' && isArticle(before, after)) continue;
    if (letter > 'H' || letters.includes(letter) || !canPrecede(before) || !canFollow(before, after)) return undefined;
    letters.push(letter);
  }
  return letters.length === 0 ? undefined : letters;
}

const small =
  /(?<![\p{L}\p{N}_$°#+*/^<>=|&%@~\u2212−-]|\p{L}['’.]|\p{N} )(?<![([])(?:[b-h](?=[,.;:!?]|$| (?!\d|[=+*/<>^×·−-]))|a(?=[,.;:!?]|$| (?:is|was|seems|looks|and|or) (?:[b-h](?!\p{L})|(?:right|wrong|correct|incorrect|true|false)\b)))(?![\p{L}\p{N}_+#=*/^<>°|&~-]|['’(])/gu;

/** The text with letters for options in capitals, “eliminate b and c” as “eliminate B and C”; `undefined` where none is by itself. */
export function withCapitals(prose: string): string | undefined {
  const capitals = prose.replace(small, (letter) => letter.toUpperCase());
  return capitals === prose || /[=+×²³√]/.test(prose) ? undefined : capitals;
}

function startsSentence(before: string): boolean {
  return before === '' || /[.!?:;…][)\]"”’]*\s+["“‘([]*$|^["“‘([]+$/.test(before);
}

/** “A weight of …” and “A can holds …”, but “A is”, “A and C”, “while A might”. */
function isArticle(before: string, after: string): boolean {
  return (
    startsSentence(before) &&
    !/^(?:[,:;)\].!?]| ?[–—]| (?:is|was|has|had|does|would|could|should|might|seems?|looks|sounds|ignores|and [B-H]|or [B-H])(?!\p{L}))/u.test(
      after,
    )
  );
}

function canPrecede(before: string): boolean {
  if (startsSentence(before) || /(?:[,;:(]|[–—])\s*["“‘]?$/.test(before)) return !/\b[A-Z]\.,? $/.test(before);
  if (/\b(?:at first (?:glance|sight)|in fact|of course|in that case|by contrast|in the end|this time) $/i.test(before))
    return true;
  const [, word = ''] = /(?<![\p{L}'’])([\p{L}'’]+) ["“‘(]?$/u.exec(before) ?? [];
  const lower = word.toLowerCase();
  if (/^[A-Z]$/.test(word) || labelled.has(lower)) return false;
  return isFunctionWord(lower) || choosing.has(lower) || /n['’]t$/.test(lower) || /^it['’]s$/.test(lower);
}

function canFollow(before: string, after: string): boolean {
  // “The output is on when A is true”
  if (/^ (?:is|are) (?:true|false|on|off|high|low|zero|one|[01])(?![\p{L}\p{N}])/u.test(after)) return false;
  const rest = after.replace(/^["”’]/, '');
  // “A is for the address record”, “(C) 2024”
  if (/^(?: (?:is|are|stands?) (?:for|short)\b|\) \d)/.test(rest)) return false;
  const [, next] = /^\. +(\S+)/.exec(rest) ?? [];
  if (next !== undefined)
    return isFunctionWord(next.toLowerCase().replace(/[^\p{L}]/gu, '')) || /^[A-H][.:)]?$/.test(next);
  if (/^(?:$|[.,;:)\]!?]|\s?[–—])/.test(rest)) return true;
  const [, word = '', following = ''] = /^ (\p{L}+)(?:['’]t)?(?: (\p{L}+))?/u.exec(rest) ?? [];
  if (new RegExp(`^(?:${verbs})$`).test(word)) return true;
  if (/^\p{Ll}{2,}ed$/u.test(word) || saidOfAnswers.has(word)) return true;
  // “Those who took C forgot …”
  if (
    /\b(?:who|whoever) \p{L}+(?: \p{L}+)? $/u.test(before) &&
    /^(?:forgot|mistook|misread|thought|fell|overlooked|went|saw)$/.test(word)
  )
    return true;
  if (/^\p{Ll}{2,}ly$/u.test(word)) return new RegExp(`^(?:${verbs}|\\p{Ll}+s)$`, 'u').test(following);
  if (/^\p{Ll}+[^s\W]s$/u.test(word)) return new RegExp(`^${afterVerb}$`).test(following);
  // “A–C hang …”, “A and C hang …”, but “A and C wires”
  const several = /(?<!\p{L})[A-H](?: ?[–—] ?|,? (?:and|or|through|to) )$/u.test(before);
  return isFunctionWord(word) || /^[A-H]$/.test(word) || (several && /^\p{Ll}{2,}(?<![^\Ws]s)$/u.test(word));
}
