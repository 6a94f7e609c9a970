import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { loadRunbook } from '../../src-main/runbooks/load.ts';
import { places } from '../../src-shared/bonctl/places.ts';
import { type RunningHost, startBrowserHost } from '../support/browser-host.ts';
import { type PhaseFault, phaseFaults } from '../support/phase-faults.ts';
import { goTo, placeOrder, slow } from '../support/practice-page.ts';

const { phases } = loadRunbook(join(import.meta.dirname, '../../resources/runbooks'), 'wix-printer-service');

test.describe('a run that fails in each phase', () => {
  let host: RunningHost;
  test.beforeAll(async () => {
    host = await startBrowserHost();
  });
  test.afterAll(async () => {
    expect(await host.stop()).toBe(0);
  });

  test('asks what to do, is taken back with one press, and the release before prints the next order', async ({
    page,
  }) => {
    test.setTimeout(600_000);
    await page.goto(host.url);
    await page.getByRole('button', { name: 'Erst üben' }).click();
    for (const fault of phaseFaults(host.dataFolder))
      await test.step(fault.phase, () => failAndGoBack(page, host.dataFolder, fault));
  });
});

async function failAndGoBack(page: Page, dataFolder: string, fault: PhaseFault): Promise<void> {
  await goTo(page, 'Laden und Drucker');
  await page.getByRole('button', { name: 'Bereitstellung üben' }).click(slow);
  await page.getByRole('button', { name: 'Bereitstellung vorbereiten' }).click(slow);
  const start = page.getByRole('button', { name: 'Bereitstellung starten' });
  await expect(start).toBeEnabled(slow);
  if (fault.settings) await typePort(page, fault.settings.PRINTER_PORT ?? '');
  await expect(start).toBeEnabled(slow);
  const before = questionsAsked(dataFolder);
  // after the check before the start, which would see some of them
  fault.plant();
  await start.click();

  const question = page.locator('.run-ask');
  const phase = phases.find(({ id }) => id === fault.phase);
  const step = phase?.steps.find(({ id }) => id === fault.step);
  const retries = fault.retries ?? 0;
  for (let again = 1; again <= retries; again += 1) {
    await question.getByRole('button', { name: 'Noch einmal versuchen' }).click(slow);
    // the window shows the same question for the moment between the two
    await expect.poll(() => questionsAsked(dataFolder), slow).toBe(before + 1 + again);
  }
  await expect(page.getByRole('heading', { name: 'Der Pi braucht Ihre Antwort' })).toBeVisible(slow);
  const failed = page.locator('.run-phase-failed');
  await expect(failed.getByRole('heading')).toHaveText(phase?.title.de ?? '');
  await expect(failed.getByRole('listitem').filter({ hasText: 'Nicht gelungen' })).toContainText(step?.title.de ?? '');
  if (fault.curedBeforeTheWayBack) fault.cure();
  await question.getByRole('button', { name: 'Zurücksetzen', exact: true }).click(slow);
  await expect(page.getByRole('heading', { name: 'Es läuft wieder 0.0.1-practice' })).toBeVisible(slow);
  if (!fault.curedBeforeTheWayBack) fault.cure();

  await goTo(page, 'Laden und Drucker');
  const number = await placeOrder(page, 'Online bezahlt');
  await goTo(page, 'Bestellungen');
  await expect(page.getByRole('row', { name: number })).toContainText('Gedruckt', slow);
}

/** How often runs on the practice Pi have asked a person, by their journals. */
function questionsAsked(dataFolder: string): number {
  const runs = join(dataFolder, 'practice', 'pi', places.runs);
  return globSync(join(runs, '*', '*.jsonl')).reduce(
    (sum, journal) => sum + readFileSync(journal, 'utf8').split('"to":"asking"').length - 1,
    0,
  );
}

async function typePort(page: Page, port: string): Promise<void> {
  await page.getByText(/die meist so bleiben$/).click();
  await page.getByRole('button', { name: 'Ändern: Anschlussnummer des Druckers' }).click();
  await page.getByLabel('Anschlussnummer des Druckers').fill(port);
  await page.keyboard.press('Enter');
}
