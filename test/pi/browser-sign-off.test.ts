import { expect as see } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clearChecklist, seeNoWayBack } from '../support/checklist-page.ts';
import { goTo, slow } from '../support/practice-page.ts';
import {
  answerEverything,
  expectInReport,
  makeSigners,
  noPdfReader,
  saveReport,
  signByBoth,
} from '../support/sign-off-page.ts';
import { noBrowser } from './browser-window.ts';
import { type DeployedWindow, openDeployed } from './deployed-window.ts';
import { noTestPi, type TestPi } from './test-pi.ts';

const reason = noTestPi ?? noBrowser;
if (reason) console.log(`skipped: a guided run on a real machine in a real browser, because ${reason}`);
else if (noPdfReader) console.log(`the report of a real machine is not read back, because ${noPdfReader}`);

const previous = '0.0.1-practice';
const place = '/opt/wix-printer-service';

/** What people do with a newer Bonwart. That the release before got there is the business of `browser-journey.test.ts`. */
describe.skipIf(reason)('a guided run on a real machine', () => {
  let deployed: DeployedWindow | null = null;
  beforeAll(async () => {
    deployed = await openDeployed('sign-off', 'previous');
  });
  afterAll(() => deployed?.dispose());

  test('a no-go and its cure, a run, signed by two roles, its report read back, and the way back', async () => {
    if (!deployed) throw new Error('no window');
    const { pi, restaurant } = deployed;
    const { page } = deployed.window;
    const part = `${place}/releases/${previous}/migrate.mjs`;
    await pi.run(`mv ${part} ${part}.away`);
    await goTo(page, 'Bereitstellung');
    await page.getByRole('button', { name: 'Bereitstellung vorbereiten' }).click();
    await page.getByRole('button', { name: 'Checkliste durchgehen' }).click();
    await seeNoWayBack(page);
    await pi.run(`mv ${part}.away ${part}`);
    await clearChecklist(page);
    await page.getByRole('button', { name: 'Weiter zum Start' }).click();

    await page.getByRole('button', { name: 'Bereitstellung starten' }).click(slow);
    await page.getByRole('button', { name: 'Alles gut, behalten' }).click(slow);
    await restaurant.ticketWith(await restaurant.order('paid'));
    expect(await current(pi)).not.toBe(previous);

    await page.getByRole('button', { name: 'Zur Abnahme' }).click(slow);
    await see(page.getByRole('heading', { name: 'Noch nicht alles beantwortet' })).toBeVisible(slow);
    await see(page.getByRole('row', { name: 'Bestellungen ohne Bon' })).toContainText('Erreicht');
    await makeSigners(page);
    await answerEverything(page);
    const code = await signByBoth(page);
    const report = await saveReport(page);
    if (!noPdfReader) expectInReport(report, code);

    await goTo(page, 'Bereitstellung');
    await page.getByRole('button', { name: `Zurücksetzen auf ${previous}` }).click(slow);
    await page.getByRole('button', { name: 'Zurücksetzen', exact: true }).click();
    await see(page.getByRole('heading', { name: `Es läuft wieder ${previous}` })).toBeVisible(slow);
    expect(await current(pi)).toBe(previous);
    await restaurant.ticketWith(await restaurant.order('delivery'));
    expect(await restaurant.tickets()).toHaveLength(2);
  }, 300_000);
});

/** The release that `current` names on the Pi. */
async function current(pi: TestPi): Promise<string> {
  return (await pi.run(`basename $(readlink ${place}/current)`)).trim();
}
