import type { ReleaseManifest } from '../../../src-shared/bonctl/release.ts';
import type { Proof } from '../../../src-shared/bonctl/run.ts';
import type { Runbook } from '../../../src-shared/runbook/schema.ts';
import type { ProofCode } from '../../../src-shared/texts/de/proofs.ts';
import type { Machine } from '../machine.ts';
import type { ReleasePlace } from '../releases/releases.ts';

/** What an action is given. */
export interface ActionContext {
  readonly machine: Machine;
  readonly runId: string;
  readonly runbook: Runbook;
  readonly manifest: ReleaseManifest;
  readonly at: ReleasePlace;
  /** Settings that the person gave; some are secrets. */
  readonly settings: Readonly<Record<string, string>>;
  /** The run whose backup is to be put in place; null unless this is a restoring. */
  readonly restores: string | null;
  /** What the step's `prepare` noted before its first attempt. */
  readonly memory: Readonly<Record<string, unknown>>;
  /** What another action of this run noted, or an empty record. */
  recall(action: string): Readonly<Record<string, unknown>>;
  /** A line for the person who watches. */
  say(text: string): void;
  readonly signal: AbortSignal;
}

/**
 * One built-in step. `prepare` notes what `undo` will need and is on disk before `act`. After a crash `check` decides whether
 * `act` was done. `act` and `undo` may run again after being cut off anywhere: they bring about a state, not a change.
 */
export interface Action {
  prepare?(context: ActionContext): Promise<Record<string, unknown>>;
  check(context: ActionContext): Promise<Proof | null>;
  act(context: ActionContext): Promise<Proof>;
  undo?(context: ActionContext): Promise<Proof | null>;
}

/** Did the printer answer before the run? Whichever step looked; null where nobody knows. */
export function printerBefore(recall: ActionContext['recall']): boolean | null {
  const found = recall('check-machine').printer ?? recall('prove-backup').printer;
  return typeof found === 'boolean' ? found : null;
}

/** The service's files below its place. */
export const serviceFiles = {
  settings: '.env',
  database: 'data/printer_service.db',
  data: 'data',
  logs: 'logs',
} as const;

/** A proof: the key of a text in `src-shared/texts`, area `proofs`, with its data. */
export function proof(code: ProofCode, data: Proof['data'] = {}): Proof {
  return { code, data };
}
