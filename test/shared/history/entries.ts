import type { HistoryEntry } from '../../../src-shared/history/entry.ts';

/** An entry of the history for tests; what a test does not care about is a kept deployment by Maria. */
export function entry(change: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    ...{ id: 'run-20261123-100000-abcdef', kind: 'deployment', matter: null },
    ...{ at: '2026-11-23T10:00:00.000Z', endedAt: '2026-11-23T10:01:30.000Z', result: 'done' },
    ...{ by: { name: 'Maria', pc: 'KASSE-1' }, runId: '20261123-100000-abcdef', state: 'confirmed' },
    ...{ version: '0.3.0', previousVersion: '0.2.0', about: '', note: '', changes: [] },
    ...change,
  };
}

export const mailChange = entry({
  ...{ id: 'audit-7', kind: 'settings', matter: 'mail', at: '2026-11-20T10:00:00.000Z', endedAt: null },
  ...{ by: { name: 'Ada', pc: '' }, runId: null, state: null, version: null, previousVersion: null },
  changes: [
    { key: 'NOTIFICATION_TO_EMAILS', secret: false, from: null, to: 'a@example.de, b@example.de' },
    { key: 'SMTP_PASSWORD', secret: true, from: null, to: null },
  ],
});
