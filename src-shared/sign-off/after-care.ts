import { z } from 'zod';
import { runIdSchema } from '../bonctl/run.ts';
import { type AfterCareRules, lookSchema } from '../runbook/sign-off.ts';
import { deviationNoteSchema } from './document.ts';
import { type AssessedCriterion, assessedCriterionSchema } from './evaluate.ts';

/** What a look found, as this PC keeps it. */
export const lookResultSchema = z.object({
  measuredAt: z.string(),
  criteria: z.array(assessedCriterionSchema),
  /** A person's word on what was not as it should be; null before. */
  seen: deviationNoteSchema.nullable(),
});
export type LookResult = z.infer<typeof lookResultSchema>;

/**
 * `ahead`: its time has not come; `due`: it has, and the service has not answered yet; `good`: all as it should be; `asks`: something is not, and
 * nobody has said a word on it; `seen`: somebody has; `overtaken`: another version runs by now.
 */
export const lookStateSchema = z.enum(['ahead', 'due', 'good', 'asks', 'seen', 'overtaken']);
export type LookState = z.infer<typeof lookStateSchema>;

export const lookViewSchema = z.object({
  look: lookSchema.omit({ after: true }),
  dueAt: z.string(),
  state: lookStateSchema,
  result: lookResultSchema.nullable(),
});
export type LookView = z.infer<typeof lookViewSchema>;

/** The looks after one run. */
export const afterCareViewSchema = z.object({
  runId: runIdSchema,
  version: z.string().nullable(),
  looks: z.array(lookViewSchema),
});
export type AfterCareView = z.infer<typeof afterCareViewSchema>;

/** A run that stayed and was signed, with what is known of its looks. Instants in milliseconds since 1970. */
export interface CaredRun {
  readonly endedAt: number;
  /** When the next signed run on this Pi began; null while it is the newest. */
  readonly overtakenAt: number | null;
  readonly results: Readonly<Record<string, LookResult>>;
}

/** How the looks stand at an instant. What was measured stays, even if another version runs by now. */
export function looksAt({ looks }: Pick<AfterCareRules, 'looks'>, run: CaredRun, now: number): LookView[] {
  return looks.map(({ after, ...look }) => {
    const dueAt = run.endedAt + after;
    const result = run.results[look.id] ?? null;
    return { look, dueAt: new Date(dueAt).toISOString(), state: stateOf(result, dueAt, run.overtakenAt, now), result };
  });
}

function stateOf(result: LookResult | null, dueAt: number, overtakenAt: number | null, now: number): LookState {
  if (result?.seen) return 'seen';
  if (result) return isGood(result.criteria) ? 'good' : 'asks';
  if (overtakenAt !== null) return 'overtaken';
  return now < dueAt ? 'ahead' : 'due';
}

/** Everything that counts here was measured and met. */
export function isGood(criteria: readonly AssessedCriterion[]): boolean {
  return criteria.every(({ state }) => state === 'met' || state === 'not-applicable');
}
