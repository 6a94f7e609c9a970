import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { type RunningHost, startBrowserHost } from '../support/browser-host.ts';
import { deployInPractice, goTo, placeOrder, slow } from '../support/practice-page.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

test.describe('from the first screen to a ticket of the previous release', () => {
  let host: RunningHost;

  test.beforeAll(async () => {
    host = await startBrowserHost();
  });
  test.afterAll(async () => {
    expect(await host.stop()).toBe(0);
  });

  /** Which release printed each order's ticket, by the practice Pi's own database. */
  const printedBy = () => {
    const file = join(host.dataFolder, 'practice', 'pi', 'opt', 'wix-printer-service', 'data', 'printer_service.db');
    const database = new Database(file, { readonly: true });
    try {
      return database
        .prepare("SELECT release FROM jobs WHERE state = 'printed' AND station NOT LIKE 'printer:%' ORDER BY id")
        .pluck()
        .all();
    } finally {
      database.close();
    }
  };

  test('practise, deploy, order, ticket, roll back, order, ticket', async ({ page }) => {
    test.setTimeout(400_000);
    await page.goto(host.url);
    await page.getByRole('button', { name: 'Erst üben' }).click();
    await expect(page.getByRole('heading', { name: 'Laden und Drucker' })).toBeVisible(slow);

    await deployInPractice(page);
    await expect(page.getByRole('heading', { name: /läuft und bleibt/ })).toBeVisible(slow);

    await goTo(page, 'Laden und Drucker');
    await placeOrder(page, 'Lieferung mit Wünschen');
    const tape = page.getByRole('region', { name: 'Papier aus dem Drucker' });
    for (const words of ['Döner Kebap groß', 'Schafskäse', 'Königstraße', 'Yıldız', '€']) {
      await expect(tape).toContainText(words, slow);
    }
    await expect(tape).not.toContainText('?');

    await goTo(page, 'Bereitstellung');
    await page.getByRole('button', { name: /^Zurücksetzen auf/ }).click();
    await page.getByRole('button', { name: 'Zurücksetzen', exact: true }).click();
    await expect(page.getByRole('heading', { name: /^Es läuft wieder/ })).toBeVisible(slow);

    await goTo(page, 'Laden und Drucker');
    await placeOrder(page, 'Online bezahlt');
    await expect(tape.getByRole('figure').filter({ hasNotText: 'TESTBON' })).toHaveCount(2, slow);
    await expect.poll(printedBy, slow).toEqual([version, '0.0.1-practice']);
  });
});
