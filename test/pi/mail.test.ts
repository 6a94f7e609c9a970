import { basename, join } from 'node:path';
import { expect as see } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeAuthority } from '../../src-main/practice/post/certificates.ts';
import { type PostOffice, startPostOffice } from '../../src-main/practice/post/post-office.ts';
import { createSessionVault } from '../../src-main/vault/vault.ts';
import { parseEnvironment } from '../../src-pi/control/settings/env-file.ts';
import type { RequestOf } from '../../src-shared/contract/contract.ts';
import { press, type } from '../support/keyboard.ts';
import { goTo } from '../support/practice-page.ts';
import { type ArgumentWatch, formsOf, scanFolders, watchArguments } from '../support/secret-scan.ts';
import { noBrowser, openBonwart } from './browser-window.ts';
import { deploy } from './deployment.ts';
import { pair, pairingOf, startPanel, type TestPanel } from './panel.ts';
import { openRestaurant, type Restaurant } from './restaurant.ts';
import { createTestPi, noTestPi, type TestPi } from './test-pi.ts';

const reason = noTestPi ?? noBrowser;
if (reason) console.log(`skipped: mails from a real machine, because ${reason}`);

const user = 'bon@loewe.example';
/** With what an `.env`, JSON and an address each write in another way. */
const password = 'geheim-4711 $HOME "Löwe"/x';
const forms = formsOf(user, password);
const settingsFile = '/opt/wix-printer-service/.env';
const byHand = '# Frag Mehmet, bevor du hier etwas änderst\nHAUSSPRUCH="Guten Appetit"\n';

/** Each part goes on where the one before ended. */
describe.skipIf(reason)('mails from a real machine', () => {
  const authority = makeAuthority('Löwe');
  const heard: string[] = [];
  const vault = createSessionVault();
  let pi: TestPi;
  let restaurant: Restaurant;
  let post: PostOffice;
  let panel: TestPanel;
  let watch: ArgumentWatch;
  let targetId = '';
  let runId = '';

  beforeAll(async () => {
    pi = await createTestPi({ name: 'mail' });
    restaurant = await openRestaurant(pi);
    post = await startPostOffice({
      host: pi.hostAddress,
      ports: { tls: 0, starttls: 0 },
      certificate: authority.issue('post.loewe.example', pi.hostAddress),
      user,
      password,
      received: () => {},
    });
    panel = startPanel({ vault, onText: (text) => heard.push(text) });
    watch = watchArguments(forms);
  });
  afterAll(async () => {
    watch?.stop();
    await panel?.dispose();
    await post?.stop();
    await restaurant?.dispose();
    await pi?.dispose();
  });

  const settings = () => pi.run(`cat ${settingsFile}`);
  const subjects = () => post.mails().map(({ subject }) => subject);
  const arrives = (subject: RegExp) =>
    expect.poll(() => subjects().some((one) => subject.test(one)), { timeout: 60_000 }).toBe(true);
  const wish = (): RequestOf<'mail.test'>['wish'] => ({
    account: { server: pi.hostAddress, port: post.ports.tls, security: 'tls', user, password, from: user },
    alternatives: [],
    to: ['chefin@loewe.example'],
    restaurant: 'Gasthaus Löwen',
    language: 'de',
  });

  test('a mail server whose certificate nobody vouches for gets no mail', async () => {
    targetId = (await pair(panel, await pairingOf(pi))).id;
    runId = (await deploy(panel, targetId, restaurant.settings)).runId;
    expect(await panel.call('mail.test', { targetId, wish: wish() })).toMatchObject({
      handedOver: false,
      failure: { cause: 'certificate-untrusted' },
    });
    await pi.run('cat > /etc/ssl/certs/loewe.pem', authority.cert);
    await pi.run(
      `cat >> ${settingsFile}`,
      `${byHand}SMTP_AUTHORITY_FILE=/etc/ssl/certs/loewe.pem\nNOTIFICATION_STABLE_SECONDS=0.2\n`,
    );
    const { rules } = await panel.call('mail.read', { targetId });
    await panel.call('mail.setRules', { targetId, rules });
  });

  test('a mailbox is set up in the window by the keyboard alone: no word is believed before the code is typed back, then it stands in the settings', async () => {
    const before = await settings();
    await panel.quit();
    const { page, close } = await openBonwart({ dataFolder: panel.dataFolder, vault });
    try {
      const enter = () => page.keyboard.press('Enter');
      await goTo(page, 'E-Mail');
      await press(page, page.getByRole('button', { name: 'Mails einrichten' }));
      await type(page, page.getByLabel('E-Mail-Adresse, von der gesendet wird'), user);
      await see(page.getByText('Eigene Adresse.').first()).toBeVisible({ timeout: 60_000 });
      await enter();
      await type(page, page.getByLabel('Mailserver', { exact: true }), pi.hostAddress);
      await type(page, page.getByLabel('Anschluss (Port)'), String(post.ports.tls));
      await type(page, page.getByLabel('Passwort', { exact: true }), password);
      await enter();
      await type(page, page.getByLabel('Wer soll die Mails bekommen?'), 'chefin@loewe.example');
      await type(page, page.getByLabel('Name des Restaurants'), 'Gasthaus Löwen');
      await press(page, page.getByRole('button', { name: 'Probe-Mail senden' }));
      const field = page.getByLabel('Code aus der Mail');
      await see(field).toBeVisible({ timeout: 60_000 });
      const code = /(\d{6})$/.exec(subjects().at(-1) ?? '')?.[1] ?? '';
      await type(page, field, code === '111111' ? '222222' : '111111');
      await enter();
      await see(page.getByText('Das ist nicht der Code').first()).toBeVisible();
      expect(await settings()).toBe(before);
      await type(page, field, code);
      await enter();
      await see(page.getByRole('heading', { name: 'Mails kommen an' })).toBeVisible();
    } finally {
      await close();
      panel = startPanel({ vault, dataFolder: panel.dataFolder, onText: (text) => heard.push(text) });
    }
    expect((await panel.call('mail.read', { targetId })).provenAt).not.toBeNull();

    const after = await settings();
    expect(await pi.run(`stat -c '%a %U' ${settingsFile}`)).toBe('600 wix-printer\n');
    expect(after).toContain(byHand);
    expect(parseEnvironment(after)).toMatchObject({
      ...restaurant.settings,
      RESTAURANT_NAME: 'Gasthaus Löwen',
      SMTP_PASSWORD: password,
      SMTP_SERVER: pi.hostAddress,
      SMTP_SECURITY: 'tls',
      NOTIFICATION_TO_EMAILS: 'chefin@loewe.example',
    });
  });

  test('the printer’s cable is pulled: a German mail says what to do; plugged in again, another one that it is over', async () => {
    await pi.cut('printer');
    await arrives(/antwortet nicht$/);
    const mail = post.mails().at(-1);
    expect(mail).toMatchObject({ recipients: ['chefin@loewe.example'] });
    expect(mail?.text).toContain('Was jetzt zu tun ist');
    expect(mail?.text).toContain('Steckt das Netzwerkkabel am Drucker und am Router fest?');
    await pi.restore('printer');
    await arrives(/^Behoben: .*antwortet nicht$/);
    await expect
      .poll(() => panel.call('mail.history', { targetId }))
      .toMatchObject([
        { kind: 'solved', state: 'handed-over', to: ['chefin@loewe.example'] },
        { kind: 'alert', state: 'handed-over', type: 'printer_offline' },
      ]);
  });

  test('the mail server is away while a fault comes, and the service is killed: the mail comes when it is back, once', async () => {
    const before = subjects().length;
    await post.set({ line: false });
    // another fault than before: about the same one nobody is told again within a quarter of an hour
    await restaurant.setPrinter({ paper: 'near-end' });
    await expect
      .poll(async () => (await panel.call('mail.read', { targetId })).waiting.count, { timeout: 120_000 })
      .toBe(1);
    await pi.run('systemctl kill --signal=KILL wix-printer-service.service');
    await post.set({ line: true });
    await expect.poll(() => subjects().length, { timeout: 90_000 }).toBeGreaterThan(before);
    await restaurant.setPrinter({ paper: 'enough' });
    await expect
      .poll(async () => (await panel.call('mail.read', { targetId }).catch(() => null))?.waiting.count, {
        timeout: 60_000,
      })
      .toBe(0);
    expect(new Set(post.mails().map(({ messageId }) => messageId)).size).toBe(post.mails().length);
  });

  test('the password stands in the Pi’s settings alone, for root alone: no log, journal, database, argument or answer has it', async () => {
    await readEverything();
    const folders = ['opt', 'etc', 'home', 'root', 'var', 'tmp'].map((name) => join(pi.root, name));
    const onPi = scanFolders(folders, forms);
    expect(onPi.files).toBeGreaterThan(500);
    // the settings, and what they were before the last change
    for (const { where, mode } of onPi.finds)
      expect(`${basename(where)} ${mode.toString(8)}`).toMatch(/^\.env(\.change-before)? 600$/);
    expect(onPi.finds.map(({ where }) => where)).toContain(join(pi.root, settingsFile));
    expect(Buffer.from(await pi.run('journalctl --no-pager -o export')).length).toBeGreaterThan(1000);
    expect(hidden(await pi.run('journalctl --no-pager -o export'))).toEqual([]);
    const onPc = scanFolders([panel.dataFolder], forms);
    expect(onPc.files).toBeGreaterThan(3);
    expect(onPc.finds).toEqual([]);
    expect(heard.length).toBeGreaterThan(50);
    expect(hidden(heard.join('\n'))).toEqual([]);
    expect(watch.looks()).toBeGreaterThan(50);
    expect(watch.finds()).toEqual([]);

    // and it would be seen
    await pi.run('cat > /var/log/planted.log; systemd-cat < /var/log/planted.log', `said: ${password}\n`);
    expect(scanFolders([join(pi.root, 'var/log')], forms).finds.map(({ where }) => basename(where))).toContain(
      'planted.log',
    );
    await expect.poll(async () => hidden(await pi.run('journalctl --no-pager -o export'))).toContain('plain');
  });

  /** All that a person may look at or hand on. */
  async function readEverything(): Promise<void> {
    await panel.call('targets.facts', { targetId });
    await panel.call('mail.read', { targetId });
    await panel.call('mail.history', { targetId });
    await panel.call('deployment.offer', { targetId });
    await panel.call('rollback.offer', { targetId });
    await panel.call('serviceSettings.read', { targetId });
    await panel.call('restaurant.read', { targetId });
    await panel.call('stored.list', { targetId });
    await panel.open('run.follow', { targetId, runId, fromSeq: 1 }).ended;
  }
});

/** In which forms the password stands in a text. */
const hidden = (text: string) => forms.filter(({ bytes }) => Buffer.from(text).includes(bytes)).map(({ name }) => name);
