import { CODE, type MarkdownText } from '../engine/view/question.ts';
import type { Choice } from '../engine/view/question.ts';
import { finite } from './clause.ts';
import { isFunctionWord, sentences, words } from './words.ts';

const imperatives = new Set(
  `add analyse analyze answer apply arrange assign assume balance build calculate change check choose circle classify click combine compare complete compose compute connect consider convert correct count
  conjugate create decide define delete deduce derive describe design determine differentiate discuss distinguish divide drag draw drop enter enumerate estimate evaluate examine expand explain express fill find fix follow give highlight
  group guess identify imagine indicate infer insert join judge label list listen locate look mark match measure mention name number order outline pair pick place point predict prove provide put
  rank rate read rearrange recall recommend reconstruct reorder repair replace restate rewrite round say scan select separate set show simplify sketch solve sort specify spell spot state suggest
  summarise summarize supply tell tick think trace transform translate try type underline use verify work write
  allocate bring cite debug demonstrate depict detect diagnose eliminate encode decode encrypt decrypt formulate integrate invert justify modify multiply negate paraphrase perform prepare recognise recognize reduce refactor
  remove resolve simulate subtract tabulate take unscramble advise appraise approximate argue assess capitalise capitalize comment contrast declare defend draft factor factorise
  factorize graph hypothesise hypothesize illustrate implement initialise initialize instantiate interpret interpolate plot prioritise prioritize punctuate rationalise rationalize rephrase reply respond shade
  sequence spot verify weigh`.split(/\s+/),
);
/** Verbs that only set the scene: “Consider this program.” asks for nothing. */
const sceneSetting = new Set([
  'consider',
  'assume',
  'imagine',
  'recall',
  'look',
  'suppose',
  'say',
  'read',
  'examine',
  'think',
]);
const questionWords =
  /^(?:who|whom|whose|what|when|where|which|why|how|what['’]s|who['’]s|is|are|was|were|do|does|did|can|could|will|would|should|has|have)$/i;
/** A gap to fill in: `____`, `_` by itself, `…`, `-----`, `( )`, `[blank]`. */
export const blank =
  /_{2,}|(?<![\p{L}\p{N}])_(?![\p{L}\p{N}])|…|\.\.\.|[-–—]{3,}|\(\s*\)|\[\s*(?:(?:blank|gap|\?)\s*)?\]|\[\[/iu;

/** No sentence ends in these. */
const unfinished = new Set(
  'a about after against an and are as at be because becomes been before between but by called can causes contains costs denotes during equals except for from gives has if how if in include included includes included into involves is means named of needs on or over produces represents requires than that the their then therefore through to towards under unless until was were when where whereas whether which while who whom whose will would with without yields'.split(
    ' ',
  ),
);

const verdict = /^(?:true|false|yes|no|right|wrong|correct|incorrect|agree|disagree|valid|invalid|on|off)$/i;

/** Whether the options are “true” and “false”, “yes” and “no”: the stem is a statement to judge then. */
export function isVerdictPair(choice: Choice): boolean {
  return choice.options.length === 2 && choice.options.every((option) => verdict.test(option.text.visible));
}

/** Whether a stem asks something by itself: a question, an open end, a blank or a request. */
export function asksSomething(stem: MarkdownText): boolean {
  const prose = stem.prose.replace(/\bhttps?:\/\/\S+/g, 'address');
  if (
    /[?:]/.test(prose.replace(/\d:\d|\w:\/\//g, '')) ||
    blank.test(prose) ||
    stem.code.some((code) => /^_+$/.test(code))
  )
    return true;
  return (
    isUnfinished(prose) ||
    sentences(prose).some(
      (sentence) =>
        isRequest(sentence) ||
        questionWords.test(words(sentence)[0] ?? '') ||
        /[,;] (?:what|which|who|how) |\bwhich of (?:the following|these)\b/i.test(sentence),
    )
  );
}

/** “The nurse should first”, “The opposite of hot is”: a sentence begun, for an option to end. */
function isUnfinished(prose: string): boolean {
  const last = sentences(prose).at(-1) ?? '';
  if (/[.!?]["”’)\]]*$/.test(last)) return false;
  if (/[,=]\$?$/.test(last)) return true;
  const said = words(last.toLowerCase());
  return unfinished.has(said.at(-1) ?? '') || said.slice(1).some((word) => finite.has(word));
}

/** “Select …”, “Then name …”, “From the list, choose …”, “Given x, find …”. */
function isRequest(sentence: string): boolean {
  const clauses = sentence.split(/[,;(–—]\s*| - |\band then\b|\bthen\b|\band\b/);
  return clauses.some((clause) => {
    const [first = '', second = '', third = ''] = words(clause).map((word) => word.toLowerCase());
    const verb = /^(?:please|now|then|next|carefully|first|briefly|[a-h]|[ivx]+|\d)$/.test(first) ? second : first;
    const askedFor = /^(?:what|which|who|whether|why|how|if)$/.test(verb === first ? second : third);
    // “Order of operations” names something.
    const named = (verb === first ? second : third) === 'of';
    return imperatives.has(verb) && !named && (!sceneSetting.has(verb) || askedFor);
  });
}

/** Words that only ask, point at the options or judge them. */
const empty = new Set(
  `a an the of in on at is are was were be do does did has have can could would will should which what who where when how why following these this that those it you as and or to not about from with below above
  true false correct incorrect right wrong valid best better most least appropriate accurate suitable statement statements option options answer answers claim claims fact facts thing things item items one ones
  select choose pick mark tick find identify indicate name give all any each both two three apply applies hold holds here there please now only we us know known say said think learn tell wisely carefully well read consider decide judge guess odd out question truth them they`.split(
    /\s+/,
  ),
);

/** “What about comets?”, “Which comet?”, “And comets?”: a topic with a question mark. */
const topicOnly =
  /^(?:(?:and|but|so|now|or|well|okay|ok|right|then|hmm)(?: now)?(?:,|…|\.{2,4}|:| [–—-])? )?(?:(?:(?:what|how) about|what of|(?:(?:any|your) )?(?:thoughts?|ideas?|views?) (?:on|about)) [^\p{L}]*\p{L}+(?:[^\p{L}]+\p{L}+){0,3}|(?:which|what|whose|any) \p{L}+|(?!(?:who|what|when|where|which|why|how|is|are|was|were|do|does|did|can|has|have)\b)(?:(?:the|an?) )?(?:\p{L}+(?:, (?:then|anyone|please))?|\p{L}+(?:['’]s|s['’]) (?:\p{L}+ )?\p{L}+(?<!s)s)|the (?!most\b|\p{L}+(?:est|th)\b|first\b|last\b|only\b)\p{L}+ \p{L}+)\?$|^(?!(?:\p{L}+ )?(?:who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|can)\b)\p{L}+(?: \p{L}+)?\?$/iu;

/** Whether a stem asks by itself, and not only names a topic: “What is recursion?”, “Define recursion.” */
export function asksBriefly(stem: MarkdownText): boolean {
  if (!hasTopic(stem)) return false;
  const asked = stem.prose.endsWith('?') && !onlyNamesTopic(stem);
  return asked || sentences(stem.prose).some(isRequest);
}

/** Whether a stem is a topic with a question mark, and nothing is asked about it. */
export function onlyNamesTopic(stem: MarkdownText): boolean {
  return topicOnly.test(stem.prose);
}

const judging =
  /\b(?:true|false|(?:in)?correct|right|wrong|valid|best|statements?|options?|answers?|claims?|following|these|apply|applies|holds?|know|known|say|said|think|learn)\b/i;

/** Whether a stem only asks to judge the options: “Which of the following is true?” */
export function onlyJudges(stem: MarkdownText): boolean {
  return !hasTopic(stem) && judging.test(stem.prose);
}

const completing =
  /\b(?:complete|finish|continue|end|fill in)(?: the| this| each)?(?: following)? (?:sentences?|statements?|phrases?|blanks?|gaps?)\b/gi;

/** Whether a stem is about anything: a word, a number or code that is no mere scaffolding of a question. */
function hasTopic(stem: MarkdownText): boolean {
  return (
    stem.fences.length > 0 ||
    words(stem.prose.replace(completing, '')).some(
      (word) => word === CODE || !empty.has(word.toLowerCase().replace(/['’]s$/, '')),
    )
  );
}

const oneOfThem =
  /\b(?:(?:which|each|all) (?:one )?of (?:the|these) (?:following )?|(?:choose|select|pick|find|mark|identify|tick) (?:the|all|each|an|one) (?:of the )?(?:\w+ )?)(?:options?|answers?|choices?)\b/gi;

/** Whether options, answers or choices are what a question is about, and not only what it asks to choose from. */
export function isAboutOptions(stem: MarkdownText): boolean {
  return /(?<![\p{L}\p{N}])(?:option|answer|choice)s?(?![\p{L}\p{N}])/iu.test(stem.prose.replace(oneOfThem, ''));
}

const dependsOnOptions =
  /\b(?:which|whom|whose|these|those|this|that|it|following|above|below|here|next|statements?)\b/i;
const saysLittle = new Set(
  'printed shown missing wrong right happens happening output outputs result results value values code program text passage sentence word words picture figure image diagram answer called main idea should could would'.split(
    ' ',
  ),
);

/** How many things a stem names that is a whole question: none for “Which is true?”, “What is missing?” and “Choose the correct form.”, which need their options. */
export function topicCount(stem: MarkdownText): number {
  if (dependsOnOptions.test(stem.prose) || sentences(stem.prose).some(isRequest)) return 0;
  const names = words(stem.prose).filter(
    (word) =>
      word !== CODE &&
      word.length >= 3 &&
      !isFunctionWord(word.toLowerCase()) &&
      !empty.has(word.toLowerCase()) &&
      !saysLittle.has(word.toLowerCase()),
  );
  return names.length + (stem.code.length > 0 || /\d/.test(stem.prose) ? 2 : 0);
}
