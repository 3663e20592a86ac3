/** A word as it is compared: compatibility forms, marks and case are gone, so `uber` finds `über`. */
function folded(word: string): string {
  const lower = word.toLowerCase();
  // eslint-disable-next-line no-control-regex
  if (/^[\0-\x7f]*$/.test(lower)) return lower;
  return lower.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').normalize('NFC');
}

/** Languages that put no spaces between words. */
const withoutSpaces = /^(?:zh|ja|th|lo|km|my)(?:-|$)/i;

const runs = /[\p{L}\p{M}\p{N}_]+/gu;

/** How many characters of a word count: nobody types longer ones, and code may hold anything. */
const longest = 40;

/** The terms of a text, in order, with repeats: its words, and the parts of identifiers such as `readFile` and `max_age`. */
export function termsOf(text: string, language: string): readonly string[] {
  const terms: string[] = [];
  for (const [run] of text.matchAll(runs)) {
    if (withoutSpaces.test(language) && /[^\0-\u02ff]/.test(run)) {
      for (const { segment, isWordLike } of segmenterOf(language).segment(run))
        if (isWordLike === true) terms.push(folded(segment).slice(0, longest));
      continue;
    }
    const whole = folded(run).slice(0, longest);
    terms.push(whole);
    if (!/_|\p{Ll}\p{Lu}/u.test(run)) continue;
    for (const part of run.split(/_+|(?<=\p{Ll})(?=\p{Lu})/u)) {
      const term = folded(part).slice(0, longest);
      if (term !== '' && term !== whole) terms.push(term);
    }
  }
  return terms;
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(language: string): Intl.Segmenter {
  let segmenter = segmenters.get(language);
  if (segmenter === undefined)
    segmenters.set(language, (segmenter = new Intl.Segmenter(language, { granularity: 'word' })));
  return segmenter;
}
