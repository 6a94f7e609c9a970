import { setTimeout as wait } from 'node:timers/promises';
import { expect as see } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goTo } from '../support/practice-page.ts';
import { recordStatus, type Shown, shownBetween } from '../support/status-record.ts';
import { noBrowser } from './browser-window.ts';
import { type DeployedWindow, openDeployed } from './deployed-window.ts';
import { noTestPi } from './test-pi.ts';

const reason = noTestPi ?? noBrowser;
if (reason) console.log(`skipped: a broken connection in a real browser, because ${reason}`);

/** How long the cable is out. The promise is for ten minutes: BONWART_OUTAGE_SECONDS=600. */
const outageMs = Number(process.env.BONWART_OUTAGE_SECONDS ?? 30) * 1000;
/** After so long without a word nothing may be green. */
const promisedMs = 15_000;
/** What a busy machine may be late with drawing. */
const slackMs = 2_000;
const orders = 4;
const slow = { timeout: 60_000 };

describe.skipIf(reason)('the connection to a real machine is broken', () => {
  let deployed: DeployedWindow | null = null;
  beforeAll(async () => {
    deployed = await openDeployed('outage', 'current');
  });
  afterAll(() => deployed?.dispose());

  test(
    `${outageMs / 1000} s: nothing green on old words, and nothing is missing afterwards`,
    async () => {
      if (!deployed) throw new Error('no window');
      const { pi, restaurant } = deployed;
      const { page } = deployed.window;
      const fine = page.getByRole('heading', { level: 1, name: /^Alles läuft/ });
      await goTo(page, 'Status');
      const before = await restaurant.order('paid');
      await see(page.getByRole('heading', { level: 1, name: `Nr. ${before}` })).toBeVisible(slow);
      const record = await recordStatus(page);

      await pi.cut('host');
      const cutAt = Date.now();
      const meanwhile: string[] = [];
      for (let placed = 0; placed < orders; placed += 1) {
        meanwhile.push(await restaurant.orderInside('delivery'));
        await wait(cutAt + ((placed + 1) * outageMs) / orders - Date.now());
      }
      const silent = shownBetween(await record(), cutAt + promisedMs + slackMs, Date.now());
      const restoredAt = Date.now();
      await pi.restore('host');
      await see(fine).toBeVisible(slow);
      await see(page.getByRole('heading', { level: 1, name: `Nr. ${meanwhile.at(-1)}` })).toBeVisible(slow);

      const all = await record();
      tell(all, cutAt, restoredAt);
      const everywhere = ['rail', 'sentence', 'tiles'];
      expect(all[0]?.green).toEqual(everywhere);
      expect(silent.length).toBeGreaterThan(0);
      expect(silent.filter(({ green }) => green.length > 0)).toEqual([]);
      expect([...new Set(silent.map(({ sentence }) => sentence))]).toContain('Der Pi meldet sich nicht.');
      expect(all.at(-1)?.green).toEqual(everywhere);

      await goTo(page, 'Bestellungen');
      for (const number of [before, ...meanwhile])
        await see(page.locator('.order-number').filter({ hasText: new RegExp(`^${number}$`) })).toHaveCount(1, slow);
      const paper = await restaurant.tickets();
      for (const number of [before, ...meanwhile])
        expect(paper.filter((ticket) => ticket.includes(number))).toHaveLength(1);
      expect(paper).toHaveLength(orders + 1);
    },
    outageMs + 180_000,
  );
});

/** For whoever reads the run. */
function tell(record: readonly Shown[], cutAt: number, restoredAt: number): void {
  const first = (from: number, green: boolean) =>
    record.find((shown) => shown.at > from && shown.green.length > 0 === green);
  const seconds = (from: number, shown: Shown | undefined) => (shown ? ((shown.at - from) / 1000).toFixed(1) : 'never');
  console.log(
    `green until ${seconds(cutAt, first(cutAt, false))} s after the cut, and again ${seconds(restoredAt, first(restoredAt, true))} s after the return`,
  );
}
