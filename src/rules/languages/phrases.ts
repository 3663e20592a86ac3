/**
 * What the rules about wording know of a language besides English: phrases and a little grammar, one file per language. Each
 * pattern is tried on prose without code, and has to be right wherever it is found; what may mean two things is left out.
 */
export interface Phrases {
  /** A whole option that says that all other options hold: “all of the above”. */
  readonly all: RegExp;
  /** A whole option that says that no other option holds: “none of the above”. */
  readonly none: RegExp;
  /** A sentence that asks for what is not so; the group `negation` is the word that turns it round. */
  readonly negative: readonly RegExp[];
  /** A word that makes an option absolute: “always”, “never”. */
  readonly absolute: RegExp;
  /** A question to which “always” is a plain answer: “How often …?” */
  readonly asksHowOften: RegExp;
  /** An option by its place; the group `mark` is its letter, where it has one. */
  readonly place: RegExp;
  /** Words for options, which may be what the question is about: “the first answer of the server”. */
  readonly optionWords: RegExp;
}
