import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { DirectiveUse, LessonSource } from '../source/lesson.ts';

/**
 * What authors may write of one block directive: the reader of a course checks it, editors may complete it. Which directives
 * there are is told to `loadCourse`.
 */
export interface DirectiveSyntax {
  readonly name: string;
  /** `:::name` … `:::` holds blocks, `::name` stands alone. */
  readonly kind: 'container' | 'leaf';
  /** What it is for, to follow “`name`”. */
  readonly purpose: string;
  readonly label: 'optional' | 'none';
  readonly attributes: Readonly<Record<string, AttributeSyntax>>;
  /** Names that other tools have for it, in lower case. */
  readonly otherNames?: readonly string[];
  /** What is wrong with what it holds. `checks/directive-content.ts` has those that fit most. */
  readonly content: ContentCheck;
}

export interface AttributeSyntax {
  /** `flag` stands without a value, `count` is a whole number from 1, `id` names something, `text` is any text. */
  readonly kind: 'flag' | 'text' | 'count' | 'id';
  readonly required?: boolean;
  readonly purpose: string;
}

/** Judges what stands inside one use of a directive that is closed; pure. */
export type ContentCheck = (use: DirectiveUse, lesson: LessonSource) => readonly Diagnostic[];
