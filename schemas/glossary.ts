import { z } from 'zod';
import { plainText, toldApartBy } from './primitives.ts';

const term = z.strictObject({
  term: plainText.describe('The term, as the glossary lists it.').meta({ examples: ['handshake'] }),
  text: plainText
    .describe('What it means, in one or two sentences.')
    .meta({ examples: ['What two programs say to each other before they talk.'] }),
  also: z
    .array(plainText)
    .default([])
    .describe('Other forms and names of it that lessons use.')
    .meta({ uniqueItems: true, examples: [['handshakes']] }),
});

/** `content/glossary.yaml`. */
export const glossary = z.strictObject({
  terms: z
    .array(term)
    .min(1)
    .register(toldApartBy, { keys: ['term'] })
    .describe('The terms of the course, in any order.'),
});

export type Term = z.output<typeof term>;
