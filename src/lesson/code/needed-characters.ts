import { parse, type AlternativeElementNode, type AlternativeNode, type CharacterClassElementNode } from 'oniguruma-parser/parser';

/** A set of ASCII characters: a bit for each, in four integers of 32. */
export type Characters = readonly [number, number, number, number];

const none: Characters = [0, 0, 0, 0];

/** The ASCII characters that stand in a text. */
export function charactersOf(text: string): Characters {
  const found: [number, number, number, number] = [0, 0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 128) found[(code >> 5) as 0 | 1 | 2 | 3] |= 1 << (code & 31);
  }
  return found;
}

/**
 * What an Oniguruma pattern cannot match without: a text that it matches has all the characters of one of these sets, at
 * least. Undefined where nothing can be said. `a(?:b|c)d*` needs {a, b} or {a, c}.
 */
export function neededCharacters(pattern: string): readonly Characters[] | undefined {
  // Case does not matter from here on, or might not: then each letter would be two.
  if (/\(\?[^)(:=!<>]*i/.test(pattern)) return undefined;
  try {
    const sets = ofOneOf(parse(pattern, { rules: { captureGroup: true, singleline: true }, skipBackrefValidation: true, skipPropertyNameValidation: true }).body);
    return sets.some(isEmpty) ? undefined : sets;
  } catch {
    return undefined; // not a pattern
  }
}

/** Whether a text of these characters has all that is needed. */
export function hasNeeded(needed: readonly Characters[], [first, second, third, fourth]: Characters): boolean {
  return needed.some((set) => (set[0] & ~first) === 0 && (set[1] & ~second) === 0 && (set[2] & ~third) === 0 && (set[3] & ~fourth) === 0);
}

function ofOneOf(alternatives: readonly AlternativeNode[]): readonly Characters[] {
  return fewer(alternatives.flatMap(({ body }) => body.map(of).reduce(both, [none])));
}

function of(node: AlternativeElementNode | CharacterClassElementNode): readonly Characters[] {
  switch (node.type) {
    case 'Character':
      return [charactersOf(String.fromCodePoint(node.value))];
    case 'CharacterClass':
      return node.negate || node.kind !== 'union' ? [none] : fewer(node.body.flatMap(of));
    case 'CapturingGroup':
    case 'Group':
      return ofOneOf(node.body);
    case 'LookaroundAssertion':
      // What stands before or after the match stands in the text as well.
      return node.negate ? [none] : ofOneOf(node.body);
    case 'Quantifier':
      return node.min === 0 ? [none] : of(node.body);
    default:
      return [none];
  }
}

/** What is needed where both are. */
function both(one: readonly Characters[], other: readonly Characters[]): readonly Characters[] {
  if (one.length * other.length <= mostSets) return one.flatMap((a) => other.map((b) => merged(a, b)));
  const [few, many] = one.length < other.length ? [one, other] : [other, one];
  return few.map((set) => merged(set, shared(many)));
}

/** So many sets cost less to ask than the search that they spare. */
const mostSets = 12;

function fewer(sets: readonly Characters[]): readonly Characters[] {
  return sets.length > mostSets || sets.some(isEmpty) ? [shared(sets)] : sets;
}

const isEmpty = (set: Characters): boolean => set.every((bits) => bits === 0);
const merged = (a: Characters, b: Characters): Characters => [a[0] | b[0], a[1] | b[1], a[2] | b[2], a[3] | b[3]];
const shared = (sets: readonly Characters[]): Characters => (sets.length === 0 ? none : sets.reduce((a, b) => [a[0] & b[0], a[1] & b[1], a[2] & b[2], a[3] & b[3]]));
