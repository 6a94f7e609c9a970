import { afterEach, describe, expect, test } from 'vitest';
import { queueJob, queueJobState, queueState } from '../../../src-pi/service/printer/queue.ts';
import { startCups, whyNoCups } from '../support/cups.ts';
import { paperOf, startFaultPrinters, writeRestaurant } from '../support/kitchen.ts';
import { eventually, serviceRoot, startService } from '../support/service.ts';
import { order, startShop } from '../support/shop.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

describe('the words of CUPS', () => {
  const printer = (first: string, alerts: string) => `printer Q ${first}\n\tForm mounted:\n\tAlerts: ${alerts}\n`;
  test.each([
    ['is idle.  enabled since Mon', 'none', 'mute'],
    ['now printing Q-2.  enabled since Mon', 'none', 'mute'],
    ['is idle.  enabled since Mon', 'media-empty-error', 'paper-end'],
    ['is idle.  enabled since Mon', 'media-low-warning', 'paper-near-end'],
    ['is idle.  enabled since Mon', 'cover-open', 'cover-open'],
    ['now printing Q-2.  enabled since Mon', 'offline-report', 'unreachable'],
    ['disabled since Mon -', 'paused', 'error'],
  ])('%s, %s', (first, alerts, state) => {
    expect(queueState(printer(first, alerts))).toBe(state);
  });

  test('a queue that is not there, and the number of a job', () => {
    expect(queueState('lpstat: Invalid destination name in list "Q".')).toBeNull();
    expect(queueJob('request id is Küche_1-12 (0 file(s))\n')).toBe('Küche_1-12');
    expect(queueJob('lp: The printer or class does not exist.')).toBeNull();
  });

  test('what came of a job', () => {
    const entry = (job: string, alerts: string, status = '') =>
      `${job}   root   1024   Mon\n\tStatus: ${status}\n\tAlerts: ${alerts}\n\tqueued for Q\n`;
    const others = entry('Q-1', 'job-canceled-by-user');
    expect(queueJobState('Q-12', others + entry('Q-12', 'processing-to-stop-point'), '')).toBe('completed');
    expect(queueJobState('Q-1', others, '')).toBe('failed');
    expect(queueJobState('Q-12', others, entry('Q-12', 'job-printing'))).toBe('under-way');
    const away = 'The printer may not exist or is unavailable at this time.';
    expect(queueJobState('Q-12', '', entry('Q-12', 'job-printing', away))).toBe('waits-for-printer');
    expect(queueJobState('Q-12', others, '')).toBe('unknown');
  });
});

const reason = whyNoCups();
if (reason) console.log(`queue: ${reason}; the test with a real CUPS is skipped`);
test.skipIf(reason !== null)(
  'a raw queue of a real CUPS: sent and never called printed, an outage costs nothing',
  async () => {
    const cups = await startCups();
    cleanUps.push(cups.stop);
    const { behind } = await startFaultPrinters({ behind: {} });
    cleanUps.push(behind.stop);
    cups.addQueue('kitchen', behind);
    const shop = await startShop();
    cleanUps.push(shop.stop);
    const { root, remove } = serviceRoot({ WIX_API_BASE_URL: shop.url, PRINTER_ACKNOWLEDGEMENT_TIMEOUT: 4 });
    cleanUps.push(remove);
    writeRestaurant(
      root,
      [{ id: 'queue', name: 'Drucker', connection: { kind: 'cups', queue: 'kitchen' } }],
      [{ id: 'kitchen', name: 'Küche', ticket: 'kitchen', printer: 'queue' }],
    );
    const service = await startService(root, { CUPS_SERVER: cups.server });
    cleanUps.push(() => service.end('SIGKILL'));
    shop.orders.push(order());
    const jobs = async () => (await service.orders()).flatMap((one) => one.jobs);
    await eventually('sent', async () => (await jobs())[0]?.state === 'sent', 30_000);
    expect((await jobs())[0]).toMatchObject({ acknowledgement: 'A1', attempts: 1 });
    expect((await service.status()).printer).toMatchObject({ state: 'mute', acknowledgement: 'A1' });
    await behind.set({ power: false });
    shop.orders.push(order());
    // The queue cannot say before that nobody is there; it is found out, taken back, and tried again.
    await eventually(
      'tried',
      async () =>
        (await jobs()).some(({ attempts, state }) => attempts >= 1 && state !== 'sent' && state !== 'printing'),
      60_000,
    );
    await behind.set({ power: true });
    await eventually('both', async () => (await jobs()).every(({ state }) => state === 'sent'), 60_000);
    expect(paperOf(behind)).toHaveLength(2);
    expect(paperOf(behind).join('\n')).not.toContain('REPRINT');
  },
);
