import { z } from 'zod';
import type { PhaseView, RunView } from '../../src-shared/bonctl/run-view.ts';
import { knownSettingSchema } from '../../src-shared/contract/deployment.ts';
import type { RunForComparison } from '../../src-shared/contract/history.ts';
import type { AuditLine } from '../panel/audit.ts';

/** What two runs are compared by. The settings are those that the audit of this PC recorded at the start. */
export function runForComparison(view: RunView, audit: readonly AuditLine[]): RunForComparison {
  const { runId, state, version, previousVersion, by, startedAt, endedAt, phases, decisions } = view;
  const begun = audit.find(({ action, data }) => action === 'deployment-started' && data.runId === runId);
  return {
    ...{ runId, state, version, previousVersion, by, startedAt, endedAt },
    phases: phases.map((phase) => ({ id: phase.id, title: phase.title, durationMs: durationOf(phase) })),
    repeated: phases.flatMap(({ steps }) => steps.filter(({ attempts }) => attempts > 1).map(({ title }) => title)),
    decisions: decisions.length,
    settings: settingsIn(begun?.data.settings),
  };
}

function durationOf({ steps }: PhaseView): number | null {
  const begun = steps.filter(({ startedAt }) => startedAt !== null);
  return begun.length === 0 ? null : begun.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0);
}

function settingsIn(text: string | undefined): RunForComparison['settings'] {
  if (text === undefined) return null;
  try {
    return z.record(z.string(), knownSettingSchema).safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
