import type { RunView, StepView } from '../bonctl/run-view.ts';
import type { Trigger } from '../runbook/triggers.ts';

/** `quiet`: looked at, and fine. `tripped`: a reason for going back, since that instant. `unknown`: nobody can tell yet. */
export type TriggerState =
  | { readonly state: 'quiet' }
  | { readonly state: 'tripped'; readonly since: string }
  | { readonly state: 'unknown' };

export interface WatchedTrigger {
  readonly trigger: Trigger;
  readonly state: TriggerState;
}

/** What is known at an instant. A null is not known, and never taken for fine. */
export interface TriggerEvidence {
  readonly view: RunView;
  /** Whether the print service answers, and since when that holds. */
  readonly service: { readonly answers: boolean; readonly since: string } | null;
  /** Whether what the service keeps its orders on is sound; null for a service that does not tell. */
  readonly storageBadSince: string | null;
  /** Since when mails do not go out; null while they do. Null as a whole: mails are not set up, or nobody knows. */
  readonly mail: { readonly failingSince: string | null } | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const quiet: TriggerState = { state: 'quiet' };
const unknown: TriggerState = { state: 'unknown' };

/** How each reason for going back stands now. Of a run that is over or on its way back nothing is watched any more. */
export function evaluateTriggers(triggers: readonly Trigger[], evidence: TriggerEvidence): WatchedTrigger[] {
  const { view } = evidence;
  if (view.kind === 'rollback' || view.state === 'rolling-back' || view.endedAt) return [];
  return triggers.map((trigger) => ({ trigger, state: stateOf(trigger, evidence) }));
}

/** Those that advise to go back, the longest standing first. */
export function trippedOf(watched: readonly WatchedTrigger[]): { trigger: Trigger; since: string }[] {
  return watched
    .flatMap(({ trigger, state }) => (state.state === 'tripped' ? [{ trigger, since: state.since }] : []))
    .sort((a, b) => Date.parse(a.since) - Date.parse(b.since));
}

function stateOf(trigger: Trigger, evidence: TriggerEvidence): TriggerState {
  switch (trigger.watches) {
    case 'migration':
      return bySteps(trigger, evidence.view, ['rehearse-migration', 'migrate-database']);
    case 'start':
      return bySteps(trigger, evidence.view, ['start-service']);
    case 'health':
      return byHealth(trigger, evidence);
    case 'silence':
      return bySilence(trigger, evidence);
    case 'mail':
      return byMail(trigger, evidence);
  }
}

/** Failed often enough; quiet once all of them are done. */
function bySteps(trigger: Trigger, { phases }: RunView, actions: readonly string[]): TriggerState {
  const steps = phases.flatMap((phase) => phase.steps).filter(({ action }) => action && actions.includes(action));
  const failed = steps.find((step) => step.state === 'failed' && step.attempts >= trigger.times);
  if (failed) return { state: 'tripped', since: endOf(failed) };
  return steps.length > 0 && steps.every(({ state }) => state === 'done') ? quiet : unknown;
}

function byHealth(trigger: Trigger, { view, storageBadSince, now }: TriggerEvidence): TriggerState {
  const checked = bySteps(trigger, view, ['verify-health']);
  if (checked.state === 'tripped') return checked;
  // What was wrong before the run is no reason to undo it.
  const isNew = storageBadSince !== null && Date.parse(storageBadSince) >= Date.parse(view.startedAt);
  if (isNew && now - Date.parse(storageBadSince) >= trigger.after) return { state: 'tripped', since: storageBadSince };
  return checked;
}

/** A service that is being switched may be silent. One that never ran here cannot answer. */
function bySilence({ after }: Trigger, { view, service, now }: TriggerEvidence): TriggerState {
  const steps = view.phases.flatMap((phase) => phase.steps);
  const switching = steps.some(({ state, interrupts }) => interrupts && (state === 'running' || state === 'unknown'));
  const begun = view.previousVersion !== null || steps.some((s) => s.action === 'start-service' && s.state === 'done');
  if (!service || switching || !begun) return unknown;
  if (service.answers) return quiet;
  return now - Date.parse(service.since) >= after ? { state: 'tripped', since: service.since } : quiet;
}

function byMail({ after }: Trigger, { view, mail, now }: TriggerEvidence): TriggerState {
  if (!mail) return unknown;
  const since = mail.failingSince;
  if (since === null || Date.parse(since) < Date.parse(view.startedAt)) return quiet;
  return now - Date.parse(since) >= after ? { state: 'tripped', since } : quiet;
}

function endOf(step: StepView): string {
  const began = step.startedAt ? Date.parse(step.startedAt) : 0;
  return new Date(began + (step.durationMs ?? 0)).toISOString();
}
