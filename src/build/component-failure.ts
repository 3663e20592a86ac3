/** A component of the course could not be compiled, or threw while its page was made. */
export class ComponentFailure extends Error {
  /** The lesson whose page was being made, relative to the content folder; unknown where no page was begun. */
  readonly lesson: string | undefined;

  constructor(reason: string, lesson: string | undefined, cause: unknown) {
    super(reason, { cause });
    this.name = 'ComponentFailure';
    this.lesson = lesson;
  }
}

/** What our own pages and the file system do wrong passes through: that is no component's fault. */
export function componentFailure(error: unknown, lesson: string | undefined): unknown {
  if (!(error instanceof Error) || error instanceof ComponentFailure) return error;
  if ('syscall' in error) return error;
  // The bundler puts a heading, its plugin's name and a stack around place and reason.
  const reason = error.message.replace(/^Build failed with .*$/m, '').replace(/^\[plugin [^\]]*\] /gm, '');
  return new ComponentFailure(reason.split('\n').filter((line) => line.trim() !== '' && !/^\s+at /.test(line)).join(' '), lesson, error);
}
