import { z } from 'zod';
import { personSchema } from '../bonctl/run.ts';

/** `not-needed` says that the question does not apply here; it takes a note that says why. */
export const checklistAnswerSchema = z.enum(['yes', 'no', 'not-needed']);

/** What a person has answered to a question of a list. */
export const givenAnswerSchema = z.object({
  item: z.string(),
  answer: checklistAnswerSchema,
  by: personSchema,
  note: z.string(),
  at: z.string(),
});
export type GivenAnswer = z.infer<typeof givenAnswerSchema>;
