import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { type RunningHost, startBrowserHost } from '../support/browser-host.ts';
import { clearChecklist, seeNoWayBack } from '../support/checklist-page.ts';
import { newestMigrationMakes } from '../support/newest-migration.ts';
import { slow } from '../support/practice-page.ts';

test.describe('a deployment with a guide', () => {
  let host: RunningHost;
  test.beforeAll(async () => {
    host = await startBrowserHost();
  });
  test.afterAll(async () => {
    expect(await host.stop()).toBe(0);
  });

  const onPi = (...path: string[]) => join(host.dataFolder, 'practice/pi/opt/wix-printer-service', ...path);
  const inDatabase = (sql: string) => {
    const database = new Database(onPi('data/printer_service.db'));
    database.exec(sql);
    database.close();
  };

  test('a no-go and its cure, somebody to call; a run that fails, is taken back, and of which all who are listed hear', async ({
    page,
  }) => {
    test.setTimeout(900_000);
    const rail = (name: string) => page.getByRole('navigation').getByRole('button', { name });
    await page.goto(host.url);
    await page.getByRole('button', { name: 'Erst üben' }).click();
    await setUpMails(page);
    await rail('Laden und Drucker').click();
    await page.getByRole('button', { name: 'Bereitstellung üben' }).click(slow);
    await page.getByRole('button', { name: 'Bereitstellung vorbereiten' }).click(slow);

    await page.getByRole('button', { name: 'Plan und Leute ansehen' }).click(slow);
    await arrange(page);

    // What the Pi would return to is not whole: the check itself forbids it.
    const part = onPi('releases/0.0.1-practice/migrate.mjs');
    renameSync(part, `${part}.away`);
    await page.getByRole('button', { name: 'Zur Checkliste' }).click();
    await seeNoWayBack(page);
    renameSync(`${part}.away`, part);
    await clearChecklist(page);

    inDatabase(`CREATE TABLE ${newestMigrationMakes()} (nonsense TEXT)`);
    await page.getByRole('button', { name: 'Weiter zum Start' }).click();
    await expect(page.getByText(/^Gewählt war/)).toBeVisible(slow);
    await page.getByRole('button', { name: 'Bereitstellung starten' }).click(slow);
    await expect(page.getByRole('heading', { name: 'Der Pi braucht Ihre Antwort' })).toBeVisible(slow);
    await expect(page.getByRole('region', { name: 'Besser zurücksetzen' })).toContainText('Umbau der Datenbank');
    await expect(page.getByText(/^Ohne Antwort setzt der Pi um \d\d:\d\d zurück/)).toBeVisible();
    await page.getByRole('button', { name: 'Hilfe holen' }).click();
    const call = page.getByRole('link', { name: /Anrufen: Rosa Weber/ });
    expect(await call.getAttribute('href')).toBe('tel:+491715556677');
    await page.getByRole('dialog').getByText('Schließen', { exact: true }).click();

    await page.getByRole('button', { name: 'Zurücksetzen', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Es läuft wieder 0.0.1-practice' })).toBeVisible(slow);
    inDatabase(`DROP TABLE ${newestMigrationMakes()}`);

    await page.getByText('Mails an die Beteiligten').click();
    await expect(async () => {
      await page.getByRole('button', { name: 'Noch einmal nachsehen' }).click();
      await expect(page.getByText(/^Verschickt um/)).toHaveCount(2, { timeout: 1000 });
    }).toPass(slow);
    await rail('Laden und Drucker').click();
    const phone = page.getByRole('region', { name: 'Mails auf dem Handy' }).getByRole('listitem');
    for (const subject of [
      /Geplant: neue Version auf „Übungs-Pi“/,
      /Begonnen: neue Version auf „Übungs-Pi“/,
      /Zurückgesetzt: auf „Übungs-Pi“ läuft wieder 0\.0\.1-practice/,
    ])
      await expect(phone.filter({ hasText: subject })).toHaveCount(1, slow);
  });
});

/** Mails go out to the practice mailbox. That its wizard proves them is `mail.spec.ts`. */
async function setUpMails(page: Page): Promise<void> {
  const rail = (name: string) => page.getByRole('navigation').getByRole('button', { name });
  const facts = page.getByRole('region', { name: 'Übungs-Postfach' }).getByRole('definition');
  const address = await facts.nth(0).innerText({ timeout: 240_000 });
  const password = await facts.nth(2).innerText();
  await rail('E-Mail').click();
  await page.getByRole('button', { name: 'Mails einrichten' }).click(slow);
  await page.getByLabel('E-Mail-Adresse, von der gesendet wird').fill(address);
  await expect(page.getByText('Erkannt: Übungs-Postfach')).toBeVisible(slow);
  await page.keyboard.press('Enter');
  await page.getByLabel('Passwort', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByLabel('Wer soll die Mails bekommen?').fill('chefin@loewe.example');
  await page.getByLabel('Name des Restaurants').fill('Gasthaus Löwen');
  await page.getByRole('button', { name: 'Probe-Mail senden' }).click();
  await expect(page.getByRole('heading', { name: 'Ist die Probe-Mail da?' })).toBeVisible(slow);
  await rail('Laden und Drucker').click();
  const phone = page.getByRole('region', { name: 'Mails auf dem Handy' });
  const code = await phone.getByText(/^\d{6}$/).innerText(slow);
  await rail('E-Mail').click();
  await page.getByRole('button', { name: 'Mails einrichten' }).click();
  await page.getByLabel('Code aus der Mail').fill(code);
  await page.getByRole('button', { name: 'Code prüfen' }).click();
  await expect(page.getByRole('heading', { name: 'Mails kommen an' })).toBeVisible(slow);
}

/** A number to call, who is told, a time in three days with its appointment, and the mail of it. */
async function arrange(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Nummer eintragen' }).click(slow);
  await page.getByLabel('Name').fill('Rosa Weber');
  await page.getByLabel('Telefon').fill('+49 171 5556677');
  await page.getByRole('dialog').getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Rosa Weber').first()).toBeVisible();

  await page.getByLabel('Adressen').fill('ayse@loewe.example');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByRole('button', { name: 'Gespeichert' })).toBeVisible(slow);

  const inThreeDays = new Date(Date.now() + 3 * 24 * 3_600_000);
  const day = `${inThreeDays.getFullYear()}-${two(inThreeDays.getMonth() + 1)}-${two(inThreeDays.getDate())}`;
  await page.getByLabel('Andere Zeit').fill(`${day}T15:00`);
  await page.getByRole('button', { name: 'Diese Zeit nehmen' }).click();
  await expect(page.getByText(/^Gewählt:/)).toContainText('15:00', slow);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'In den Kalender' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('bonwart.ics');
  // The window's clock is the restaurant's, not this process's.
  const start = await page.evaluate((at) => new Date(at).toISOString(), `${day}T15:00`);
  expect(readFileSync(await file.path(), 'utf8')).toContain(`DTSTART:${start.replace(/\.\d+|[-:]/g, '')}`);

  await expect(page.getByText(/^Die Mail „Einen Tag vorher“ geht von selbst an alle/)).toBeVisible();
  await page.getByRole('button', { name: 'Jetzt Bescheid geben' }).click();
  await expect(page.getByText('An ayse@loewe.example').first()).toBeVisible(slow);
}

const two = (amount: number) => String(amount).padStart(2, '0');
