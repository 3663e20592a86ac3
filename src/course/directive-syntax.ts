import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { DirectiveUse, LessonSource } from '../source/lesson.ts';

/**
 * The syntax of a block directive, for checks and for completion in editors. `loadCourse` gets the list of directives.
 */
export interface DirectiveSyntax {
  readonly name: string;
  /** `:::name` … `:::` contains blocks, `::name` has no content. */
  readonly kind: 'container' | 'leaf';
  /** Its purpose, as a phrase to follow “`name`”. */
  readonly purpose: string;
  readonly label: 'optional' | 'required' | 'none';
  readonly attributes: Readonly<Record<string, AttributeSyntax>>;
  /** Its names in other tools, in lower case. */
  readonly otherNames?: readonly string[];
  /** Checks its content; common checks are in `checks/directive-content.ts`. */
  readonly content: ContentCheck;
}

export interface AttributeSyntax {
  /**
   * `flag` has no value, `count` is a positive integer, `id` is a reference, `anchor` an id that links may lead to, `text`
   * any text.
   */
  readonly kind: 'flag' | 'text' | 'count' | 'id' | 'anchor';
  readonly required?: boolean;
  readonly purpose: string;
}

/** Checks the content of a closed directive; pure. */
export type ContentCheck = (use: DirectiveUse, lesson: LessonSource) => readonly Diagnostic[];
