import path from 'node:path';

/** Where something is wrong, as far as it is known: a file relative to the content folder, a line and a column from 1. */
export interface FailurePlace {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** A component or the configuration of the course could not be compiled, or threw while a page was made. */
export class ComponentFailure extends Error {
  /** Unknown where no file can be named. */
  readonly place: FailurePlace | undefined;

  constructor(reason: string, place: FailurePlace | undefined, cause: unknown) {
    super(reason, { cause });
    this.name = 'ComponentFailure';
    this.place = place;
  }
}

/** A component threw while the page of a lesson was made; what the file system does wrong is no component's fault. */
export function thrownBy(lesson: string | undefined, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ComponentFailure || 'syscall' in error) return error;
  return new ComponentFailure(reasonIn(error.message), lesson === undefined ? undefined : { file: lesson }, error);
}

/** What a compiler tells of an error. */
interface CompileError {
  readonly message: string;
  readonly id?: string;
  /** Columns from 0. */
  readonly loc?: { readonly file?: string; readonly line?: number; readonly column?: number };
}

/** What the bundler says of a file of the course that cannot be compiled: in a sentence, with its place. */
export function compileFailure(
  error: CompileError & { readonly errors?: readonly CompileError[] },
  content: string,
): { readonly reason: string; readonly place: FailurePlace | undefined } {
  const { message, id, loc } = error.errors?.[0] ?? error;
  // eslint-disable-next-line no-control-regex
  const plain = message.replace(/\u001b\[[\d;]*m/g, '');
  const written = /\[ (\S.*?):(\d+):(\d+) \]/.exec(plain);
  const file = loc?.file ?? id ?? (written === null ? undefined : path.resolve(written[1] ?? ''));
  const reason = reasonIn(plain);
  if (file === undefined) return { reason, place: undefined };
  const inCourse = path
    .relative(content, file.replace(/\?.*$/, '').replace(/(\.mdx?)\.mdx$/, '$1'))
    .split(path.sep)
    .join('/');
  const [line, column] = [
    loc?.line ?? Number(written?.[2]),
    loc?.column === undefined ? Number(written?.[3]) : loc.column + 1,
  ];
  return {
    reason,
    place: inCourse.startsWith('../../')
      ? undefined
      : { file: inCourse, line: line || undefined, column: column || undefined },
  };
}

/** The first sentence: without the plugin's name, a picture of the code, a stack. */
function reasonIn(message: string): string {
  const line =
    message
      .split('\n')
      .find((one) => one.trim() !== '' && !/^Build failed with |^\s+at |^\[plugin [^\]]*\]\s*$/.test(one)) ?? message;
  return line
    .replace(/^\s*(?:\[(?:plugin )?[^\]]*\]:? ?)*/, '')
    .replace(/^(?:\w*Error: )?(?:\[[^\]]*\] )?/, '')
    .trim();
}
