import { CODE, type MarkdownText } from '../view/question.ts';
import type { Choice } from '../view/question.ts';
import { sentences, words } from './words.ts';

const imperatives = new Set(
  `add analyse analyze answer apply arrange assign assume build calculate change check choose circle classify click combine compare complete compose compute connect consider convert correct count
  create decide define delete deduce derive describe design determine distinguish divide drag draw drop enter estimate evaluate examine expand explain express fill find fix follow give
  group guess identify imagine indicate infer insert join judge label list locate look mark match measure mention name number order outline pair pick place point predict prove provide put
  rank rate read rearrange recall recommend reconstruct reorder repair replace restate rewrite round say scan select separate set show simplify sketch solve sort specify spell spot state suggest
  summarise summarize supply tell think trace transform translate try type underline use verify work write`.split(/\s+/),
);
/** Verbs that only set the scene: “Consider this program.” asks for nothing. */
const sceneSetting = new Set(['consider', 'assume', 'imagine', 'recall', 'look', 'suppose', 'say', 'read', 'examine', 'follow', 'think']);
const questionWords = /^(?:who|whom|whose|what|when|where|which|why|how|what['’]s|who['’]s|is|are|was|were|do|does|did|can|could|will|would|should|has|have)$/i;
const blank = /_{2,}|…|\.\.\.|\[\s*\]|\[\[/;

const verdict = /^(?:true|false|yes|no|right|wrong|correct|incorrect|agree|disagree|valid|invalid|on|off)$/i;

/** Whether the options are “true” and “false”, “yes” and “no”: the stem is a statement to judge then. */
export function isVerdictPair(choice: Choice): boolean {
  return choice.options.length === 2 && choice.options.every((option) => verdict.test(option.text.visible));
}

/** Whether a stem asks something by itself: a question, an open end, a blank or a request. */
export function asksSomething(stem: MarkdownText): boolean {
  const prose = stem.prose.replace(/\bhttps?:\/\/\S+/g, 'address');
  if (/[?:]/.test(prose.replace(/\d:\d|\w:\/\//g, '')) || blank.test(prose)) return true;
  return sentences(prose).some((sentence) => isRequest(sentence) || questionWords.test(words(sentence)[0] ?? ''));
}

/** “Select …”, “Then name …”, “From the list, choose …”, “Given x, find …”. */
function isRequest(sentence: string): boolean {
  const clauses = sentence.split(/[,;(–—]\s*|\band then\b|\bthen\b|\band\b/);
  return clauses.some((clause) => {
    const [first = '', second = '', third = ''] = words(clause).map((word) => word.toLowerCase());
    const verb = /^(?:please|now|then|next|carefully|first|briefly)$/.test(first) ? second : first;
    const askedFor = /^(?:what|which|who|whether|why|how|if)$/.test(verb === first ? second : third);
    return imperatives.has(verb) && (!sceneSetting.has(verb) || askedFor);
  });
}

const empty = new Set('a an the of in on at is are was were be do does did which what who where when how why following these this that those it true false correct incorrect right wrong best statement statements option options answer answers one select choose pick all apply about not to'.split(' '));

/** Whether a stem is about anything: a word, a number or code that is no mere scaffolding of a question. */
export function hasTopic(stem: MarkdownText): boolean {
  return stem.fences.length > 0 || words(stem.prose).some((word) => word === CODE || !empty.has(word.toLowerCase().replace(/['’]s$/, '')));
}
