import { z } from 'zod';
import { versionSchema } from '../bonctl/release.ts';
import { checklistAnswerSchema, givenAnswerSchema } from '../readiness/answer.ts';
import { call } from './define.ts';
import { targetIdSchema } from './targets.ts';

/** Answers belong to a version: another one is asked about anew. */
const onVersion = { targetId: targetIdSchema, version: versionSchema };

export const readinessCalls = {
  /** What people have answered to the checklist; of each item the newest. */
  'readiness.answers': call(z.strictObject(onVersion), z.array(givenAnswerSchema)),
  /** Keeps an answer with name, note and time, and gives all of them. Refuses with `checklist.unknown-item`. */
  'readiness.answer': call(
    z
      .strictObject({
        ...onVersion,
        item: z.string().max(60),
        answer: checklistAnswerSchema,
        person: z.string().trim().max(100).default(''),
        note: z.string().trim().max(500).default(''),
      })
      .refine(({ answer, note }) => answer !== 'not-needed' || note.length >= 3, {
        message: 'say why it is not needed',
        path: ['note'],
      }),
    z.array(givenAnswerSchema),
  ),
};
