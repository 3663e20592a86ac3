import { z } from 'zod';

const address = z.string().describe('`module/question`');
const moment = z.int().min(0).describe('Milliseconds since 1970.');

const answer = z.strictObject({
  response: z.record(z.string(), z.string()).describe('What the form said: name of the control → value.'),
  version: z.string().describe('Fingerprint of the question’s meaning when it was answered.'),
  points: z.number().min(0).max(1),
  at: moment,
  hints: z.int().min(0).describe('Hints that were open.'),
  confidence: z.enum(['sure', 'unsure', 'guess']).optional(),
  again: z.literal(true).optional().describe('The learner was about to answer it again.'),
});

const recall = z
  .tuple([moment, z.literal([1, 2, 3, 4])])
  .describe('When, and how well: 1 again, 2 hard, 3 good, 4 easy (FSRS).');

/** The file a learner exports on `/progress/`, and what the browser stores. */
export const progress = z.strictObject({
  version: z.literal(1).describe('Of this format.'),
  course: z
    .strictObject({ title: z.string(), address: z.string() })
    .optional()
    .describe('The course that the answers belong to, and where it was published.'),
  seed: z.string().describe('Decides on shuffling; drawn once per learner.'),
  reset: moment.describe('When the learner last forgot everything, or went back to before an import.'),
  answers: z.record(address, answer).describe('The last answer to each question.'),
  recalls: z
    .record(address, z.array(recall).max(24))
    .describe('How each question went in review, oldest first: what the schedule is made from.'),
  attempts: z.record(z.string(), z.int().min(0)).describe('By module: how often its quiz was begun anew.'),
});
