import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { historyEntrySchema } from '../../src-shared/history/entry.ts';
import { type RunningHost, startBrowserHost } from '../support/browser-host.ts';
import { deployInPractice, goTo, slow } from '../support/practice-page.ts';
import { formIn, formsOf } from '../support/secret-scan.ts';

test.describe('history and help package', () => {
  let host: RunningHost;
  let folder: string;

  test.beforeAll(async () => {
    host = await startBrowserHost();
    folder = mkdtempSync(join(tmpdir(), 'bonwart-history-e2e-'));
  });
  test.afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    expect(await host.stop()).toBe(0);
  });

  test('deploy, roll back, filter, compare, export, put a help package together, read both back', async ({ page }) => {
    test.setTimeout(600_000);
    await page.goto(host.url);
    await page.getByRole('button', { name: 'Erst üben' }).click();
    await expect(page.getByRole('heading', { name: 'Laden und Drucker' })).toBeVisible(slow);
    await deployAndRollBack(page);

    await goTo(page, 'Verlauf');
    const list = page.getByRole('region', { name: 'Verlauf' });
    // the version that the practice began with, the one deployed, and the way back
    await expect(list.getByText('3 Einträge')).toBeVisible(slow);
    const rows = list.locator('.history-entry');
    await expect(rows.first()).toContainText('Zurückgesetzt auf');
    await page.getByRole('combobox', { name: 'Was' }).selectOption('Bereitstellungen');
    await expect(list.getByText('2 Einträge')).toBeVisible();
    await page.getByRole('searchbox', { name: 'Suchen' }).fill('Trüffel');
    await expect(list.getByText('Dazu gibt es keinen Eintrag.')).toBeVisible();
    // by the keyboard alone: Escape empties the search
    await page.keyboard.press('Escape');
    await expect(list.getByText('2 Einträge')).toBeVisible();

    const csv = readFileSync(await download(page, 'Als Tabelle speichern (CSV)'), 'utf8');
    expect(csv).toContain('\r\n');
    expect(csv).toContain('bereitgestellt');
    expect(csv).not.toContain('Zurückgesetzt auf');
    await page.getByRole('combobox', { name: 'Was' }).selectOption('Alles');
    await expect(list.getByText('3 Einträge')).toBeVisible();
    const json = JSON.parse(readFileSync(await download(page, 'Für Programme speichern (JSON)'), 'utf8'));
    expect(json.entries.map((entry: unknown) => historyEntrySchema.parse(entry).kind)).toEqual([
      'rollback',
      'deployment',
      'deployment',
    ]);

    for (const place of [0, 1]) await list.locator('.check-bare').nth(place).click();
    await list.getByRole('button', { name: 'Vergleichen' }).click();
    const result = page.getByRole('table', { name: 'Lauf und Ergebnis' });
    await expect(result).toContainText('Behalten', slow);
    await expect(result).toContainText('Zurückgesetzt');
    await expect(page.getByRole('table', { name: 'Abschnitte mit Dauer' })).toContainText(/[0-9] s/);
    await page.getByRole('button', { name: 'Zum Verlauf' }).click();

    await page.getByRole('button', { name: 'Hilfspaket zusammenstellen' }).click();
    await page.getByRole('button', { name: 'Zusammenstellen', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Das steht darin' })).toBeVisible(slow);
    await expect(page.getByRole('heading', { name: 'Das fehlt' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Ansehen: settings.json' }).click();
    const shown = page.getByRole('region', { name: 'settings.json' });
    await expect(shown).toContainText('"WIX_API_KEY": "[hidden]"');
    const settings = await shown.textContent();
    await page.keyboard.press('Escape');
    await expect(shown).toHaveCount(0);

    const archive = await download(page, 'Hilfspaket speichern');
    execFileSync('tar', ['-xzf', archive, '-C', folder]);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const contents = new Map(files.map((file) => [file.name, readFileSync(join(file.parentPath, file.name))]));
    for (const name of [
      'README.txt',
      'versions.json',
      'settings.json',
      'runs.json',
      'service.log',
      'status.json',
      'samples.json',
    ])
      expect([...contents.keys()]).toContain(name);
    expect([...contents.keys()].filter((name) => name.endsWith('.jsonl'))).toHaveLength(3);
    expect(contents.get('settings.json')?.toString('utf8')).toBe(settings);
    const secrets = secretsOf(host.dataFolder);
    expect(secrets.length).toBeGreaterThan(0);
    for (const secret of secrets)
      for (const [name, bytes] of contents)
        expect([name, formIn(bytes, formsOf('bonwart', secret))]).toEqual([name, null]);
  });

  async function download(page: Page, button: string): Promise<string> {
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: button }).click();
    const file = await coming;
    const path = join(folder, '..', `${folder.split('/').at(-1)}-${file.suggestedFilename()}`);
    await file.saveAs(path);
    return path;
  }
});

/** What the practice Pi's settings hold of secrets: read past every interface, from its disk. */
function secretsOf(dataFolder: string): string[] {
  const file = join(dataFolder, 'practice', 'pi', 'opt', 'wix-printer-service', '.env');
  return [...readFileSync(file, 'utf8').matchAll(/^[A-Z_]*(?:KEY|PASSWORD|SECRET|TOKEN)=(.{6,})$/gm)].map(
    ([, value]) => value ?? '',
  );
}

async function deployAndRollBack(page: Page): Promise<void> {
  await deployInPractice(page);
  await expect(page.getByRole('heading', { name: /läuft und bleibt/ })).toBeVisible(slow);
  await goTo(page, 'Laden und Drucker');
  await goTo(page, 'Bereitstellung');
  await page.getByRole('button', { name: /^Zurücksetzen auf/ }).click(slow);
  await page.getByRole('button', { name: 'Zurücksetzen', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Es läuft wieder/ })).toBeVisible(slow);
}
