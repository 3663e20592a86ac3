import type { LessonData } from '../../schemas/lesson.ts';
import type { ProofData } from '../../schemas/proof.ts';
import type { QuizData } from '../../schemas/quiz.ts';
import type { Span } from '../diagnostics/diagnostic.ts';
import type { Heading, LessonSource } from '../source/lesson.ts';
import type { QuizTexts } from '../source/quiz-text.ts';
import type { YamlSource } from '../source/yaml.ts';
import type { ModuleFolder } from './layout.ts';
import type { SoundParts } from './schema.ts';

/** One module as read: whatever could be, each part on its own, so that one broken part silences no other. */
export interface ModuleFile {
  readonly slug: string;
  readonly folder: ModuleFolder;
  readonly lesson: LessonFile | undefined;
  readonly quiz: QuizFile | undefined;
  readonly proof: ProofData | undefined;
  /** The parts that the lesson imports, itself or by a component or part, in order. */
  readonly parts: readonly ShownPart[];
  /** Every heading on its page in the order of reading. */
  readonly outline: readonly Heading[];
}

/** A part as one module shows it. */
export interface ShownPart extends PartFile {
  /** Whether no earlier module shows it, drafts coming last. */
  readonly isOwn: boolean;
}

export interface LessonFile {
  readonly file: string;
  readonly format: 'md' | 'mdx';
  readonly frontMatter: YamlSource | undefined;
  readonly source: LessonSource | undefined;
  readonly data: LessonData | undefined;
  /** What is right in the front matter; nothing where it cannot be read. */
  readonly sound: SoundParts<LessonData>;
}

export interface QuizFile {
  readonly file: string;
  readonly source: YamlSource | undefined;
  readonly data: QuizData | undefined;
  /** What is right in the quiz; nothing where it cannot be read. */
  readonly sound: SoundParts<QuizData>;
  /** Its Markdown texts, read. */
  readonly texts: QuizTexts;
  /** What YAML itself has wrong: duplicate keys, aliases of nothing. What stands around them may not be what was meant. */
  readonly mistakes: readonly Span[];
}

/** A Markdown or MDX file that a lesson or another part imports, as read. */
export interface PartFile {
  readonly file: string;
  /** Undefined where it cannot be read. */
  readonly source: LessonSource | undefined;
  /** What its front matter says, where it has any. */
  readonly frontMatter: unknown;
}
