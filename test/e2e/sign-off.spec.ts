import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { type RunningHost, startBrowserHost } from '../support/browser-host.ts';
import { deployInPractice, slow } from '../support/practice-page.ts';
import {
  answerEverything,
  expectInReport,
  makeSigners,
  noPdfReader,
  openSignOff,
  saveReport,
  signByBoth,
} from '../support/sign-off-page.ts';

test.describe('a run on the practice Pi is signed off', () => {
  let host: RunningHost;
  test.beforeAll(async () => {
    host = await startBrowserHost();
  });
  test.afterAll(async () => {
    expect(await host.stop()).toBe(0);
  });

  test('deployed, answered, explained, signed by two roles, reported, checked, and changed behind its back', async ({
    page,
  }) => {
    test.setTimeout(400_000);
    await page.goto(host.url);
    await page.getByRole('button', { name: 'Erst üben' }).click();
    await expect(page.getByRole('heading', { name: 'Laden und Drucker' })).toBeVisible(slow);
    await deployInPractice(page);
    await page.getByRole('button', { name: 'Zur Abnahme' }).click(slow);
    await expect(page.getByRole('heading', { name: 'Noch nicht alles beantwortet' })).toBeVisible(slow);
    // what this machine does at once is measured and met, through the real journal and the real service
    for (const measured of ['Dauer der Bereitstellung', 'Zeit ohne Druckdienst', 'Bestellungen ohne Bon'])
      await expect(page.getByRole('row', { name: measured })).toContainText('Erreicht');

    await makeSigners(page);
    await answerEverything(page);
    const code = await signByBoth(page);
    await page.getByRole('button', { name: 'Bericht prüfen' }).click();
    await page.getByRole('textbox', { name: 'Prüfcode' }).fill(code.toLowerCase());
    await page.getByRole('button', { name: 'Prüfen', exact: true }).click();
    await expect(page.getByText(/^Echt\. /)).toBeVisible(slow);
    await page.getByRole('dialog').getByText('Schließen', { exact: true }).click();

    const file = await saveReport(page);

    await page.getByText('Kommt noch').first().scrollIntoViewIfNeeded();
    await expect(page.getByRole('heading', { name: 'Nach 24 Stunden' })).toBeVisible();
    await changeBehindTheBack(host.dataFolder);
    await openSignOff(page);
    await expect(page.getByRole('heading', { name: 'Hier wurde nachträglich etwas verändert' })).toBeVisible(slow);
    await expect(page.getByRole('button', { name: 'Nachtrag unterschreiben' })).toHaveCount(0);

    if (noPdfReader) test.info().annotations.push({ type: 'not read back', description: noPdfReader });
    else expectInReport(file, code);
  });
});

/** Somebody with access to the file gives the signature another name. */
async function changeBehindTheBack(dataFolder: string): Promise<void> {
  const database = new Database(join(dataFolder, 'panel.db'));
  try {
    const change = "UPDATE sign_offs SET line = replace(line, 'Maria Löwe', 'Maria Lowe') WHERE seq = 2";
    expect(database.prepare(change).run().changes).toBe(1);
  } finally {
    database.close();
  }
}
