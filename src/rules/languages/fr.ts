import type { Phrases } from './phrases.ts';

/** French: a relative clause begins with “qui”, “que”, “dont” or “où”, so a negation behind one belongs to that clause. */
export const fr: Phrases = {
  all: /^(?:toutes? (?:ces réponses|les réponses(?: (?:ci-dessus|précédentes|proposées|sont (?:correctes|exactes|justes|vraies)))?|les (?:propositions|options|affirmations)(?: (?:ci-dessus|précédentes|sont (?:correctes|exactes|justes|vraies)))?)|tou[ts] (?:ce qui précède|les choix(?: (?:ci-dessus|précédents))?)|tout cela|(?:les deux|chacune de ces) (?:réponses|propositions)(?: (?:sont (?:correctes|exactes|justes|vraies)|ci-dessus|précédentes))?)[.!]?$/iu,
  none: /^(?:aucune? (?:de ces (?:réponses|propositions|options|affirmations)|des (?:réponses|propositions|options|affirmations)(?: (?:ci-dessus|précédentes|proposées))?|(?:réponse|proposition)(?: (?:ci-dessus|n['’]est (?:correcte|exacte|juste|vraie)))?|de ces choix|des choix(?: (?:ci-dessus|précédents))?)|rien de tout cela|ni l['’]une? ni l['’]autre(?: de ces (?:réponses|propositions))?)[.!]?$/iu,
  negative: [
    /^(?:(?:à|dans|pour|avec|de|par|parmi) )?(?:laquelle|lesquelles|lequel|lesquels|quelles?|quels?|qui|que|qu['’]est-ce qu(?:i|e|['’]))(?![\p{L}-])(?:(?! (?:qui|que|dont|où|si|quand|lorsque|parce|pour|afin|sans) | qu['’])[^?;:]){0,140}?(?: n['’]| ne )(?!va |vont |marche )(?:[\p{L}'’-]{1,30} ){1,3}?(?<negation>pas|jamais|aucune?)(?!\p{L})(?! (?:seulement|encore|toujours|que|un moment))[^?;:]{0,90} ?\?$/iu,
    /^(?:tous|toutes|chacun|chacune|chaque) [^?;:]{0,150}?,? (?<negation>sauf|excepté|hormis)(?: (?:une?|lequel|laquelle))?\s?[:?…]?$/iu,
  ],
  absolute:
    /(?<!\p{L})(?:toujours|jamais|systématiquement|absolument|exclusivement|impossible|en aucun cas|dans tous les cas|sans (?:aucune )?exception|totalement|entièrement)(?!\p{L})/iu,
  asksHowOften: /(?<!\p{L})(?:combien|quand|à quelle fréquence|adverbe\p{L}*|fréquence)(?!\p{L})/iu,
  place:
    /(?<!\p{L})(?:(?:réponse|option|proposition)s? \(?(?<mark>[A-H])\)?(?![\p{L}\p{N}'’-])|la (?:première|deuxième|seconde|troisième|quatrième|dernière) (?:réponse|option|proposition)(?!\p{L})(?! (?:du|de|des|d['’]|à|au|en|sur)))/iu,
  optionWords: /(?<!\p{L})(?:réponse|option|proposition)/iu,
};
