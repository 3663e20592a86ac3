import { isFunctionWord, wordSet } from './words.ts';

/** Where a text speaks of an option by its letter, its number or its order. */
export interface PositionReference {
  /** As written. */
  readonly text: string;
  /** The letters or numbers it names; none in “the last option”. */
  readonly marks: readonly string[];
  /** Hardly anything but an option can be meant, unless its marks name something else. */
  readonly certain: boolean;
  /** It goes by “option”, “answer” or “choice”, which may be the topic of the question. */
  readonly byNoun: boolean;
  /** The things it counts among: “formats” in “formats (b) and (c)”. */
  readonly things: string | undefined;
  /** It opens the text and names no thing, so that only what the question lists can be meant: “The first two are …”. */
  readonly opening: boolean;
}

/** What is said of options more often than of anything else that goes by a letter. */
export const saidOfAnswers = wordSet(
  'fails fail confuses confuse mixes mix describes describe refers refer names states claims ignores ignore overlooks overlook omits omit forgets forget misses misreads misstates swaps reverses contradicts contradict invents applies apply fits fit holds hold works work mentions mention repeats lacks lack defines define explains explain violates violate overstates exaggerates concerns belongs belong corresponds sounds looks',
);

/** What a word can be in such a reference, each class a letter, so that a reference is a pattern of letters. */
const classes: readonly (readonly [string, ReadonlySet<string>])[] = [
  ['N', wordSet('option options answer answers choice choices alternative alternatives distractor distractors')],
  ['t', wordSet('the')],
  [
    'o',
    wordSet(
      'first second third fourth fifth 1st 2nd 3rd 4th 5th last final top topmost uppermost bottom bottommost middle penultimate second-to-last next-to-last last-but-one previous next',
    ),
  ],
  ['w', wordSet('one two three four five six')],
  ['i', wordSet("is are was were be isn’t isn't aren’t aren't")],
  [
    'V',
    wordSet("has have had does do would will can cannot can’t can't could must should doesn’t doesn't don’t don't"),
  ],
  ['r', wordSet('correct wrong incorrect true false valid invalid ✓ ✔ ✗ ✘ ✅ ❌')],
  ['R', wordSet('right best')],
  ['c', wordSet('and or nor & /')],
  [
    's',
    wordSet(
      'so thus therefore hence because since as while whereas that why if though although then which who what but',
    ),
  ],
  ['B', wordSet('both neither either only not unlike')],
  ['e', wordSet('choose chose chosen choosing pick picked picking select selected selecting answered tick ticked')],
  ['E', wordSet('eliminate eliminates eliminated discard discarded reject rejected')],
  ['u', wordSet('above below')],
  ['F', wordSet('following preceding subsequent foregoing earlier upper lower')],
  ['f', wordSet('of for to in from at with on by when his its this')],
  ['n', wordSet('number')],
  ['k', wordSet('leaves leaving say said guessed take takes took')],
  ['j', saidOfAnswers],
  ['z', wordSet('list')],
  [
    'I',
    wordSet(
      'item items bullet bullets entry entries suggestion suggestions proposal proposals candidate candidates possibility possibilities statement statements claim claims description reason reasons sentence sentences definition definitions conclusion conclusions expression expressions snippet snippets',
    ),
  ],
];
/** The class of each word; of a word that is in several, the first. */
const classOfWord: ReadonlyMap<string, string> = new Map(
  classes.toReversed().flatMap(([name, words]) => [...words].map((word) => [word, name] as const)),
);
const token =
  /\((?:iii?|iv|v|i)\)|\([1-9]\)|#?[1-9](?![\p{L}\p{N}%]|[.,]\p{N})|\([A-Ha-h]\)|[A-Ha-h]\)|\p{L}[\p{L}\p{N}]*(?:['’-][\p{L}\p{N}]+)*|\p{N}[\p{L}\p{N}]*(?:[.,][\p{L}\p{N}]+)*|\uFFFC|[^\s]/gu;

function classOf(text: string): string {
  const mark = text.length <= 3 || text.startsWith('(') ? classOfMark(text) : undefined;
  if (mark !== undefined) return mark;
  const known = classOfWord.get(text.toLowerCase());
  if (known !== undefined) return known;
  if (text.length === 1) return /[.!?;(]/.test(text) ? 'p' : text === ',' ? ',' : /[:=–—-]/.test(text) ? ':' : 'x';
  if (/^\p{L}\p{Ll}{2,}ly$/u.test(text)) return 'a';
  return /^\p{Ll}{2,}s$/u.test(text) ? 'v' : 'x';
}

/** The class of a letter or a number by itself. */
function classOfMark(text: string): string | undefined {
  if (/^\(?[A-Ha-h]\)$/.test(text)) return 'b';
  if (/^(?:iii?|iv|III?|IV)$/.test(text)) return 'd';
  if (text === 'A') return 'M';
  if (/^[B-H]$/.test(text)) return 'm';
  if (/^[1-9]$/.test(text)) return 'd';
  if (/^\((?:[1-9]|[iv]+)\)$/.test(text)) return 'g';
  if (/^#[1-9]$/.test(text)) return 'h';
  if (text === 'a') return 'q';
  return /^[b-h]$/.test(text) ? 'l' : undefined;
}

const starts = '(?<=^|[p:,sBci])';
const ends = '(?=[p:,sc]|$)';
const join = '(?:,?c|,)t?B?';
const marks = `[Mmb](?:${join}[Mmb]){0,7}`;
const ordinal = '(?:t|(?<=^|p))o(?:ct?o)?';
const isRight = `[iV]{1,3}[aB]{0,3}(?:r(?!N)|R${ends}|[tqx]?[aB]{0,3}[rR](?:N|w)|tBN)`;
const inOrder = `(?:t|(?<=^|p))o(?:ct?o)?(?:w?ft)?w?`;

interface Shape {
  readonly pattern: RegExp;
  readonly certain: boolean;
  readonly byNoun?: true;
  readonly opening?: true;
}

/** Repetitions are bounded, so that a text takes time in proportion to its length. */
const shapes: readonly Shape[] = [
  // “Option B”, “choices (a) and (c)”, “answer 2”; “answer A server” has an article
  {
    pattern: new RegExp(
      `(?:N|(?<=[rR])N:)(?:[Mmbdh](?:${join}[Mmbdh]){1,7}|[mbhg]|d${ends}|d(?=[iVvjxf])|M(?![qxtoN])|[ql](?:${join}l){1,7}|[ql](?=[p,ijV]|$))`,
      'g',
    ),
    certain: true,
    byNoun: true,
  },
  // “Options two and three are …”
  { pattern: /(?<=^|[p:,stfiBceE])(?:Nw(?:cw)?(?=[p,iVvj]|$))|(?<=^|p)Nwcw/g, certain: true, byNoun: true },
  // “The correct answer is A”, “Correct: (b)”
  {
    pattern: new RegExp(`(?:t?[rR]?N|(?<=^|p)[rR](?=:))[xaf]?(?:i|:|V?i)[as]{0,3}N?${marks}${ends}`, 'g'),
    certain: true,
  },
  // “B is right”, “so (c) is wrong”
  { pattern: new RegExp(`${starts}${marks}(?::?B)?${isRight}`, 'g'), certain: true },
  // “B (correct): …”, “A – wrong.”
  {
    pattern: new RegExp(`(?<=^|p)(?:[Mmb][:p]|[mb])[rR](?=[p:,s]|$|x[p:,])`, 'g'),
    certain: true,
  },
  // “That makes A the right answer”
  { pattern: new RegExp(`(?<=v)${marks}[tq]?[rR]N`, 'g'), certain: true },
  // “If you chose B, …”
  { pattern: new RegExp(`e${marks}${ends}|E${marks}(?!x)`, 'g'), certain: true },
  // “If you picked b, …”, “the B option”
  { pattern: /e[qldg](?=,)|t[mbh]N/g, certain: false },
  // “As for (c), …”, “while b) stays …”, “formats (b) and (c)”
  {
    pattern: new RegExp(
      `(?<=^|[p:,sBcif])b(?:${join}b){0,7}(?=,|[iVvj])|[xv]b(?:${join}b){1,7}(?!f)|(?<=^|p)fb(?=[tqx,])`,
      'g',
    ),
    certain: true,
  },
  // “(a) and (b) leave …”, “A/C: …”
  {
    pattern: new RegExp(`(?<=^|p)b(?:${join}b){1,7}(?=x)|(?<=^|p)[Mmb](?:${join}[Mmb]){1,7}(?=:)`, 'g'),
    certain: false,
  },
  // “The first option is wrong”
  { pattern: new RegExp(`${inOrder}N${isRight}`, 'g'), certain: true, byNoun: true },
  // “Both B and C”, “neither A nor B”, “only D”, “#2”
  {
    pattern: new RegExp(`B${marks}|V?i[Mmb]${ends}|h(?:${join}h){1,7}|(?<=^|[p:,sBc])h(?=[iVvj])`, 'g'),
    certain: false,
  },
  // “The last answer opens …”, “rule out the last one”, “it is not the second one”, “the option above”
  {
    pattern: new RegExp(
      `${starts}${inOrder}N(?=[,iVvjxk])|(?:[eE]|iB)to(?:w?ft)?w?[Nw](?!f)|${inOrder}w${isRight}|tN[xa]?u|tNfto(?![xvNwj])|(?<=f)${inOrder}N(?=[p,:]|$)|(?<=^|p)a?tow?N(?=p|$)`,
      'g',
    ),
    certain: false,
    byNoun: true,
  },
  // “The correct option is the first one”
  { pattern: new RegExp(`[rR]Ni${ordinal}[wN]?(?=[p,s:]|$)`, 'g'), certain: false, byNoun: true },
  // “The following options are …”, “unlike the two below”, “see the one below”
  { pattern: new RegExp(`tw?Fw?N(?=[p,ijVvrR]|$)|twu${isRight}|[BeE]twu`, 'g'), certain: false, byNoun: true },
  // “The correct one is the third”, “the answer is the first one, as …”, “only the third works”, “the second is wrong”, “if you chose the last”, “number 2 is wrong”
  {
    pattern: new RegExp(
      `(?<=^|p)[rR]:t?oN?(?=x|[p,:]|$)|(?<=^|p)Bt?ow?N?(?=[:p,])|V?itofto?w(?![xvN])|tow?N?ftz(?!f)|ktoN(?=[,p])|(?<=^|[p,s])n[dw]cn[dw]|(?:N|[rR]w|(?<=^|p)[rR])i${ordinal}[wN]?(?=[p,s:]|$)|(?<=^|p)N:t?ow?(?=[p,]|$)|Bt?o(?:ct?o)?w?(?=[ijV])|Btoct?o(?=[p,ijVvs]|x[tqf]|$)|(?<=^|[p,])${ordinal}w?(?:${isRight}|V?iE)|[eEk]to(?:w?(?=[p,:siV]|$)|ct?ow?)|(?<=^|[p,cs])n[dw](?:${isRight}|ftz)|tow(?:ct?ow?)?(?=j)|(?<=^|[p,s])${ordinal}w?itN(?=[p,]|$)|iwftow?(?=[p,]|$)`,
      'g',
    ),
    certain: false,
  },
  // “That leaves C”, “D describes …”, “A and C fail”, “Hence B.”, “the answer is 3”
  {
    pattern: new RegExp(
      `k[Mm]${ends}|${starts}(?:m|[Mm]${join}m)(?=j)|${starts}M(?=V?j)|(?<=^|[p,])[sa][Mm](?=p|$)|(?<=^|[p,])[Mm]i(?=p|$)|e[Mm](?=[Vi])|${starts}[Mm]${join}[Mm]VB?(?=[p,]|$)|N(?:i|:)(?:d|n[dw])(?=[p,s]|$)`,
      'g',
    ),
    certain: false,
  },
  // “b and c are wrong”, “2 is wrong”, “(2) is wrong”, “B melts …”, “the first item is wrong”
  {
    pattern: new RegExp(
      `${starts}l(?:${join}l){0,7}${isRight}|(?<=^|p)(?:d(?:${join}d){0,7}|g(?:${join}g){0,7})${isRight}|(?<=^|p)g(?:${join}g){1,7}(?=[iVj])|(?<=^|p)m(?=v(?![iV]))|${inOrder}I${isRight}`,
      'g',
    ),
    certain: false,
  },
  // “Candidate B”, “possibilities 2 and 3”, “look closely at number one”, “No. 2 describes …”
  {
    pattern: new RegExp(
      `${starts}I(?:[mbhgd](?=[p,ijVvs]|$)|M(?=[p,:ijVB]|$)|[Mmbhgd](?:${join}[Mmbhgd]){1,7})|[eE]n[dw](?=[p,:s]|$)|(?<=^|[p,s])n(?:d(?=[ijvV])|w(?=[jvV]))`,
      'g',
    ),
    certain: false,
  },
  // “The first two are …”, “the last two need a …”
  {
    pattern: new RegExp(
      `^${ordinal}(?:w|f(?:[tx]w?|to))?(?=[ijV])|^${ordinal}(?:f(?:[tx]|to))?(?=v(?![fiV]))|^${ordinal}w(?=x[tqf])|(?<=^|p)twfto(?=[,ijvV])`,
      'g',
    ),
    certain: false,
    opening: true,
  },
];
/** “B: …”, “(c) Because …”, “Ans. D” at the beginning of a text. A name (“C. Darwin”) or a sign (“(C) 2024”) is none. */
const lead =
  /^(?:→ ?|[([]?(?:ans(?:wer)?|solution|key|correct|right)\b[.:=–— -]+)?[([]?([A-Ha-h])(?:[\])]\.?(?!\p{L})|[.,:]|(?= [–—-] ))(?= ?$|[\])]? (?!\d|\p{Lu}\.|(?:and|or)\b)(?:[–—-] )?\S)/iu;
const inTurn = 'first|second|third|fourth|fifth|last|final|top|bottom|middle|previous|next';
/** An option by itself: “C”, “(c)”, “the second one”. */
const oneOption = `[A-H](?![\\p{L}\\p{N}'’])|\\([A-Ha-h]\\)|the (?:${inTurn})(?: one| option| answer| choice| alternative)?`;
/** “Look again at …”, “compare this with …” */
const looking =
  '\\b(?:[Ll]ook(?:s|ing)?(?: again| closely| carefully| hard| harder| once more| back)* at|(?:[Tt]ake|[Hh]ave) (?:a|another)(?: close| closer| careful| second| good)? look at|[Rr]econsider|[Rr]e-?read|[Tt]hink (?:again|twice) about|[Ss]ee|[Cc]heck|[Cc]f\\.|[Cc]ompared? (?:(?:it|this|that) )?(?:with|to))';
/** At the beginning of a text, or after a word or two: “Close! Try the one below.” */
const atFirst = '(?<=^(?:\\p{L}+(?: \\p{L}+)?[,.;:!–—-]+ )?)';
const byPlace =
  '(?:just |right |directly )?(?:above|below|before|after|up|down)(?: (?:this|that|it)(?: one)?)?(?=[.,;!]|$)';
/** Ways of speaking that come down to a word of the classes. */
const idioms: readonly (readonly [RegExp, string])[] = [
  [/\b(is|are|was|were)n[’']t\b/g, '$1 not'],
  [/\b(it|that|answer|option|choice)[’']s\b/gi, '$1 is'],
  [/["“‘']([A-H])["”’'](?!\p{L})/gu, '$1'],
  [/\[([A-Ha-h])\](?!\()/g, '($1)'],
  [/(?<=\b(?:option|answer|choice) [A-H])[’']s\b/gi, ''],
  [/\b(?:correct|right) letter\b/gi, 'right answer'],
  [
    /\b(?:in|to|than|from) (?=the (?:first|second|third|fourth|last|top|bottom|middle) (?:option|answer|choice)(?:[,.;:]|$| (?:is|was|has|does|would|closes|opens|starts|gives|means|shows|needs|uses|makes)\b))/gi,
    'reject ',
  ],
  [
    /(?<=^|[.;,:] |\b(?:can|may|you|please) )(?:cross out|strike out|ignore|exclude|dismiss) (?=the (?:first|second|third|fourth|last)\b)/gi,
    'reject ',
  ],
  [/\b(?:compare it with|compare with|see|read|check) (?=the one (?:above|below)\b)/gi, 'reject '],
  [/(?<=[.;(] )(?=the (?:first|last) (?:two|three) (?:are|were|have|had|do|can|would)\b)/gi, 'only '],
  [/\bamong (?=the (?:first|last) (?:two|three)(?:[.,;:]|$))/gi, 'one of '],
  [/\bsee (?=[A-H](?:[.,;](?! \p{L}\.)|$))/giu, 'leaves '],
  [/\b([A-H]) it is\b/g, 'leaves $1'],
  [/\b(?:second|next) to last\b(?= (?:one|option|answer|choice)\b)/gi, 'penultimate'],
  [
    /\b(option|answer|choice) (?:just |directly |right |immediately )?(?:before|after|under|underneath|beneath|over)(?= (?:it|this one|that one)\b)/gi,
    '$1 above',
  ],
  [
    /(?:\b(?:all|each|every|any|no|none)(?: of)?(?: the)?(?: other)? (?:options?|answers?|choices?)|\b(?:options|answers|choices|alternatives))(?: listed| given)? (?:but|except(?: for)?|save|other than|apart from|besides)\b/gi,
    'only',
  ],
  [
    /\bthe (?:(?:two|three) )?(one|option|answer|choice|alternative)s? (?:just |right |directly )?(?:at|on|in|near) the (?:very )?(?:top|bottom|end|beginning|start|middle|left|right)(?! side\b| of (?!the (?:list|options|answers|choices)\b))(?:-hand side| of the (?:list|options|answers|choices))?\b/gi,
    'the top $1',
  ],
  [
    /\b(?:left-?most|right-?most|left-hand|right-hand|upper-?most|lower-?most) (?=(?:option|answer|choice|alternative|one)s?\b)/gi,
    'first ',
  ],
  // “The first pair of options”, “the last two of the answers”
  [
    /(?<=\bthe (?:first|second|last)) (?:(?:pair|couple|half|set|group|one|two|three|few) )?of (?:(?:the|these|our|all) )?(?:(?:three|four|five) )?(?=(?:option|answer|choice|alternative)s\b)/gi,
    ' ',
  ],
  // “Options A to C”, “choices 1–3”
  [
    /(?<=\b(?:option|answer|choice|alternative)s? \(?(?:[A-H]|[a-h]|\d)\)?)(?: through | to | ?[–-] ?)(?=\(?(?:[A-H]|[a-h]|\d)\)?(?![\p{L}\p{N}]))/giu,
    ' and ',
  ],
  [/\b(option|answer|choice|alternative) A (?=(?:you|we|they|it|he|she|one|there)\b)/gi, '$1 (A) '],
  [/\b(?:[Tt]ry|[Cc]onsider) (?=[B-H](?:[.,;!]|$| instead\b| again\b))/g, 'choose '],
  [/(?<=\b[Cc]hoose [B-H]) (?:instead|again)\b/g, ''],
  [
    /(?<=\b(?:tick(?:ed|ing)?|check(?:ed|ing)?|mark(?:ed|ing)?|cross(?:ed|ing)?) the (?:first|second|third|fourth|last|top|bottom|middle)) box\b/gi,
    ' option',
  ],
  [
    /\b(?:check|mark|cross)(?:ed|ing) (?=the (?:first|second|third|fourth|last|top|bottom|middle) (?:option|answer|choice)\b)/gi,
    'ticked ',
  ],
  [/\bthe (option|answer|choice|one) (?:just |right |directly )?(?:before|after)(?=[.,;!]|$)/gi, 'the $1 above'],
  [
    /\b(?:read|revisit|review) (?=the (?:first|second|third|fourth|last) (?:option|answer|choice|alternative)\b)/gi,
    'reject ',
  ],
  // “The reason D is wrong”
  [/\b(reason|fact) (?=[A-H] (?:is|was|are|were|cannot|can['’]t) )/g, '$1 that '],
  [
    /\b(?:is|was) (?:clearly |obviously |therefore |thus |indeed )?the (?:winner|key|culprit|odd one out|outlier|impostor|winning (?:one|answer)|(?:one|option|answer|choice) (?:that )?we are (?:looking for|after))\b/gi,
    'is correct',
  ],
  [/\b(?:is|are|was|were) (?:in(?=valid|accurate|admissible)|not (?=valid|accurate|true\b|so\b))/gi, 'is wrong '],
  [
    /\b[Tt]he (?:other|remaining)(?: two| three| ones?)?(?: options?| answers?| choices?| alternatives?)?(?:,| \(|:| [–—]) ?(?=[A-H](?:[,):]| (?:and|or) [A-H]|, [A-H]))/g,
    'only ',
  ],
  [/\bletters? (?=\([A-Ha-h]\))/gi, 'only '],
  [/\b(?:as for|(?:as regards|as to|regarding|concerning|(?:what|how) about)(?! [A-H]\.))\b/gi, 'unlike'],
  [/\brul(?:e|es|ed|ing) out\b|\b(?:go|goes|went|opt|opted) (?:for|with)\b/gi, 'reject'],
  [
    new RegExp(`${looking} (the (?:${inTurn}) (?:one|option|answer|choice|alternative)) (?=for\\b)`, 'g'),
    'reject $1, ',
  ],
  [
    new RegExp(
      `${looking} (?=(?:the (?:${inTurn}) (?:option|answer|choice|alternative|distractor)|(?:number|no\\.|nr\\.?) ?(?:\\d|one|two|three|four|five))\\b)`,
      'g',
    ),
    'reject ',
  ],
  [
    new RegExp(
      `\\b(?:[Cc]ompar|[Cc]ontrast|[Cc]onfus|[Ww]eigh|[Ss]wapp?|[Mm]ix)(?:e?s|ed|ing|e)?(?: up)? (${oneOption}) (?:with|to|and|against|for|or) (?=${oneOption})`,
      'gu',
    ),
    'leaves $1 and ',
  ],
  [
    new RegExp(
      `\\b(?:[Dd]ifferences? (?:is |lies )?|differ |[Cc]ho(?:ose|osing|ice) |[Dd]ecid(?:e|ing) |torn |waver(?:ed|ing)? |hesitat(?:e|ed|ing) )between (${oneOption}) and (?=${oneOption})`,
      'gu',
    ),
    'leaves $1 and ',
  ],
  [
    new RegExp(
      `\\b(?:[Ww]hat|[Aa]s|[Ww]hatever) (${oneOption}) (?:says?|said|claims?|states?|asserts?|suggests?|proposes?|describes?|puts it|has it|would have it)\\b`,
      'gu',
    ),
    'leaves $1, ',
  ],
  [
    /(?<![\p{L}\p{N}])([B-H])['’]s (?=(?:claim|mistake|error|flaw|wording|statement|definition|description|figure|number)\b)/gu,
    'leaves $1, ',
  ],
  [
    new RegExp(
      `(?<=\\b(?:option|answer|choice|one|statement|claim)) of (?:the|these|all) (?:two|three|four|five|six)(?: options| answers| choices| statements)?(?= (?:is|was)\\b)`,
      'gi',
    ),
    '',
  ],
  [
    /\b(is|was) the (?:one|statement|option|answer|choice) (?:(?:you |we )?(?:have |need |ought )?to|(?:you |we )?(?:should|must)|you|we) (?:tick|choose|pick|mark|select|circle|keep|want|need|go for|look for|be ticked|be chosen|be picked|be marked)\b/gi,
    '$1 correct',
  ],
  [/\b(is|was|are|were) right (?=(?:about|in saying|to say)\b)/gi, '$1 correct '],
  [
    new RegExp(
      `\\b(the (?:${inTurn})) (?:one |option |answer )?(?:down|in line|in the row|from (?:the )?(?:top|bottom|below|above|left|right))(?=[,.]| (?:\\p{L}+s|would)\\b)`,
      'giu',
    ),
    'leaves $1, ',
  ],
  [
    new RegExp(
      `(?<=^|[.,;:(] |\\b(?:because|since|but|and|while|so|that) )(the (?:first|second|third|fourth|last)(?: one)?) (?=\\p{L}+s (?:the|an?|its|their|his|her|no|that|those|this|these|both|only|all|us|you)\\b)`,
      'giu',
    ),
    'leaves $1, ',
  ],
  [
    /\b((?:you|learners|students|many|some|most|who|whoever) (?:chose|choose|pick|picked|tick|ticked|select|selected|took|marked|clicked|reject) the (?:first|second|third|fourth|last|middle|top|bottom))(?: one)?(?=[,.:;]|$| (?:may|might|probably|should|have|has|you)\b)/giu,
    '$1 option',
  ],
  [/\bA (?=(?:will|can|must) \p{L}+[^s\W]s\b)/gu, 'The '],
  [/\b(option|answer|choice) (?:further|lower|higher|farther) (?:up|down)\b/gi, '$1 above'],
  [
    /(?<=^|[.!?;:] )((?:[A-H](?:, |\/| & ))*[A-H](?:,? (?:and|or|&) |\/)[B-H]) (?=(?!(?:and|or|of|in|on|at|to|for|from|with|by|as|minor|major|flat|sharp)\b)\p{Ll}{2,}(?<![^\Ws]s)(?!\p{L}))/gu,
    'only $1 ',
  ],
  [
    /(?<=\b[A-H]) would (?!(?:\p{L}+ly |also |then |only )?be (?:right|correct|true|wrong|false|incorrect)\b)/gu,
    ' describes ',
  ],
  [/(?<=\b[A-H]) (?:is|are) (?:about|what|how|why)\b/g, ' describes'],
  [/\bletters? (?=[A-H](?: (?:is|are|and|or)\b|[:.–—]))/gi, ''],
  [/\b(?:is|are) left with\b/gi, 'leaves'],
  [
    /\b(?:is|are) (?:out(?= (?:because|since|as|for)\b|[.,;:])|a trap\b|a distractor\b|tempting\b|nonsense\b|excluded\b|beside the point\b|made up\b)/gi,
    'fails',
  ],
  [
    /\b(?:all|everything|anything) (?:but|except(?: for)?) (the (?:first|second|third|fourth|last)) (?=\p{L}+ (?:an?|the|no|more)\b)/giu,
    'leaves $1, ',
  ],
  [/\b(?:all|everything|anything|none|nothing|each|any) (?:but|except(?: for)?|other than|apart from)\b/gi, 'only'],
  [/\b(options?|answers?|choices?) (?:number|no\.|nr\.?) ?(?=\d)/gi, '$1 '],
  [/\b(?:no\.|nr\.?) ?(?=\d)/gi, 'number '],
  [/\bopt\. ?(?=[A-H\d(])/gi, 'option '],
  [
    /\bthe (?:option|answer|choice) (?:that (?:is|was|comes|stands) )?(?:listed |given |shown |placed |named )?(?:first|second|third|last)\b(?! (?:time|place|of|in)\b)/gi,
    'the first option',
  ],
  [/\b(option|answer|choice) (?=in the middle\b)/gi, 'middle $1 '],
  [/(?<=\bmiddle (?:option|answer|choice)) +in the middle\b/gi, ''],
  [/\b(?:one|option|answer|choice) from the (?:top|bottom)(?: of the list)?\b/gi, 'option'],
  [
    /\bour (?=(?:first|second|third|fourth|fifth|last|final|middle|top|bottom) (?:option|answer|choice|alternative)\b)/gi,
    'the ',
  ],
  [
    new RegExp(
      `${atFirst}(?:(?:it|that) (?:is|was)|try|take|pick|choose|go for|(?:you|we) (?:want|need|are after)) the (?:next )?(?:one|line|option|answer) ${byPlace}`,
      'giu',
    ),
    'reject the one above',
  ],
  [
    new RegExp(`${atFirst}(?:go|look|move|try) one (?:further |place )?(?:up|down|higher|lower)\\b`, 'giu'),
    'reject the one above',
  ],
  [
    /\bthe one (?:above|below|before|after) this(?: one)?(?= (?:is|was) (?:right|correct|true|the (?:right|correct)))/gi,
    'the option above',
  ],
  [/\b(answer|option|choice) (?:here|in this case|to this) (?=(?:is|was)\b)/gi, '$1 '],
  [
    /(?:(?<=^(?:so )?)(?:it|that) is|\bthe (?:right |correct )?solution is) (?=the (?:first|second|third|fourth|last)(?: one| option)?,? (?:as|since|because|for)\b)/gi,
    'the answer is ',
  ],
  [
    /(?<=^|[.;:] )(?:hence|so|thus|therefore),? (?=the (?:first|second|third|fourth|last) (?:answer|option|choice)[.!;]?(?:$| ))/gi,
    'the answer is ',
  ],
  [
    /\bonly (the (?:first|second|third|fourth|last)) of (?:these|those|them|the (?:three|four|five)) (?=\p{L}+s\b)/giu,
    'leaves $1, ',
  ],
  [/\b(?:answer|option|choice|one) is (?=the one (?:directly |just |right )?(?:above|below)\b)/gi, 'answer, reject '],
  [/\b(response|statement)s? (?=\(?[B-H]\b)/gi, 'option '],
  [/\bitems? (?=\([a-h\d]\))/gi, 'option '],
];
/** “A asks, B answers”, “number 2 is …, number 3 is …”: two of them are options. */
const subject = /(?<=^|[p:,cs])(?:[Mm](?=[Vvj:])|nd(?=[iVvjx]))/g;

/** “The metal listed third”, “the second metal mentioned” */
const listedThing =
  /\bthe (?:(\p{L}+) (?:listed|mentioned|given|named|shown|offered) (?:first|second|third|fourth|last)|(?:first|second|third|fourth|last) (\p{L}+) (?:listed|mentioned|given|named|shown|offered))(?! (?:in|on|by|as|to) (?!the list\b))(?!\p{L})/giu;

/** “Hence B.”; “as B. Franklin” is about a man. */
const concluding = wordSet('so thus therefore hence then');

/** All such places in a text, the certain ones first. */
export function positionsIn(prose: string): readonly PositionReference[] {
  const { text: reworded, places } = idioms.reduce(reword, { text: prose, places: undefined });
  const matches = [...reworded.matchAll(token)];
  const tokens = matches.map(([text]) => text);
  const line = classesOf(tokens);
  const found = shapes.flatMap(({ pattern, certain, byNoun = false, opening = false }) =>
    allIn(line, pattern).flatMap(({ 0: match, index }): PositionReference[] => {
      const written = tokens.slice(index, index + match.length);
      if (/^s[Mm]$/.test(match) && !concluding.has(written[0]?.toLowerCase() ?? '')) return [];
      if (!certain && isFirstChoice(written) && (firstChoiceIs.test(prose) || line[index + match.length] === 'i'))
        return [];
      const marked = written
        .filter((_, i) => /[Mmbdhgql]/.test(match[i] ?? ''))
        .map((mark) => mark.replace(/[#()]/g, ''));
      const [first, last] = [matches[index], matches[index + match.length - 1]];
      const start = first?.index ?? 0;
      const end = (last?.index ?? 0) + (last?.[0].length ?? 1) - 1;
      const [from] = places === undefined ? [start] : (places[start] ?? [0]);
      const [, to] = places === undefined ? [end, end + 1] : (places[end] ?? [0, prose.length]);
      return [
        {
          text: quoted(prose.slice(from, to)),
          marks: marked,
          certain,
          byNoun,
          things: /^[xv]b/.test(match) ? written[0] : undefined,
          opening,
        },
      ];
    }),
  );
  const subjects = new Set(
    [...line.matchAll(subject)].map(({ 0: match, index }) => tokens[index + match.length - 1] ?? ''),
  );
  const speaking =
    subjects.size < 2
      ? []
      : [
          {
            text: [...subjects].join(', '),
            marks: [...subjects],
            certain: false,
            byNoun: false,
            things: undefined,
            opening: false,
          },
        ];
  const listed = [...prose.matchAll(listedThing)].map(([text, before, after]): PositionReference => ({
    text,
    marks: [],
    certain: false,
    byNoun: false,
    things: before ?? after,
    opening: true,
  }));
  return [...found, ...leading(prose), ...speaking, ...listed].toSorted(
    (a, b) => Number(b.certain) - Number(a.certain),
  );
}

/** All matches of a pattern; most have none, and `search` finds that out without a copy of the expression. */
function allIn(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  return text.search(pattern) === -1 ? [] : [...text.matchAll(pattern)];
}

/** Without the bracket of “(answer A)”. */
function quoted(written: string): string {
  const text = written.replace(/\s+/g, ' ').trim();
  return text.endsWith(')') && !text.includes('(') && /^\p{L}{2}/u.test(text) ? text.slice(0, -1) : text;
}

/** From where to where in the author's text a character comes from. */
type Place = readonly [from: number, to: number];

/** A text, and where its characters come from; undefined while it is the author's own. */
interface Said {
  readonly text: string;
  readonly places: readonly Place[] | undefined;
}

/** Replaces an idiom by a word of the classes; each of its characters comes from the whole of what it replaces, so that the author's own words are quoted. */
function reword(said: Said, [idiom, word]: readonly [RegExp, string]): Said {
  const found = allIn(said.text, idiom);
  if (found.length === 0) return said;
  const before = said.places ?? Array.from(said.text.split(''), (_, at): Place => [at, at + 1]);
  let [text, read] = ['', 0];
  const places: Place[] = [];
  for (const { 0: whole, 1: kept = '', index } of found) {
    const put = word.replace('$1', () => kept);
    const place: Place = [before[index]?.[0] ?? 0, before[index + whole.length - 1]?.[1] ?? 0];
    text += said.text.slice(read, index) + put;
    for (; read < index; read += 1) places.push(before[read] ?? place);
    for (let i = 0; i < put.length; i += 1) places.push(place);
    read = index + whole.length;
  }
  const rest = said.text.slice(read);
  for (; read < before.length; read += 1) places.push(before[read] ?? [read, read + 1]);
  return { text: text + rest, places };
}

/** The mark a text begins with; “B. Franklin” begins with a name, “B. Because …” does not. */
function leading(prose: string): readonly PositionReference[] {
  const [text, mark] = lead.exec(prose) ?? [];
  if (text === undefined || mark === undefined || /^[ae],?$/i.test(text)) return [];
  const [, sign = '', next = ''] = /^[A-H]([.,]) (\p{L}+)/u.exec(prose) ?? [];
  if (
    sign === ','
      ? !/^(?:since|as|because|for|which)$/.test(next)
      : sign === '.' && (/^\p{Ll}/u.test(next) || !isFunctionWord(next.toLowerCase()))
  )
    return [];
  return [{ text, marks: [mark], certain: false, byNoun: false, things: undefined, opening: false }];
}

/** The class of each token, one after the other; the `b)` of “f(a, b)” names none, that of “(option B)” does. */
function classesOf(tokens: readonly string[]): string {
  let line = '';
  let open = 0;
  for (const text of tokens) {
    const closes = open > 0 && (text === ')' || /^[a-h]\)$/i.test(text));
    line += closes && text !== ')' && !line.endsWith('N') ? 'x' : classOf(text);
    open += text === '(' ? 1 : closes ? -1 : 0;
  }
  return line;
}

/** “The first choice is a thiazide; the second choice depends on …” */
const firstChoiceIs = /\bfirst choice (?:is|are|was|were|would be|remains)\b/i;

/** “The first choice is …” is what doctors try first. */
function isFirstChoice(written: readonly string[]): boolean {
  return /^the (?:first|second) choice$/i.test(written.join(' '));
}
