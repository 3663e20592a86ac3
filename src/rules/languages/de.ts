import type { Phrases } from './phrases.ts';

/** German: a subordinate clause has a comma, so a question without one is a single clause, and its negation turns it round. */
export const de: Phrases = {
  all: /^(?:alle(?:s)? (?:davon|(?:der )?(?:oben )?(?:genannten|aufgeführten|obigen)(?: (?:antworten|möglichkeiten|optionen|aussagen))?|(?:der )?(?:oben(?:stehenden)?) (?:genannten|aufgeführten|antworten|aussagen)(?: (?:antworten|möglichkeiten|optionen|aussagen))?|(?:antworten|aussagen|optionen)(?: oben)?(?: (?:sind|stimmen|treffen)(?: (?:richtig|korrekt|wahr|zu))?)?)|(?:beide|sämtliche) (?:oben genannten|genannten|obigen|antworten|aussagen)(?: (?:antworten|aussagen))?(?: (?:sind|stimmen|treffen)(?: (?:richtig|korrekt|wahr|zu))?)?)[.!]?$/iu,
  none: /^(?:kein(?:e|er|es|s) (?:davon|(?:der )?(?:oben )?(?:genannten|aufgeführten|obigen)(?: (?:antworten|möglichkeiten|optionen|aussagen))?|der (?:antworten|möglichkeiten|optionen|aussagen)(?: (?:ist|trifft|stimmt)(?: (?:richtig|korrekt|wahr|zu))?)?|dieser (?:antworten|möglichkeiten|optionen|aussagen)(?: (?:ist|trifft|stimmt)(?: (?:richtig|korrekt|wahr|zu))?)?|(?:antwort|aussage|option) (?:ist|trifft|stimmt)(?: (?:richtig|korrekt|wahr|zu))?)|nichts (?:davon|von alledem|(?:des )?(?:oben )?genannte[ns]?))[.!]?$/iu,
  negative: [
    /^(?:(?:in|an|auf|bei|für|mit|zu|von|aus|durch|zu) )?(?:welche[rsnm]?|was|wer|wen|wem)(?!\p{L})[^,?;:]{0,150}?(?<!(?:^|\P{L})(?:ein|eine|einem|einen|einer|eines|der|die|das|den|dem|des|unter|mit|bei|von|aus|für|und|oder|aber)) (?<negation>nicht)(?! (?:nur|mehr|einmal|selten|zuletzt|unbedingt|ganz|\p{L}+(?:ende|ender|enden|endes|bare|baren|lineare|linearen)(?!\p{L})))(?!\p{L})[^,?;:]{0,80}\?$/iu,
    /^(?:welche[rsnm]?|was|wer)(?!\p{L})[^,?;:]{0,120}? (?:ist|sind|war|waren) (?<negation>kein(?:e|er|es|en)?)(?!\p{L})[^,?;:]{0,80}\?$/iu,
    /^(?:all|jede)\p{L}* [^?;:]{0,150}?,? (?<negation>außer|ausgenommen)(?: (?:welche[rsnm]?|einem|einer|eines))?\s?[:?…]?$/iu,
  ],
  absolute:
    /(?<!\p{L})(?:immer|niemals|nie|stets|ausnahmslos|ausschließlich|unmöglich|unter keinen umständen|in jedem fall|auf keinen fall|völlig|vollkommen|hundertprozentig|jederzeit)(?!\p{L})(?! (?:mehr|noch|wieder|größer|kleiner|schneller|besser))/iu,
  asksHowOften:
    /(?<!\p{L})(?:wie (?:oft|häufig|lange|viele?|wahrscheinlich)|wann|adverb\p{L}*|zeitangabe\p{L}*)(?!\p{L})/iu,
  place:
    /(?<!\p{L})(?:(?:antwort(?:möglichkeit)?|option|auswahl)(?:en)? \(?(?<mark>[A-H])\)?(?![\p{L}\p{N}'’-])|(?:die|der) (?:erste|zweite|dritte|vierte|letzte|oberste|unterste)n? (?:antwort(?:möglichkeit)?|option)(?!\p{L})(?! (?:des|der|dieser|dieses|von|vom|auf|aus|im|in)(?!\p{L})))/iu,
  optionWords: /(?<!\p{L})(?:antwort|option|auswahl)/iu,
};
