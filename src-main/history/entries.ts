import type { RunState, RunSummary } from '../../src-shared/bonctl/run.ts';
import type { HistoryEntry, HistoryMatter, HistoryResult } from '../../src-shared/history/entry.ts';
import { type SettingChange, unpackChanges } from '../../src-shared/history/setting-change.ts';
import type { SignOffStatus } from '../../src-shared/sign-off/document.ts';
import type { AuditLine } from '../panel/audit.ts';
import type { HashedLine } from '../panel/sign-offs.ts';

const nothingMore = {
  ...{ matter: null, endedAt: null, runId: null, state: null, version: null, previousVersion: null },
  ...{ about: '', note: '', changes: [] },
} satisfies Partial<HistoryEntry>;

const resultOfState: Record<RunState, HistoryResult> = {
  created: 'going',
  running: 'going',
  asking: 'going',
  confirming: 'going',
  'rolling-back': 'going',
  confirmed: 'done',
  'rolled-back': 'rolled-back',
  'needs-person': 'needs-person',
};

/** Runs as the Pi or its mirrored journals tell them, with what this PC's audit adds: the reason, and the settings that were changed along. */
export function entriesOfRuns(runs: readonly RunSummary[], audit: readonly AuditLine[]): HistoryEntry[] {
  const begun = new Map(
    audit
      .filter(({ action }) => ['deployment-started', 'rollback-started', 'restore-started'].includes(action))
      .map(({ data }) => [data.runId ?? '', data]),
  );
  return runs.map((run) => {
    const data = begun.get(run.runId) ?? {};
    const isBack = run.kind === 'rollback' && run.state === 'rolled-back';
    return {
      ...nothingMore,
      ...{ id: `run-${run.runId}`, kind: run.kind, at: run.startedAt, endedAt: run.endedAt, by: run.by },
      // whoever wanted to go back and did has what was wanted
      result: isBack ? 'done' : resultOfState[run.state],
      ...{ runId: run.runId, state: run.state, version: run.version, previousVersion: run.previousVersion },
      note: data.reason ?? '',
      changes: data.changes === undefined ? [] : unpackChanges(data),
    };
  });
}

const matterOfAction: Partial<Record<AuditLine['action'], HistoryMatter>> = {
  'settings-changed': 'service',
  'mail-changed': 'mail',
  'guide-changed': 'guide',
  'restaurant-changed': 'restaurant',
};

/** Changes of settings and of people that this PC's audit tells. Other lines of the audit are none. */
export function entriesOfChanges(audit: readonly AuditLine[]): HistoryEntry[] {
  return audit.flatMap((line): HistoryEntry[] => {
    const same = {
      ...nothingMore,
      ...{ id: `audit-${line.seq}`, at: line.at, by: { name: line.person, pc: '' } },
      result: line.data.takenBack === 'true' ? ('taken-back' as const) : ('done' as const),
    };
    if (line.action === 'people-changed' || line.action === 'pins-reset') return [{ ...same, ...changeOfPeople(line) }];
    const matter = matterOfAction[line.action];
    if (!matter) return [];
    if (line.data.issuer !== undefined)
      return [
        { ...same, kind: 'settings', matter: 'sign-in', about: line.data.issuer, changes: unpackChanges(line.data) },
      ];
    const { takenBack: _said, revision: _number, ...data } = line.data;
    return [{ ...same, kind: 'settings', matter, changes: unpackChanges(data) }];
  });
}

function changeOfPeople({ action, data }: AuditLine): Pick<HistoryEntry, 'kind' | 'matter' | 'about' | 'changes'> {
  if (action === 'pins-reset')
    return { kind: 'people', matter: 'pins-reset', about: '', changes: [open('admins', null, data.admins ?? null)] };
  const about = data.name ?? '';
  if (data.change === 'idle-lock')
    return { kind: 'people', matter: 'idle-lock', about, changes: [open('idleMinutes', null, data.minutes ?? null)] };
  const known = (['added', 'changed', 'removed', 'put-back'] as const).find((word) => word === data.change);
  const renamed = data.nameBefore === undefined ? [] : [open('name', data.nameBefore, about)];
  const role = data.roleBefore === undefined ? [] : [open('role', data.roleBefore, data.role ?? null)];
  const begun = known === 'added' ? [open('role', null, data.role ?? null)] : [];
  const pin = data.pin === undefined ? [] : [{ key: 'pin', secret: true, from: null, to: null }];
  return { kind: 'people', matter: known ?? 'changed', about, changes: [...renamed, ...role, ...begun, ...pin] };
}

function open(key: string, from: string | null, to: string | null): SettingChange {
  return { key, secret: false, from, to };
}

const resultOfStatus: Record<SignOffStatus, HistoryResult> = {
  open: 'going',
  success: 'done',
  partial: 'partial',
  'rolled-back': 'rolled-back',
};

/** Each signature and each addendum; the document that was signed comes with the first and is no entry of its own. */
export function entriesOfSignOffs(lines: readonly HashedLine[]): HistoryEntry[] {
  const documents = new Map(
    lines.flatMap(({ line }) => (line.type === 'document' ? [[line.runId, line.document] as const] : [])),
  );
  return lines.flatMap(({ line }): HistoryEntry[] => {
    if (line.type === 'document') return [];
    const document = documents.get(line.runId);
    return [
      {
        ...nothingMore,
        ...{ id: `sign-off-${line.seq}`, kind: 'sign-off', matter: line.type, at: line.at },
        by: { name: line.signer.name, pc: line.signer.pc },
        result: document ? resultOfStatus[document.status] : 'done',
        runId: line.runId,
        version: document?.run.version ?? null,
        previousVersion: document?.run.previousVersion ?? null,
        about: line.role,
        note: line.type === 'addendum' ? line.text : '',
      },
    ];
  });
}
