import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAnnouncementClerk } from '../../../src-main/announcements/clerk.ts';
import type { Panel } from '../../../src-main/panel/panel.ts';
import { restoreRunbook } from '../../../src-pi/control/restore/restore-runbook.ts';
import type { JournalEntry, JournalEvent } from '../../../src-shared/bonctl/run.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { composeAnnouncement } from '../../../src-shared/runbook/announcements.ts';
import { created, journal, maria, performedBefore, runbook, runId } from '../../renderer/scenes/journal.ts';
import { now as sceneNow } from '../../renderer/scenes/times.ts';
import { panelIn, panelWithPi } from '../../support/panel-with-pi.ts';

let folder: string;
let panel: Panel;
/** The Pi's outbox: key and how often it was asked. `down` is a service that is being switched. */
let outbox: Map<string, { id: number; asked: number; subject: string }>;
let down: boolean;
let instant: number;
let clerks: { stop(): Promise<void> }[];

beforeEach(() => {
  ({ folder, panel } = panelWithPi());
  panel.guides.change('kueche', { informed: { to: ['ayse@example.de'], off: [], language: 'de' } });
  outbox = new Map();
  down = false;
  instant = sceneNow.getTime();
  clerks = [];
});
afterEach(async () => {
  for (const clerk of clerks) await clerk.stop();
  panel.close();
  rmSync(folder, { recursive: true });
});

/** A clerk whose runs are told by hand. `everyMs` is far off: the test says when it looks. */
function clerk(options: { losesAnswer?: boolean; computer?: string; everyMs?: number } = {}) {
  let tell: (entries: JournalEntry[]) => void = () => {};
  const made = createAnnouncementClerk({
    panel,
    ask: async (_target, { body }) => {
      if (down) throw refuse('service.unreachable', {});
      const { key, subject } = body as { key: string; subject: string };
      const known = outbox.get(key);
      outbox.set(key, { id: known?.id ?? outbox.size + 1, asked: (known?.asked ?? 0) + 1, subject });
      if (options.losesAnswer) throw refuse('service.unreachable', {});
      return { mailId: outbox.get(key)?.id, state: 'waiting' } as never;
    },
    follow: (_target, _run, onEntries, signal) =>
      new Promise((resolve) => {
        tell = onEntries;
        signal.addEventListener('abort', () => resolve());
      }),
    templates: () => runbook.announcements ?? [],
    computer: options.computer ?? maria.pc,
    now: () => instant,
    report: (what, error) => {
      throw new Error(what, { cause: error });
    },
    everyMs: options.everyMs ?? 1_000_000,
  });
  clerks.push(made);
  return { ...made, tell: (events: readonly JournalEvent[]) => tell(journal(60, events)) };
}
const confirmed: JournalEvent[] = [
  ...created(),
  ...performedBefore(null),
  { type: 'state', from: 'confirming', to: 'confirmed', event: 'confirmed', reason: null },
];
/** A backup that is restored, up to its end. */
const restoring = (to: 'confirmed' | 'rolled-back'): JournalEvent[] => [
  {
    ...{ type: 'run-created', runId, kind: 'restore', runbook: restoreRunbook(false), version: '0.2.0' },
    ...{ previousVersion: '0.1.0', undoes: null, restores: '20261123-140000-aaaaaa', by: maria },
  },
  { type: 'state', from: 'created', to, event: 'confirmed', reason: null },
];
const states = () => panel.announcements.about('kueche', runId).map(({ occasion, state }) => `${occasion} ${state}`);

test('begun and done are told, each once, however often the journal is read', async () => {
  const ours = clerk();
  ours.watch('kueche', runId);
  ours.tell(created());
  ours.tell(confirmed);
  ours.tell(confirmed);
  await ours.handOver('kueche');
  await ours.handOver('kueche');
  expect(states()).toEqual(['started with-pi', 'done with-pi']);
  expect([...outbox.values()].map(({ asked }) => asked)).toEqual([1, 1]);
  expect([...outbox.values()][1]?.subject).toBe('Fertig: Version 0.2.0 läuft auf „Küche“');
});

test.each([
  ['confirmed', 'done with-pi', 'Auf „Küche“ ist eine Sicherung zurückgespielt'],
  ['rolled-back', 'rolled-back with-pi', 'Auf „Küche“ gilt wieder der Stand von vorher'],
] as const)('a backup that was restored is told as such, once it has ended: %s', async (to, state, subject) => {
  const ours = clerk();
  ours.watch('kueche', runId);
  ours.tell(restoring(to).slice(0, 1));
  expect(states()).toEqual([]);
  ours.tell(restoring(to));
  await ours.handOver('kueche');
  expect(states()).toEqual([state]);
  expect([...outbox.values()].map((mail) => mail.subject)).toEqual([subject]);
});

test('while the service is being switched the mail waits on the PC, over a restart of it, and goes out afterwards', async () => {
  down = true;
  const before = clerk();
  before.watch('kueche', runId);
  before.tell(created());
  await before.handOver('kueche');
  expect(panel.announcements.about('kueche', runId)).toMatchObject([
    { state: 'waiting', problem: 'service.unreachable' },
  ]);
  await before.stop();
  panel.close();
  panel = panelIn(folder);
  down = false;
  clerk({ everyMs: 10 });
  await vi.waitFor(() => expect(states()).toEqual(['started with-pi']));
});

test('killed between asking and hearing, the same key is asked again: one mail in the outbox', async () => {
  const deaf = clerk({ losesAnswer: true });
  deaf.watch('kueche', runId);
  deaf.tell(created());
  await deaf.handOver('kueche');
  await deaf.stop();
  const next = clerk();
  next.watch('kueche', runId);
  next.tell(created());
  await next.handOver('kueche');
  expect([...outbox.keys()]).toEqual([`${runId}:started`]);
  expect(states()).toEqual(['started with-pi']);
});

test('every fifteen minutes while it runs; one that nobody could send is not made up for', async () => {
  const ours = clerk();
  ours.watch('kueche', runId);
  ours.tell(created());
  for (const minutes of [14, 15, 16, 47]) {
    instant = sceneNow.getTime() + minutes * 60_000;
    ours.tell(created());
  }
  await ours.handOver('kueche');
  const keys = panel.announcements.about('kueche', runId).map(({ key }) => key.slice(runId.length + 1));
  expect(keys).toEqual(['started', 'progress:1', 'progress:3']);
});

test('what is no news any more is given up, not sent late', async () => {
  down = true;
  const ours = clerk();
  ours.watch('kueche', runId);
  ours.tell(created());
  await ours.handOver('kueche');
  down = false;
  instant += 2 * 3_600_000 + 1;
  await ours.handOver('kueche');
  expect(states()).toEqual(['started given-up']);
  expect(outbox.size).toBe(0);
});

test('nobody is told who is not listed, of an occasion that is switched off, or of a run begun at another PC', async () => {
  panel.guides.change('kueche', { informed: { to: ['ayse@example.de'], off: ['started'], language: 'de' } });
  const ours = clerk();
  ours.watch('kueche', runId);
  ours.tell(created());
  expect(states()).toEqual([]);
  const elsewhere = clerk({ computer: 'BUERO-2' });
  elsewhere.watch('kueche', runId);
  elsewhere.tell(confirmed);
  panel.guides.change('kueche', { informed: { to: [], off: [], language: 'de' } });
  ours.tell(confirmed);
  expect(states()).toEqual([]);
});

test('the text in the other language is the runbook’s', async () => {
  panel.guides.change('kueche', { informed: { to: ['ayse@example.de'], off: [], language: 'en' } });
  const ours = clerk();
  ours.watch('kueche', runId);
  ours.tell(created());
  const template = runbook.announcements?.find(({ occasion }) => occasion === 'started');
  if (!template) throw new Error('no template');
  const values = { pi: 'Küche', version: '', previous: '', when: '', step: '', minutes: '', person: '', result: '' };
  expect(panel.announcements.about('kueche', runId)[0]?.subject).toBe(
    composeAnnouncement(template, values, 'en').subject,
  );
});

const hours = (amount: number) => new Date(sceneNow.getTime() + amount * 3_600_000).toISOString();
const plan = (fromHours: number, chosenHours: number) =>
  panel.guides.change('kueche', {
    window: {
      ...{ from: hours(fromHours), to: hours(fromHours + 1) },
      planned: { version: '0.2.0', by: 'Maria', at: hours(chosenHours) },
    },
  });
const told = () => panel.announcements.about('kueche', '0.2.0').map(({ subject, state }) => `${subject} ${state}`);
/** Resolves when the clerk has looked at least once since. */
const looks = (count = 1) => {
  const asked = vi.spyOn(panel.targets, 'all');
  return vi.waitFor(() => expect(asked.mock.calls.length).toBeGreaterThan(count));
};

test('what is planned is told a day before, once, and by a PC that was off then as soon as it runs', async () => {
  plan(30, 0);
  clerk({ everyMs: 5 });
  await looks();
  expect(told()).toEqual([]);
  instant += 8 * 3_600_000;
  await vi.waitFor(() => expect(told()).toEqual(['Geplant: neue Version auf „Küche“ with-pi']));
  await looks(3);
  expect([...outbox.values()].map(({ asked }) => asked)).toEqual([1]);
  expect(panel.announcements.about('kueche', '0.2.0')[0]?.paragraphs.join(' ')).toContain('sagen Sie es Maria');
});

test.each([
  ['chosen less than a day before', () => plan(20, 0)],
  ['over', () => plan(-0.5, -48)],
  [
    'switched off',
    () => panel.guides.change('kueche', { informed: { to: ['a@b.de'], off: ['before'], language: 'de' } }),
  ],
  ['planned for no version', () => panel.guides.change('kueche', { window: { from: hours(9), to: hours(10) } })],
])('a plan that is %s is told by nobody but people', async (_name, change) => {
  plan(10, -48);
  change();
  clerk({ everyMs: 5 });
  await looks(2);
  expect(told()).toEqual([]);
});

test('what was planned and is done is neither told nor reminded of any more', () => {
  plan(30, 0);
  const ours = clerk();
  ours.watch('kueche', runId);
  ours.tell(created());
  expect(panel.guides.read('kueche').window).not.toBeNull();
  ours.tell(confirmed);
  expect(panel.guides.read('kueche').window).toBeNull();
});
