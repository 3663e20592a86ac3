import type { Span } from '../../diagnostics/diagnostic.ts';
import { listed } from '../../text/lists.ts';
import { problem, type Report } from '../problem.ts';

/** The command that brings a translation up to date, as it can be typed. */
export function translateCommand(language: string, file: string, flag = ''): string {
  const slug = /^modules\/([^/]+)\//.exec(file)?.[1];
  return `lectern translate ${language}${slug === undefined ? '' : ` --module ${slug}`}${flag}`;
}

/** What a translation says of the version that it was made of. */
interface Marked {
  /** The hash that it names, if any. */
  readonly written: string | undefined;
  readonly current: string;
  at(): Span;
  original(): Span;
  readonly what: string;
  readonly language: string;
  readonly file: string;
}

/** A translation that was made of an earlier version of its original, or does not say of which. */
export function staleness({ written, current, at, original, what, language, file }: Marked): Report[] {
  if (written === current) return [];
  return [
    problem('translation-stale', at(), {
      message:
        written === undefined
          ? `the ${what} does not say which version of the original it translates`
          : `the original of the ${what} has changed since it was translated`,
      why: 'learners of this language may read what is no longer so',
      fix: `bring it up to date, then run \`${translateCommand(language, file, ' --done')}\``,
      related: [{ ...original(), message: 'the original as it is now' }],
    }),
  ];
}

/** A part that stays in the language of the original, because not all of it is translated. */
export function untranslatedPart({
  at,
  what,
  lacking,
  language,
  file,
}: {
  readonly at: Span;
  readonly what: string;
  readonly lacking: readonly string[];
  readonly language: string;
  readonly file: string;
}): Report {
  return problem('translation-missing', at, {
    message: `the ${what} has no ${listed(lacking.length > 3 ? [...lacking.slice(0, 2), `${lacking.length - 2} more texts`] : lacking)} in \`${language}\``,
    why: 'what is not wholly translated is shown in the language of the original',
    fix: `run \`${translateCommand(language, file)}\`, which adds what is missing, and translate it`,
  });
}
