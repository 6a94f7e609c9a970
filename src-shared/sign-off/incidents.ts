import { z } from 'zod';
import { type JournalEntry, personSchema, rollbackReasonSchema } from '../bonctl/run.ts';
import { bonwartErrorSchema } from '../contract/errors.ts';
import { localizedSchema } from '../localized.ts';

const common = { at: z.string(), step: localizedSchema.nullable() };

/** Something that did not go as planned, or what was done about it. */
export const incidentSchema = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('failed'), error: bonwartErrorSchema.nullable() }),
  z.object({ ...common, kind: z.literal('undo-failed'), error: bonwartErrorSchema.nullable() }),
  z.object({ ...common, kind: z.literal('retried'), by: personSchema }),
  z.object({ ...common, kind: z.literal('skipped'), by: personSchema, reason: z.string() }),
  z.object({ ...common, kind: z.literal('answered-no'), by: personSchema, reason: z.string() }),
  z.object({ ...common, kind: z.literal('rollback-chosen'), by: personSchema, reason: z.string() }),
  z.object({ ...common, kind: z.literal('rolled-back'), reason: rollbackReasonSchema.nullable() }),
  /** The engine began anew after a kill or a power cut, and went on by its journal. */
  z.object({ ...common, kind: z.literal('resumed') }),
]);
export type Incident = z.infer<typeof incidentSchema>;

/** What a journal tells of failures, decisions and interruptions, in its order. A run without any gives none. */
export function incidentsOf(entries: readonly JournalEntry[]): Incident[] {
  const first = entries.find((entry) => entry.type === 'run-created');
  const steps = first?.runbook.phases.flatMap((phase) => phase.steps) ?? [];
  const titleOf = (id: string | null) => steps.find((step) => step.id === id)?.title ?? null;
  let asked: string | null = null;
  const incidents: Incident[] = [];
  for (const entry of entries) {
    const { at } = entry;
    if (entry.type === 'question') asked = entry.step;
    if (entry.type === 'step-finished' && (entry.result === 'failed' || entry.result === 'unknown'))
      incidents.push({
        kind: entry.forUndo ? 'undo-failed' : 'failed',
        at,
        step: titleOf(entry.step),
        error: entry.error,
      });
    if (entry.type === 'engine-started' && entry.resumed) incidents.push({ kind: 'resumed', at, step: null });
    if (entry.type === 'state' && entry.to === 'rolling-back' && first?.kind === 'deployment')
      incidents.push({ kind: 'rolled-back', at, step: null, reason: entry.reason });
    if (entry.type === 'decision') incidents.push(...decided(entry, titleOf(asked)));
  }
  return incidents;
}

function decided(
  { at, by, decision }: Extract<JournalEntry, { type: 'decision' }>,
  step: Incident['step'],
): Incident[] {
  if (decision.choice === 'retry') return [{ kind: 'retried', at, step, by }];
  if (decision.choice === 'skip') return [{ kind: 'skipped', at, step, by, reason: decision.reason }];
  if (decision.choice === 'rollback') return [{ kind: 'rollback-chosen', at, step, by, reason: decision.reason }];
  if (decision.choice === 'answer' && !decision.yes)
    return [{ kind: 'answered-no', at, step, by, reason: decision.note }];
  return [];
}
