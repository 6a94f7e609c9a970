import { z } from 'zod';
import { sha256Schema, versionSchema } from '../bonctl/release.ts';
import { personSchema, runIdSchema, runKindSchema } from '../bonctl/run.ts';
import { localizedSchema } from '../localized.ts';
import { givenAnswerSchema } from '../readiness/answer.ts';
import { signingRoleSchema, verificationSchema } from '../runbook/sign-off.ts';
import { assessedCriterionSchema } from './evaluate.ts';
import { incidentSchema } from './incidents.ts';

/** A person's word on why something is not as it should be, and what follows from it. */
export const deviationNoteSchema = z.object({ note: z.string(), by: personSchema, at: z.string() });
export type DeviationNote = z.infer<typeof deviationNoteSchema>;

/** `open`: people have not answered everything yet. Nothing is signed while it is. */
export const signOffStatusSchema = z.enum(['open', 'success', 'partial', 'rolled-back']);
export type SignOffStatus = z.infer<typeof signOffStatusSchema>;

/** Everything that is shown before somebody signs, and thus what is signed: its canonical JSON and nothing else. */
export const signOffDocumentSchema = z.object({
  format: z.literal(1),
  target: z.object({ id: z.string(), name: z.string() }),
  run: z.object({
    id: runIdSchema,
    kind: runKindSchema,
    title: localizedSchema,
    version: versionSchema.nullable(),
    previousVersion: versionSchema.nullable(),
    by: personSchema,
    startedAt: z.string(),
    endedAt: z.string(),
    outcome: z.enum(['confirmed', 'rolled-back']),
  }),
  /** The last line of the run's journal: whoever changes the journal changes this. */
  journal: z.object({ seq: z.number().int(), hash: sha256Schema }),
  measuredAt: z.string(),
  status: signOffStatusSchema,
  criteria: z.array(assessedCriterionSchema),
  questions: z.array(z.object({ question: verificationSchema, answer: givenAnswerSchema.nullable() })),
  incidents: z.array(incidentSchema),
  /** What is missed, unknown or answered no; `about` is the id of the criterion or the question. */
  deviations: z.array(
    z.object({ about: z.string(), title: localizedSchema, explained: deviationNoteSchema.nullable() }),
  ),
  roles: z.array(signingRoleSchema),
});
export type SignOffDocument = z.infer<typeof signOffDocumentSchema>;

type Known = Omit<SignOffDocument, 'format' | 'status' | 'deviations'> & {
  /** The newest of each. */
  readonly notes: Readonly<Record<string, DeviationNote>>;
};

/** The document as it stands: its deviations and its status follow from the rest. */
export function composeDocument({ notes, ...known }: Known): SignOffDocument {
  const against = [
    ...known.criteria
      .filter(({ state }) => state === 'missed' || state === 'unknown')
      .map(({ criterion }) => criterion),
    ...known.questions.filter(({ answer }) => answer?.answer === 'no').map(({ question }) => question),
  ];
  const deviations = against.map(({ id, title }) => ({ about: id, title, explained: notes[id] ?? null }));
  return { format: 1, ...known, status: statusOf(known, deviations), deviations };
}

/** What people still have to say before it can be signed: ids of questions and of deviations. */
export function openIn({ questions, deviations }: Pick<SignOffDocument, 'questions' | 'deviations'>) {
  return {
    questions: questions.filter(({ answer }) => answer === null).map(({ question }) => question.id),
    deviations: deviations.filter(({ explained }) => explained === null).map(({ about }) => about),
  };
}

function statusOf(
  { questions, run }: Pick<SignOffDocument, 'questions' | 'run'>,
  deviations: SignOffDocument['deviations'],
): SignOffStatus {
  const open = openIn({ questions, deviations });
  if (open.questions.length + open.deviations.length > 0) return 'open';
  if (run.outcome === 'rolled-back') return 'rolled-back';
  return deviations.length > 0 ? 'partial' : 'success';
}
