import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page, expect as see } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSessionVault } from '../../src-main/vault/vault.ts';
import { goTo } from '../support/practice-page.ts';
import { type BonwartInBrowser, noBrowser, openBonwart } from './browser-window.ts';
import { type Installation, installBonwart } from './deployment.ts';
import { openRestaurant, type Restaurant } from './restaurant.ts';
import { createTestPi, noTestPi, type TestPi } from './test-pi.ts';

const reason = noTestPi ?? noBrowser;
if (reason) console.log(`skipped: the journey on a real machine in a real browser, because ${reason}`);

const slow = { timeout: 60_000 };

/** What a person sees and presses, from a fresh Pi to an order that the release before has printed. */
describe.skipIf(reason)('from the first screen to a ticket of the previous release, on a real machine', () => {
  const vault = createSessionVault();
  const dataFolder = mkdtempSync(join(tmpdir(), 'bonwart-window-'));
  let pi: TestPi;
  let restaurant: Restaurant;
  let previous: Installation;
  let window: BonwartInBrowser | null = null;

  beforeAll(async () => {
    pi = await createTestPi({ name: 'window' });
    restaurant = await openRestaurant(pi);
    previous = installBonwart({ release: 'previous' });
  });
  afterAll(async () => {
    await window?.close();
    await restaurant?.dispose();
    previous?.remove();
    await pi?.dispose();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  test('pair, deploy, order, ticket', async () => {
    window = await openBonwart({ dataFolder, vault, installation: previous });
    await pairByHand(window.page, pi);
    await answerTheQuestions(window.page, restaurant.settings);
    await deploy(window.page);
    const number = await restaurant.order('delivery');
    const ticket = await restaurant.ticketWith(number);
    for (const words of ['Döner Kebap groß', 'Königstraße', 'Ayşe Yıldız', '€']) expect(ticket).toContain(words);
    await goTo(window.page, 'Bestellungen');
    await see(window.page.getByText(number).first()).toBeVisible(slow);
  });

  test('a newer Bonwart deploys, it is rolled back, and the previous release prints the next order', async () => {
    await window?.close();
    window = await openBonwart({ dataFolder, vault });
    const { page } = window;
    await goTo(page, 'Bereitstellung');
    await page.getByRole('button', { name: 'Bereitstellung vorbereiten' }).click();
    await deploy(page);
    expect(await release(pi)).not.toBe('0.0.1-practice');

    await goTo(page, 'Status');
    await goTo(page, 'Bereitstellung');
    await page.getByRole('button', { name: /^Zurücksetzen auf/ }).click();
    await page.getByRole('button', { name: 'Zurücksetzen', exact: true }).click();
    await see(page.getByRole('heading', { name: /^Es läuft wieder/ })).toBeVisible(slow);
    expect(await release(pi)).toBe('0.0.1-practice');

    await restaurant.ticketWith(await restaurant.order('paid'));
    const tickets = await restaurant.tickets();
    expect(tickets).toHaveLength(2);
    expect(tickets.filter((ticket) => ticket.includes('REPRINT'))).toEqual([]);
  });
});

/** The wizard, one question after the other, as it is answered by hand. */
async function pairByHand(page: Page, pi: TestPi): Promise<void> {
  await page.getByRole('button', { name: 'Meinen Pi koppeln' }).click();
  const address = page.getByLabel('Adresse des Pi');
  const other = page.getByRole('radio', { name: /Ein anderer/ });
  await see(address.or(other).first()).toBeVisible(slow);
  if (!(await address.isVisible())) await other.check({ force: true });
  await address.fill(pi.address);
  await page.getByRole('button', { name: 'Weiter', exact: true }).click();

  const fingerprint = page.getByText('Fingerabdruck des Geräts').locator('..');
  await see(fingerprint).toBeVisible(slow);
  expect((await fingerprint.textContent())?.replaceAll(' ', '')).toContain((await pi.hostKey()).replace('SHA256:', ''));
  await page.getByRole('button', { name: 'Ja, das ist mein Pi' }).click();
  await page.getByLabel('Benutzername auf dem Pi').fill(pi.user);
  await page.getByRole('textbox', { name: 'Passwort' }).fill(pi.password);
  await page.getByRole('button', { name: 'Weiter', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Küche');
  await page.getByRole('button', { name: 'Pi koppeln' }).click();
  await see(page.getByRole('heading', { name: 'Küche ist gekoppelt' })).toBeVisible(slow);
  await page.getByRole('button', { name: 'Zur Bereitstellung' }).click();
}

/** Answers what has no preset, then changes the one setting that only a test changes. */
async function answerTheQuestions(page: Page, settings: Record<string, string>): Promise<void> {
  await page.getByRole('button', { name: 'Bereitstellung vorbereiten' }).click();
  const answers = {
    'Wix-Schlüssel': 'WIX_API_KEY',
    'Wix-Seitennummer': 'WIX_SITE_ID',
    'Adresse des Druckers': 'PRINTER_IP',
  };
  for (const [question, key] of Object.entries(answers)) {
    await page.getByRole('textbox', { name: question }).fill(settings[key] ?? '');
    await page.getByRole('button', { name: 'Weiter', exact: true }).click();
  }
  await page.getByText(/die meist so bleiben/).click();
  await page.getByRole('button', { name: 'Ändern: Adresse von Wix' }).click();
  await page.getByRole('textbox', { name: 'Adresse von Wix' }).fill(settings.WIX_API_BASE_URL ?? '');
  await page.getByRole('button', { name: 'Weiter', exact: true }).click();
}

async function deploy(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Bereitstellung starten' }).click(slow);
  await page.getByRole('button', { name: 'Alles gut, behalten' }).click(slow);
  await see(page.getByRole('heading', { name: /läuft und bleibt/ })).toBeVisible(slow);
}

/** The release that `current` names on the Pi. */
async function release(pi: TestPi): Promise<string> {
  return (await pi.run('basename $(readlink /opt/wix-printer-service/current)')).trim();
}
