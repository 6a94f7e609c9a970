import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { parseEnvironment } from '../../src-pi/control/settings/env-file.ts';
import { type RunningHost, startBrowserHost } from '../support/browser-host.ts';
import { press, type } from '../support/keyboard.ts';
import { type ArgumentWatch, formsOf, type SecretForm, scanFolders, watchArguments } from '../support/secret-scan.ts';

/** Whoever shares the machine with others waits longer; nothing here is about time. */
const slow = { timeout: 300_000 };

test.describe('mails on the practice Pi', () => {
  let host: RunningHost;
  let watch: ArgumentWatch | null = null;

  test.beforeAll(async () => {
    // as long as the host itself may take on a busy machine
    test.setTimeout(200_000);
    host = await startBrowserHost();
  });
  test.afterAll(async () => {
    watch?.stop();
    expect(await host.stop()).toBe(0);
  });

  const settingsFile = () => join(host.dataFolder, 'practice/pi/opt/wix-printer-service/.env');

  test('set up by the keyboard alone, proven by the code; a fault is told, and its end; the password stays on the Pi', async ({
    page,
  }) => {
    test.setTimeout(1_500_000);
    const rail = (name: string) => page.getByRole('navigation').getByRole('button', { name });
    const phone = page.getByRole('region', { name: 'Mails auf dem Handy' });

    await page.addInitScript(writeDownNotifications);
    await page.goto(host.url);
    await press(page, page.getByRole('button', { name: 'Erst üben' }));
    await expect(page.getByRole('heading', { name: 'Laden und Drucker' })).toBeVisible(slow);
    // somebody has written into the settings by hand; and what is right again need not stay so for long
    const byHand = '# Frag Mehmet, bevor du hier etwas änderst\nHAUSSPRUCH="Guten Appetit"\n';
    appendFileSync(settingsFile(), `${byHand}NOTIFICATION_STABLE_SECONDS=0.2\n`);
    const before = readFileSync(settingsFile(), 'utf8');
    const facts = page.getByRole('region', { name: 'Übungs-Postfach' }).getByRole('definition');
    const [address, password] = [await facts.nth(0).innerText(), await facts.nth(2).innerText()];
    const forms = formsOf(address, password);
    watch = watchArguments(forms);

    await press(page, rail('E-Mail'));
    await press(page, page.getByRole('button', { name: 'Mails einrichten' }));
    await type(page, page.getByLabel('E-Mail-Adresse, von der gesendet wird'), address);
    await expect(page.getByText('Erkannt: Übungs-Postfach')).toBeVisible(slow);
    await page.keyboard.press('Enter');
    await type(page, page.getByLabel('Passwort', { exact: true }), password);
    await page.keyboard.press('Enter');
    await type(page, page.getByLabel('Wer soll die Mails bekommen?'), 'chefin@loewe.example');
    await type(page, page.getByLabel('Name des Restaurants'), 'Gasthaus Löwen');
    await press(page, page.getByRole('button', { name: 'Probe-Mail senden' }));
    await expect(page.getByRole('heading', { name: 'Ist die Probe-Mail da?' })).toBeVisible(slow);

    await press(page, rail('Laden und Drucker'));
    const code = await phone.getByText(/^\d{6}$/).innerText(slow);
    await press(page, rail('E-Mail'));
    await press(page, page.getByRole('button', { name: 'Mails einrichten' }));
    const field = page.getByLabel('Code aus der Mail');
    await type(page, field, code === '111111' ? '222222' : '111111');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Das ist nicht der Code').first()).toBeVisible(slow);
    expect(readFileSync(settingsFile(), 'utf8')).toBe(before);
    await type(page, field, code);
    await press(page, page.getByRole('button', { name: 'Code prüfen' }));
    await expect(page.getByRole('heading', { name: 'Mails kommen an' })).toBeVisible(slow);
    expectSettings(before, { address, password });

    await press(page, rail('Laden und Drucker'));
    const power = page.getByRole('radiogroup', { name: 'Strom am Drucker' });
    await power.getByRole('radio', { name: 'Aus' }).click();
    const fault = phone
      .getByRole('listitem')
      .filter({ hasText: /antwortet nicht/ })
      .first();
    await expect(fault).toContainText('Neue Bestellungen warten und gehen nicht verloren.', slow);
    await expect(fault).toContainText('Was jetzt zu tun ist');
    await expect(fault).toContainText('Steckt das Netzwerkkabel am Drucker und am Router fest?');
    await power.getByRole('radio', { name: 'An' }).click();
    await expect(phone.getByText(/^Behoben: .*antwortet nicht$/).first()).toBeVisible(slow);

    // the computer's screen has said it too, whatever window was in front
    for (const said of [/Der Drucker ist aus oder nicht zu erreichen\.$/, /Der Drucker druckt wieder\.$/])
      await expect.poll(() => notifications(page), slow).toContainEqual(expect.stringMatching(said));

    await press(page, rail('E-Mail'));
    await expect(page.getByRole('heading', { name: 'Mails kommen an' })).toBeVisible(slow);
    await press(page, page.getByRole('button', { name: 'Gesendete Mails' }));
    const sent = page.getByRole('main').getByRole('listitem').filter({ hasText: 'antwortet nicht' });
    await expect(sent).toHaveCount(2, slow);
    for (const index of [0, 1]) await expect(sent.nth(index)).toContainText('Abgegeben');
    await expect(sent.first()).toContainText('Behoben');

    expectNoSecret(forms);
  });

  /** What is to be in the settings is there; everything else is as it was, in its order; nobody else may read it. */
  function expectSettings(before: string, { address, password }: { address: string; password: string }): void {
    const after = readFileSync(settingsFile(), 'utf8');
    expect(statSync(settingsFile()).mode & 0o777).toBe(0o600);
    expect(parseEnvironment(after)).toMatchObject({
      SMTP_USERNAME: address,
      SMTP_PASSWORD: password,
      SMTP_SECURITY: 'tls',
      SMTP_USE_TLS: 'true',
      NOTIFICATION_ENABLED: 'true',
      NOTIFICATION_FROM_EMAIL: address,
      NOTIFICATION_TO_EMAILS: 'chefin@loewe.example',
      RESTAURANT_NAME: 'Gasthaus Löwen',
      HAUSSPRUCH: 'Guten Appetit',
    });
    const others = (text: string) => text.split('\n').filter((line) => !/^RESTAURANT_NAME=/.test(line));
    expect(others(after).slice(0, others(before).length - 1)).toEqual(others(before).slice(0, -1));
  }

  /** The whole data folder, the practice Pi in it: its disk, logs, databases, journals. */
  function expectNoSecret(forms: readonly SecretForm[]): void {
    const { finds, files } = scanFolders([host.dataFolder], forms);
    expect(files).toBeGreaterThan(50);
    // the settings, and what they were before the last change
    for (const { where, mode } of finds)
      expect(`${basename(where)} ${mode.toString(8)}`).toMatch(/^\.env(\.change-before)? 600$/);
    expect(finds.map(({ where }) => where)).toContain(settingsFile());
    expect(formsIn(host.output(), forms)).toEqual([]);
    expect(watch?.looks()).toBeGreaterThan(10);
    expect(watch?.finds()).toEqual([]);
  }
});

const formsIn = (text: string, forms: readonly SecretForm[]) =>
  forms.filter(({ bytes }) => Buffer.from(text).includes(bytes)).map(({ name }) => name);

/** Runs in the page: a browser that lets notifications be shown, and keeps their titles. */
function writeDownNotifications(): void {
  const titles: string[] = [];
  class Written {
    static readonly permission = 'granted';
    onclick: (() => void) | null = null;
    constructor(title: string) {
      titles.push(title);
    }
  }
  Object.assign(window, { Notification: Written, titles });
}
const notifications = (page: Page) => page.evaluate(() => (window as unknown as { titles: string[] }).titles);
