import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { type RunningHost, startBrowserHost } from '../support/browser-host.ts';
import { deployInPractice, slow } from '../support/practice-page.ts';

const pins = { Leitung: '4711', Technik: '907151' } as const;

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

    // nobody has a PIN yet: the way leads to the people, and back to where it was
    await expect(page.getByText('Auf diesem Computer hat noch niemand eine.')).toBeVisible();
    await page.getByRole('button', { name: 'PIN einrichten' }).click();
    await page.getByRole('button', { name: 'Personen', exact: true }).click();
    await addPerson(page, 'Erste Person anlegen', ['Ali Demir', 'Technik', pins.Technik]);
    await addPerson(page, 'Person anlegen', ['Maria Löwe', 'Leitung', pins.Leitung]);
    await openSignOff(page);
    await answerEverything(page);

    await sign(page, 'Leitung');
    await expect(page.getByText('Die erste Unterschrift ist da.')).toBeVisible(slow);
    await expect(page.getByRole('button', { name: /^Neu beantworten/ })).toHaveCount(0);
    await sign(page, 'Technik');
    await expect(page.getByText('Daran ändert sich nichts mehr')).toBeVisible(slow);

    const code = (await page.locator('.sign-off-code').textContent()) ?? '';
    expect(code).toMatch(/^[0-9A-F]{4}(-[0-9A-F]{4}){3}$/);
    await page.getByRole('button', { name: 'Bericht prüfen' }).click();
    await page.getByRole('textbox', { name: 'Prüfcode' }).fill(code.toLowerCase());
    await page.getByRole('button', { name: 'Prüfen', exact: true }).click();
    await expect(page.getByText(/^Echt\. /)).toBeVisible(slow);
    await page.getByRole('dialog').getByText('Schließen', { exact: true }).click();

    const download = page.waitForEvent('download', slow);
    await page.getByRole('button', { name: 'Bericht speichern' }).click();
    const file = await (await download).path();

    await page.getByText('Kommt noch').first().scrollIntoViewIfNeeded();
    await expect(page.getByRole('heading', { name: 'Nach 24 Stunden' })).toBeVisible();
    await changeBehindTheBack(host.dataFolder);
    await openSignOff(page);
    await expect(page.getByRole('heading', { name: 'Hier wurde nachträglich etwas verändert' })).toBeVisible(slow);
    await expect(page.getByRole('button', { name: 'Nachtrag unterschreiben' })).toHaveCount(0);

    if (spawnSync('pdftotext', ['-v']).error) {
      test
        .info()
        .annotations.push({ type: 'not read back', description: 'pdftotext is not installed (poppler-utils)' });
      return;
    }
    const words = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    for (const wanted of [code, 'Maria Löwe', 'Ali Demir', 'Bestandene Prüfungen', 'Prüfspur'])
      expect(words).toContain(wanted);
  });
});

/** Yes to each question, and a sentence to each deviation, for as long as there is one. */
async function answerEverything(page: Page): Promise<void> {
  const questions = page.getByRole('button', { name: /^Beantworten: / });
  const deviations = page.getByRole('button', { name: /^Erklären: / });
  await expect(page.getByRole('heading', { name: 'Gemessen' })).toBeVisible(slow);
  for (let left = await questions.count(); left > 0; left -= 1) {
    await questions.first().click();
    await page.getByText('Ja', { exact: true }).last().click();
    await page.getByRole('button', { name: 'Festhalten' }).click();
    await expect(questions).toHaveCount(left - 1, slow);
  }
  for (let left = await deviations.count(); left > 0; left = await deviations.count()) {
    await deviations.first().click();
    await page.getByRole('textbox', { name: 'Erklärung' }).fill('Das kommt im Üben nicht vor.');
    await page.getByRole('button', { name: 'Festhalten' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0, slow);
  }
}

/** Back to the sign-off of the newest run, as people get there later: by the history. */
async function openSignOff(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: 'Verlauf' }).click();
  await page
    .getByRole('button', { name: /^Version .* bereitgestellt/ })
    .first()
    .click(slow);
  await page.getByRole('button', { name: 'Zur Abnahme' }).click(slow);
  await expect(page.getByRole('heading', { name: 'Gemessen' })).toBeVisible(slow);
}

async function addPerson(
  page: Page,
  button: string,
  [name, role, pin]: readonly [string, string, string],
): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByText(role, { exact: true }).click();
  await dialog.getByRole('textbox', { name: 'PIN', exact: true }).fill(pin);
  await dialog.getByRole('textbox', { name: 'PIN noch einmal' }).fill(pin);
  await dialog.getByRole('button', { name: 'Übernehmen' }).click();
  await expect(dialog).toHaveCount(0, slow);
}

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

/** The manager types the name, by keyboard alone; the admin draws. */
async function sign(page: Page, role: keyof typeof pins): Promise<void> {
  await page.getByRole('button', { name: `Unterschreiben für ${role}` }).press('Enter');
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('textbox', { name: 'PIN' }).fill(pins[role]);
  if (role === 'Leitung') {
    await dialog.getByRole('radio', { name: /^Zeichnen/ }).focus();
    await page.keyboard.press('ArrowRight');
    await dialog.getByRole('textbox', { name: 'Ihr Name als Unterschrift' }).fill('Maria Löwe');
    await dialog.getByRole('button', { name: 'Jetzt unterschreiben' }).press('Enter');
    return;
  }
  const field = await dialog.getByRole('img', { name: 'Feld für Ihre Unterschrift' }).boundingBox();
  if (!field) throw new Error('there is no field to draw in');
  await page.mouse.move(field.x + 40, field.y + 60);
  await page.mouse.down();
  for (let step = 1; step <= 12; step += 1)
    await page.mouse.move(field.x + 40 + step * 20, field.y + 60 + (step % 3) * 20);
  await page.mouse.up();
  await dialog.getByRole('button', { name: 'Jetzt unterschreiben' }).click();
}
