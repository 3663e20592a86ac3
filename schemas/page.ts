import { z } from 'zod';
import { plainText } from './primitives.ts';

/** Front matter of a page of the course, `pages/*.md`. */
export const page = z.strictObject({
  title: plainText.describe('The title, shown as the page’s `h1` and in the footer.').meta({ examples: ['Imprint'] }),
  summary: plainText.optional().describe('One or two sentences under the title, and for search engines.'),
});

export type PageData = z.output<typeof page>;
