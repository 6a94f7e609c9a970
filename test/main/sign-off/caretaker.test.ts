import { afterEach, beforeEach, expect, test } from 'vitest';
import { afterCareCalls } from '../../../src-main/calls/after-care.ts';
import type { KeptAnnouncement } from '../../../src-main/panel/announcements.ts';
import type { AskTarget } from '../../../src-main/service-api/asking.ts';
import { type Caretaker, createCaretaker } from '../../../src-main/sign-off/caretaker.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import type { Announcement } from '../../../src-shared/runbook/announcements.ts';
import { about, type Desk, kept, runbook, startDesk, takenBack } from './signed-run.ts';

const hour = 3_600_000;
const figures = {
  ...{ memoryMegabytes: null, cpuPercent: null, temperatureCelsius: null },
  ...{ queryMilliseconds: null, recoverySeconds: null },
};

/** A service whose uptime (percent) the test sets; null: it does not answer. */
let uptime: number | null = 100;
const ask = (async (
  _target: string,
  { path, answer }: { path: string; answer: { parse(value: unknown): unknown } },
) => {
  if (uptime === null) throw refuse('service.unreachable', {});
  const answers: Record<string, unknown> = {
    '/bonwart/samples': {
      ...{ since: '', until: '', uptimePercent: uptime, points: [] },
      figures: { ...figures, answerMilliseconds: { average: 5, mostly: 9, worst: 12 } },
    },
    '/bonwart/order-page': { orders: [], more: false, complete: true },
    '/bonwart/mail/history': [],
    '/bonwart/statistics': { days: [], medianSeconds: null, slowestTwentiethSeconds: null },
    '/health/metrics': { current: null },
  };
  const found = Object.entries(answers).find(([beginning]) => path.startsWith(beginning));
  if (!found) throw refuse('service.too-old', {});
  return answer.parse(found[1]);
}) as AskTarget;

let desk: Desk;
let caretaker: Caretaker;
let now: number;
let mails: Omit<KeptAnnouncement, 'state' | 'mailId' | 'problem' | 'createdAt'>[];

/** Signs a run and begins to look after it, at the instant of its end. */
async function sign(events: typeof kept): Promise<void> {
  desk = await startDesk(events);
  const { documentHash, document } = await desk.answerAll();
  await desk.sign(0, documentHash);
  now = Date.parse(document.run.endedAt);
  desk.panel().guides.change(about.targetId, { informed: { to: ['chef@example.de'], off: [], language: 'de' } });
  const rules = runbook.signOff?.afterCare;
  if (!rules) throw new Error('the runbook has no after-care');
  caretaker = createCaretaker({
    ...{ panel: desk.panel(), ask, rulesOf: () => rules, now: () => now, everyMs: hour },
    templates: () => runbook.announcements as readonly Announcement[],
    keep: (mail) => mails.push(mail),
    report: (_what, error) => {
      throw error;
    },
  });
}
const states = () => caretaker.read(about.targetId)[0]?.looks.map(({ state }) => state);
const lookAfter = async (hours: number) => {
  now += hours * hour;
  await caretaker.look();
};

beforeEach(() => {
  uptime = 100;
  mails = [];
});
afterEach(async () => {
  await caretaker.stop();
  desk.close();
});

test('each look makes itself when its time has come, once, and tells those who are to know', async () => {
  await sign(kept);
  expect(states()).toEqual(['ahead', 'ahead', 'ahead']);
  await lookAfter(23.9);
  expect(mails).toEqual([]);
  await lookAfter(0.2);
  await lookAfter(0.2);
  expect(states()).toEqual(['good', 'ahead', 'ahead']);
  expect(mails.map(({ subject }) => subject)).toEqual(['Nach 24 Stunden: Version 0.2.0 auf „Küche <1>“']);
  expect(mails[0]).toMatchObject({ occasion: 'after-care', to: ['chef@example.de'] });
  expect(mails[0]?.paragraphs.join(' ')).toContain('Alles ist, wie es sein soll.');
  await lookAfter(24);
  await lookAfter(120);
  expect(states()).toEqual(['good', 'good', 'good']);
  expect(mails).toHaveLength(3);
});

test('what is not as it should be asks for a person, until one has said a word', async () => {
  await sign(kept);
  uptime = 91.5;
  await lookAfter(25);
  expect(states()).toEqual(['asks', 'ahead', 'ahead']);
  expect(mails[0]?.paragraphs.join(' ')).toMatch(/Lief der Druckdienst: 91,5\s%.*mindestens 99,5\s%/);
  const calls = afterCareCalls({ panel: desk.panel() }, caretaker);
  const word = { ...about, look: 'after-a-day', note: 'Stromausfall am Abend', person: 'Maria' };
  const context = { signal: new AbortController().signal, window: 'one' };
  let changes = 0;
  caretaker.listen(() => {
    changes += 1;
  });
  calls['afterCare.see'](word, context);
  expect(changes).toBe(1);
  expect(states()).toEqual(['seen', 'ahead', 'ahead']);
  expect(() => calls['afterCare.see'](word, context)).toThrow(/unknown-item/);
  expect(() => calls['afterCare.see']({ ...word, look: 'after-a-week' }, context)).toThrow(/unknown-item/);
  const [found, seen] = desk.panel().audit.all().slice(-2);
  expect(found).toMatchObject({ action: 'looked-after', data: { look: 'after-a-day', missed: 'always-there' } });
  expect(seen).toMatchObject({ action: 'look-seen', data: { note: 'Stromausfall am Abend' } });
});

test('a service that does not answer is asked again; a PC that was off for days makes up for it with one mail', async () => {
  await sign(kept);
  uptime = null;
  await lookAfter(60);
  expect(states()).toEqual(['due', 'due', 'ahead']);
  expect(mails).toEqual([]);
  uptime = 100;
  await lookAfter(0);
  expect(states()).toEqual(['good', 'good', 'ahead']);
  expect(mails.map(({ subject }) => subject)).toEqual(['Nach 48 Stunden: Version 0.2.0 auf „Küche <1>“']);
});

test('nothing is looked after where the run was taken back', async () => {
  await sign(takenBack);
  await lookAfter(200);
  expect(caretaker.read(about.targetId)).toEqual([]);
});
