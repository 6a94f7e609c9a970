import { expect, type Locator, type Page, test } from '@playwright/test';
import { type RunningHost, startBrowserHost } from '../support/browser-host.ts';
import { goTo } from '../support/practice-page.ts';

/** Whoever shares the machine with others waits longer; nothing here is about time. */
const slow = { timeout: 300_000 };
const pin = '907151';

test.describe('who may do what', () => {
  let host: RunningHost;

  test.beforeAll(async () => {
    // as long as the host itself may take on a busy machine
    test.setTimeout(200_000);
    host = await startBrowserHost();
  });
  test.afterAll(async () => {
    expect(await host.stop()).toBe(0);
  });

  test('make an admin, sign out, deploy as staff, be asked for the PIN, and go on', async ({ page }) => {
    test.setTimeout(1_500_000);
    await page.goto(host.url);
    await page.getByRole('button', { name: 'Erst üben' }).click();
    await expect(page.getByRole('heading', { name: 'Laden und Drucker' })).toBeVisible(slow);
    const rail = page.getByRole('navigation');
    // Nobody has been made: nobody is asked, and nothing speaks of roles.
    await expect(rail.getByRole('button', { name: 'Anmelden' })).toHaveCount(0);

    await goTo(page, 'Einstellungen');
    await page.getByRole('button', { name: 'Personen', exact: true }).click();
    await page.getByRole('button', { name: 'Erste Person anlegen' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Ada');
    await page.getByRole('textbox', { name: 'PIN', exact: true }).fill(pin);
    await page.getByRole('textbox', { name: 'PIN noch einmal' }).fill(pin);
    await page.getByRole('button', { name: 'Übernehmen' }).click();
    await expect(rail.getByText('Ada')).toBeVisible();
    await expect(rail.getByText('Technik')).toBeVisible();

    await rail.getByRole('button', { name: 'Abmelden' }).click();
    await expect(rail.getByText('Personal')).toBeVisible();

    await goTo(page, 'Bereitstellung');
    await expect(page.getByText('Zum Bereitstellen braucht es die Rolle Technik.').first()).toBeVisible(slow);
    await page.getByRole('button', { name: 'Bereitstellung vorbereiten' }).click();
    // The version would travel now: refused by the host, said by name, and the way on is the PIN.
    const refused = page.getByRole('region', { name: 'Zum Bereitstellen braucht es die Rolle Technik.' });
    await refused.getByRole('button', { name: 'Anmelden' }).click();
    const dialog = page.getByRole('dialog', { name: 'Anmelden' });
    for (const figure of '2580') await dialog.getByRole('button', { name: figure, exact: true }).click();
    await dialog.getByRole('button', { name: 'Anmelden' }).click();
    await expect(dialog.getByText('Diese PIN stimmt nicht. Noch 4 Versuche, dann eine Pause.')).toBeVisible();
    await enterPin(page, dialog);
    await page.getByRole('button', { name: 'Bereitstellung starten' }).click(slow);

    // Whoever leaves takes the role along; the run stays in view, and staff can see how it ends.
    await rail.getByRole('button', { name: 'Abmelden' }).click();
    await page.getByRole('button', { name: 'Alles gut, behalten' }).click(slow);
    await enterPin(page, dialog);
    await expect(page.getByRole('heading', { name: /läuft und bleibt/ })).toBeVisible(slow);

    // The tab comes back as who it was, a further window begins as the staff's.
    await page.reload();
    await expect(rail.getByText('Ada')).toBeVisible();
  });
});

/** By the keyboard alone: the field has the focus. */
async function enterPin(page: Page, dialog: Locator): Promise<void> {
  await expect(dialog.getByRole('textbox', { name: 'PIN' })).toBeFocused();
  await page.keyboard.type(pin);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
}
