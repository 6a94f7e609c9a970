import { expect, test } from 'vitest';
import { showNotices } from '../../../src-main/host-electron/show-notices.ts';
import { createAnnouncer } from '../../../src-main/panel/announcer.ts';
import { createScreenNotices } from '../../../src-main/screen-notices/screen-notices.ts';
import { type StatusEvent, silenceMs } from '../../../src-main/service-api/status-watch.ts';
import type { ScreenNotice } from '../../../src-shared/contract/app.ts';
import type { Moment } from '../../../src-shared/moment.ts';
import type { ServiceStatus } from '../../../src-shared/service/panel.ts';
import { texts } from '../../../src-shared/texts/index.ts';

const fine: ServiceStatus = {
  release: '1.0.0',
  startedAt: 't',
  at: 't',
  printer: { name: 'Küche', state: 'ready', since: 't', acknowledgement: null },
  printers: [],
  wix: { state: 'online', since: 't', detail: '' },
  queue: { waiting: 0, held: 0, unknown: 0, scheduled: 0, oldestAt: null },
  lastPrinted: null,
  recovery: null,
};
const withQueue = (change: Partial<ServiceStatus['queue']>): ServiceStatus => ({
  ...fine,
  queue: { ...fine.queue, ...change },
});
const withPrinter = (state: ServiceStatus['printer']['state']): ServiceStatus => ({
  ...fine,
  printer: { ...fine.printer, state },
});

/** One Pi, a time that only moves when it is told to, and a screen that writes down what it shows. */
function bench() {
  const time: Moment & { wall: number; steady: number } = { wall: 1_000_000, steady: 0 };
  const changes = createAnnouncer();
  const preferences = { language: 'de' as 'de' | 'en', theme: 'system', sound: 'off', notices: 'on' as 'on' | 'off' };
  let targets = [{ id: 'kueche', name: 'Löwen' }];
  let tick = () => {};
  let emit: (event: StatusEvent) => void = () => {};
  const watched: AbortSignal[] = [];
  const notices = createScreenNotices({
    panel: {
      targets: { all: () => targets, listen: changes.listen },
      preferences: { read: () => preferences },
    } as never,
    statuses: {
      watch: async (_id, tell, signal) => {
        emit = tell;
        watched.push(signal);
      },
    },
    every: (_milliseconds, run) => {
      tick = run;
      return () => {
        tick = () => {};
      };
    },
    clocks: () => ({ ...time }),
  });
  const shown: ScreenNotice[] = [];
  return {
    notices,
    shown,
    watched,
    preferences,
    titles: () => shown.splice(0).map(({ title }) => title.replace('Löwen: ', '')),
    say: (status: ServiceStatus) => emit({ kind: 'status', status }),
    hearBeat: () => emit({ kind: 'heard' }),
    fallSilent: (reason: 'pi-unreachable' | 'not-installed') => emit({ kind: 'silent', since: 't', reason }),
    unpair: () => {
      targets = [];
      changes.announce();
    },
    /** Time passes, and it is looked at twice a second. */
    pass: (milliseconds: number) => {
      for (let gone = 0; gone < milliseconds; gone += 500) {
        time.wall += 500;
        time.steady += 500;
        tick();
      }
    },
    sleep: (milliseconds: number) => {
      time.wall += milliseconds;
      tick();
    },
  };
}
const words = texts.de.notices;

test('a Pi that falls silent is told within fifteen seconds of its last word, once, and that it is back', () => {
  const { notices, shown, titles, say, hearBeat, fallSilent, pass } = bench();
  notices.listen((notice) => shown.push(notice));
  say(fine);
  for (let beats = 0; beats < 10; beats += 1) {
    pass(5_000);
    hearBeat();
  }
  pass(silenceMs - 1_000);
  expect(titles()).toEqual([]);
  pass(500);
  expect(titles()).toEqual([words.silent.title]);
  fallSilent('pi-unreachable');
  pass(3_600_000);
  expect(titles()).toEqual([]);
  say(fine);
  pass(500);
  expect(titles()).toEqual([words.silent.over]);
});

test('each further ticket that waits for a person is told, fewer are not, and when none does any more', () => {
  const { notices, shown, titles, say, pass } = bench();
  notices.listen((notice) => shown.push(notice));
  for (const [held, unknown] of [
    [1, 0],
    [1, 0],
    [1, 1],
    [0, 1],
    [1, 1],
    [0, 0],
    [0, 0],
  ] as const) {
    say(withQueue({ held, unknown }));
    pass(500);
  }
  const { title, over } = words.held;
  expect(titles()).toEqual([title, title, title, over]);
});

test('a printer that stands is told in the words of the status, one that is opened for a moment is not', () => {
  const { notices, shown, titles, say, pass } = bench();
  notices.listen((notice) => shown.push(notice));
  say(withPrinter('cover-open'));
  pass(2_500);
  say(fine);
  pass(5_000);
  expect(titles()).toEqual([]);
  say(withPrinter('cover-open'));
  pass(2_000);
  say(withPrinter('paper-end'));
  pass(1_000);
  expect(titles()).toEqual([texts.de.status.sentence.printer['paper-end']]);
  say(fine);
  pass(500);
  expect(titles()).toEqual([words.printer.over]);
});

test('a card that keeps nothing and mails that do not go out are told, and their end', () => {
  const { notices, shown, titles, say, pass, preferences } = bench();
  notices.listen((notice) => shown.push(notice));
  preferences.language = 'en';
  const storage = { state: 'read-only' as const, since: 't', detail: '', backupAt: null };
  say({ ...fine, storage, mail: { state: 'failing', waiting: 1, since: 't' } });
  pass(500);
  const { notices: english, status } = texts.en;
  expect(titles()).toEqual([status.sentence.storage['read-only'], english.mail.title]);
  say({ ...fine, storage: { ...storage, state: 'low' }, mail: { state: 'fine', waiting: 0, since: 't' } });
  pass(500);
  expect(titles()).toEqual([english.card.over, english.mail.over]);
});

test('nothing is over because the Pi is silent', () => {
  const { notices, shown, titles, say, pass } = bench();
  notices.listen((notice) => shown.push(notice));
  say(withQueue({ held: 1 }));
  pass(20_000);
  expect(titles()).toEqual([words.held.title, words.silent.title]);
  say(withQueue({ held: 1 }));
  pass(500);
  expect(titles()).toEqual([words.silent.over]);
});

test('a computer that slept takes its own sleep for no silence, and lifts none that was told', () => {
  const { notices, shown, titles, say, pass, sleep } = bench();
  notices.listen((notice) => shown.push(notice));
  say(fine);
  sleep(8 * 3_600_000);
  pass(10_000);
  expect(titles()).toEqual([]);
  pass(5_000);
  expect(titles()).toEqual([words.silent.title]);
  sleep(8 * 3_600_000);
  pass(1_000);
  expect(titles()).toEqual([]);
});

test('where no service was ever installed nobody misses one, and after unpairing nothing is told', () => {
  const { notices, shown, titles, fallSilent, pass, unpair, watched } = bench();
  const end = notices.listen((notice) => shown.push(notice));
  fallSilent('not-installed');
  pass(60_000);
  expect(titles()).toEqual([]);
  fallSilent('pi-unreachable');
  unpair();
  pass(60_000);
  expect([titles(), watched.map(({ aborted }) => aborted)]).toEqual([[], [true]]);
  end();
});

test('a page that is loaded anew does not tell again; switched off nothing is told, switched on what is so then', () => {
  const { notices, shown, titles, say, pass, preferences, watched } = bench();
  const end = notices.listen((notice) => shown.push(notice));
  say(withQueue({ held: 1 }));
  pass(500);
  end();
  expect(watched.map(({ aborted }) => aborted)).toEqual([true]);
  notices.listen((notice) => shown.push(notice));
  say(withQueue({ held: 1 }));
  pass(500);
  expect(titles()).toEqual([words.held.title]);
  preferences.notices = 'off';
  say(withQueue({ held: 2 }));
  pass(500);
  expect(titles()).toEqual([]);
  preferences.notices = 'on';
  pass(500);
  expect(titles()).toEqual([words.held.title]);
});

test('Electron shows each notice in place of the one before about the same thing, and takes all away at the end', () => {
  const { notices, say, pass } = bench();
  const log: string[] = [];
  const end = showNotices(notices, ({ title }) => {
    log.push(title);
    return { close: () => log.push(`closed: ${title}`) };
  });
  say(withQueue({ held: 1 }));
  pass(500);
  say(fine);
  pass(500);
  end();
  const [title, over] = [`Löwen: ${words.held.title}`, `Löwen: ${words.held.over}`];
  expect(log).toEqual([title, `closed: ${title}`, over, `closed: ${over}`]);
});
