import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { repository } from '../../../scripts/build/layout.ts';
import type { RunView } from '../../../src-shared/bonctl/run-view.ts';
import { runbookSchema } from '../../../src-shared/runbook/schema.ts';

/** What is done to a deployment at a step. */
export const faults = ['error', 'engine killed', 'hang', 'ssh drop', 'pc killed', 'power cut'] as const;
export type Fault = (typeof faults)[number];

export interface End {
  readonly state: 'confirmed' | 'rolled-back';
  readonly reason: RunView['rollbackReason'];
  /** Seconds in which it must have come about: after the guard's deadline, after the boot, or after the fault. */
  readonly withinSeconds: number;
}

const { phases } = runbookSchema.parse(
  parse(readFileSync(join(repository, 'resources', 'runbooks', 'wix-printer-service.yaml'), 'utf8')),
);
/** The steps of the shipped runbook, in order. */
export const steps = phases.flatMap((phase) => phase.steps.map((step) => step.id));

/**
 * How a deployment ends when a fault meets one of its steps; the same for every step. After `error` the run asks, and the person
 * chooses the rollback; after `engine killed` and `ssh drop` it goes on by itself, and the person confirms; the PC that was killed
 * does not come back, so that nobody confirms; an engine that hangs is ended by the guard.
 */
const ends: Record<Fault, End> = {
  error: { state: 'rolled-back', reason: 'person', withinSeconds: 60 },
  'engine killed': { state: 'confirmed', reason: null, withinSeconds: 60 },
  hang: { state: 'rolled-back', reason: 'start-window', withinSeconds: 60 },
  'ssh drop': { state: 'confirmed', reason: null, withinSeconds: 60 },
  'pc killed': { state: 'rolled-back', reason: 'confirmation-window', withinSeconds: 60 },
  'power cut': { state: 'rolled-back', reason: 'boot', withinSeconds: 120 },
};

export interface Cell {
  readonly step: string;
  readonly fault: Fault;
  readonly end: End;
}

/** Every step × every fault. */
export const cells: readonly Cell[] = steps.flatMap((step) =>
  faults.map((fault) => ({ step, fault, end: ends[fault] })),
);
