import { z } from 'zod';
import { id, markdown, mostEntries } from '../primitives.ts';
import { answerFacts } from './answers.ts';
import { questionBase } from './base.ts';

/** An open answer, or a card to turn over, that learners compare with a model and grade themselves (QTI extendedTextInteraction). */
export const selfCheck = z.strictObject({
  type: z.literal('self-check'),
  ...questionBase,
  form: z
    .enum(['written', 'card', 'cloze'])
    .default('written')
    .describe(
      'With a field to write in; as a card, to be answered in one’s head; or as a cloze, whose `model` is shown with gaps first.',
    ),
  model: markdown
    .describe(
      'A model answer, shown once one has answered; in a cloze, `[[words]]` between such brackets are gaps until then.',
    )
    .meta({ examples: ['So that the server can answer at any time.'] }),
  criteria: z
    .array(z.strictObject({ id, text: markdown }))
    .max(mostEntries)
    .default([])
    .describe('What a good answer says: learners tick what theirs says. Without any, they say how well they knew it.'),
});
answerFacts.add(selfCheck, { identity: ({ model }, read) => read.plain(model), sameWording: 'answers' });
export type SelfCheck = z.output<typeof selfCheck>;
