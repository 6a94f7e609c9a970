import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { JournalEntry, JournalEvent, Proof } from '../../../src-shared/bonctl/run.ts';
import { type Runbook, runbookSchema } from '../../../src-shared/runbook/schema.ts';
import { ago } from './times.ts';

/** The runbook that ships. */
export const runbook: Runbook = runbookSchema.parse(
  parse(readFileSync(new URL('../../../resources/runbooks/wix-printer-service.yaml', import.meta.url), 'utf8')),
);

export const maria = { name: 'Maria', pc: 'KASSE-1' };
export const runId = '20261123-170140-a1b2c3';

const proofs: Record<string, Proof> = {
  machine: { code: 'machine-checked', data: { freeBytes: 22_400_000_000 } },
  'database-check': { code: 'database-sound', data: { bytes: 2_300_000 } },
  backup: { code: 'backup-proven', data: { bytes: 2_300_000 } },
  stage: { code: 'release-verified', data: { version: '0.2.0', files: 61 } },
  rehearsal: { code: 'migration-rehearsed', data: {} },
  migrate: { code: 'database-migrated', data: {} },
  settings: { code: 'settings-written', data: {} },
  units: { code: 'units-installed', data: {} },
  stop: { code: 'service-stopped', data: {} },
  switch: { code: 'release-switched', data: { version: '0.2.0' } },
  start: { code: 'service-started', data: {} },
  health: { code: 'health-good', data: { checks: 5 } },
};

/** A journal that is written as the engine writes it: numbered, one second and a bit per entry, from `startSeconds` ago on. */
export function journal(startSeconds: number, events: readonly JournalEvent[], perEntrySeconds = 0.4): JournalEntry[] {
  return events.map(
    (event, place) =>
      ({
        seq: place + 1,
        at: ago(startSeconds - place * perEntrySeconds),
        bootId: '2f6c1c6e-0000-4000-8000-000000000000',
        previous: '0'.repeat(64),
        ...event,
      }) as JournalEntry,
  );
}

export const created = (previousVersion: string | null = '0.1.0'): JournalEvent[] => [
  {
    type: 'run-created',
    runId,
    kind: 'deployment',
    runbook,
    version: '0.2.0',
    previousVersion,
    undoes: null,
    by: maria,
  },
  { type: 'state', from: 'created', to: 'running', event: 'started', reason: null },
  { type: 'guard-armed', window: 'start', remainingMs: 300_000 },
];

export const started = (step: string, forUndo = false): JournalEvent => ({
  type: 'step-started',
  step,
  attempt: 1,
  forUndo,
  memory: {},
});

/** A step from its start to its proof, with a line of output. */
export function performed(step: string, durationMs = 900): JournalEvent[] {
  return [
    started(step),
    { type: 'step-output', step, text: `${step}: ${proofs[step]?.code ?? 'done'}\n/opt/wix-printer-service ok` },
    {
      type: 'step-finished',
      step,
      forUndo: false,
      result: 'done',
      durationMs,
      proof: proofs[step] ?? null,
      error: null,
      skipReason: null,
    },
  ];
}

/** All steps of the runbook up to (and without) the one named. */
export function performedBefore(step: string | null): JournalEvent[] {
  const all = runbook.phases.flatMap((phase) => phase.steps.map(({ id }) => id));
  const until = step === null ? all.length : all.indexOf(step);
  return all.slice(0, until).flatMap((id, place) => performed(id, 600 + place * 170));
}

export const undone = (step: string): JournalEvent[] => [
  started(step, true),
  {
    type: 'step-finished',
    step,
    forUndo: true,
    result: 'done',
    durationMs: 400,
    proof: { code: 'command-undone', data: {} },
    error: null,
    skipReason: null,
  },
];
