import { wordSet } from './words.ts';

/** Auxiliaries, which indicate a statement. */
export const finite = wordSet(
  'is are was were am has have had do does did can cannot could will would shall should must may might needs',
);
const subjects = wordSet('it they he she you we i there everyone everybody everything nobody nothing none');
const determiners = wordSet('the a an its their his her your our my this that these those');
const relatives = wordSet('that which who whose whom where when if unless because as');
const notAfterVerb = wordSet(
  'of in on at by for with from to into onto over under above below between among across during through per via about after before since until than as like and or but nor not all both each every only no any some most many few several half such what which that',
);
const quantifiers = wordSet('all every none only everything everyone everybody nothing nobody');
const leadIns = wordSet(
  'almost nearly not just even of in on at by for with from to after before during about above under over between than like and or but once twice thrice daily as if when because since so while though although until unless except besides without within across through per via',
);

/** “All cells stop …”, “all trees lack …”: the word after the plural is its verb. */
const wholeKind = new RegExp(
  `^(?:all|most) (?:the |other )?(?:\\p{L}+ )?\\p{L}{2,}[^\\Ws]s (?!(?:${[...notAfterVerb, ...leadIns, 'there', 'here', 'alone', 'together', 'combined', 'above', 'listed', 'whose', 'who'].join('|')})(?!\\p{L}))\\p{L}{2,}(?<!ing|ed|ly|[^s]s)(?!\\p{L})`,
  'u',
);

/**
 * Whether a short text is a statement (“All birds fly south in winter”) rather than a noun phrase (“All the birds in
 * the park”). It looks for evidence of a finite verb: an auxiliary outside of relative clauses, a pronoun as subject,
 * an object with an article but without a preposition, or a verb before “all” or “every”.
 */
export function isClause(prose: string): boolean {
  const tokens =
    prose
      .toLowerCase()
      .replace(/^(it|they|he|she|you|we|there|that)['’](?:s|re)\b/, '$1 is')
      .match(/[\p{L}\p{N}\uFFFC]+(?:['’-][\p{L}\p{N}]+)*|[^\s]/gu) ?? [];
  const [first = '', second = ''] = tokens;
  if (
    /^(?:all|none|each|every one|not one) of (?:them|these|those|us) (?!(?:of|in|on|at|by|for|with|from|to|and|or|but|except)\b)\p{L}/u.test(
      tokens.join(' '),
    )
  )
    return true;
  // “That all birds can fly”, but not “that of the birds”
  if (/^(?:that|because)$/.test(first) && tokens.length >= 4 && /\p{L}/u.test(second) && !leadIns.has(second))
    return true;
  if (subjects.has(first) || (first === 'no' && second === 'one')) {
    if (tokens.length < 3 || !/\p{L}/u.test(second)) return false;
    if (!notAfterVerb.has(second)) return true;
  }
  if (wholeKind.test(tokens.join(' '))) return true;
  if (
    /(?:^| )(?:every|each) \p{L}+ \p{L}+[^s\W]s(?: |$)|^(?:all|every|no) (?:\p{L}+ ){1,3}\p{L}{2,}ed$/u.test(
      prose.toLowerCase(),
    )
  )
    return true;
  if (
    quantifiers.has(second) &&
    /\p{L}/u.test(first) &&
    !leadIns.has(first) &&
    !determiners.has(first) &&
    tokens.length >= 2
  )
    return true;
  // “Its decisions bind everyone”
  if (
    tokens.some(
      (token, i) =>
        i >= 2 &&
        /^(?:everyone|everybody|everything|nobody|nothing)$/.test(token) &&
        /^\p{L}+$/u.test(tokens[i - 1] ?? '') &&
        !leadIns.has(tokens[i - 1] ?? '') &&
        !determiners.has(tokens[i - 1] ?? '') &&
        !relatives.has(tokens[i - 1] ?? ''),
    )
  )
    return true;
  if ((first === 'to' || second.endsWith('ing')) && tokens.length > 3 && quantifiers.has(tokens[2] ?? '')) return true;
  const relative = tokens.findIndex((token, i) => i > 0 && relatives.has(token));
  const main = relative === -1 ? tokens : tokens.slice(0, relative);
  if (
    main.some(
      (token, i) => (finite.has(token) || /n['’]t$/.test(token)) && i > 0 && !determiners.has(main[i - 1] ?? ''),
    )
  )
    return true;
  return main.some(
    (token, i) =>
      i >= 2 && determiners.has(token) && /\p{L}/u.test(main[i - 1] ?? '') && !notAfterVerb.has(main[i - 1] ?? ''),
  );
}
