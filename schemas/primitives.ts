import { z } from 'zod';
import { textKinds } from './texts.ts';

/** Ids and slugs: lower-case words joined by single hyphens. They are stored and linked to, so they are permanent. */
export const id = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'expected lower-case letters and digits joined by single hyphens, such as `open-connection`',
  );

const someText = () => z.string().regex(/\S/, 'expected some text');

/** Text that is not empty or only white space, and not shown as prose: names, answers to compare with. */
export const text = someText();

/** CommonMark with GFM and fenced code; no directives, no MDX, no raw HTML. */
export const markdown = someText().register(textKinds, { kind: 'markdown' });

/** Prose that is shown exactly as written, where markup is not possible. */
export const plainText = someText().register(textKinds, { kind: 'plain' });

/** An address on the web, or a file of the course, as in a link of a lesson. */
export const link = someText().register(textKinds, { kind: 'link' });

/** A program or its output, verbatim. */
export const code = z.string().register(textKinds, { kind: 'code' });

/**
 * Lists whose entries are identified by keys other than `id`: by the first of these that an entry has. Entries of all
 * other lists are identified by their `id`, if they have one; a list of plain names sets `uniqueItems`.
 */
export const toldApartBy = z.registry<{ readonly keys: readonly string[] }>();

/** Options, items or pairs of one question: far more than anybody can choose from, and few enough to compare each with each. */
export const mostEntries = 100;

/** `{ rule-code: reason }`: silences a rule that is wrong, next to what it reports. */
export const silence = z.record(id, text).describe('Rules that are wrong here, each with the reason.');

/**
 * A percentage, 0 to 100. Fractions below 1 are rejected: 0.7 means 70, and taken literally every learner would pass.
 */
export const percent = z
  .number()
  .min(0)
  .max(100)
  .check(({ value, issues }) => {
    if (value > 0 && value < 1)
      issues.push({
        code: 'custom',
        input: value,
        message: 'expected per cent, not a fraction',
        params: { meant: Number((value * 100).toPrecision(12)) },
      });
  });

/** A language tag: language, script, region and variants of BCP 47 (RFC 5646, section 2.1), no extensions. */
export const languageTag = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-([A-Za-z\d]{5,8}|\d[A-Za-z\d]{3}))*$/, {
    error: 'expected a BCP 47 language such as `en` or `de-CH`',
    abort: true,
  })
  // `Intl` and browsers refuse `de-1996-1996` (RFC 5646, section 2.2.5).
  .check(({ value, issues }) => {
    const variants = new Set<string>();
    const meant = value
      .split('-')
      .filter((part) => {
        if (!/^(?:[a-z\d]{5,8}|\d[a-z\d]{3})$/i.test(part)) return true;
        const isNew = !variants.has(part.toLowerCase());
        variants.add(part.toLowerCase());
        return isNew;
      })
      .join('-');
    if (meant !== value)
      issues.push({ code: 'custom', input: value, message: 'expected each variant once', params: { meant } });
  });
