import { execFileSync, spawnSync } from 'node:child_process';
import { expect, type Page } from '@playwright/test';
import { goTo, slow } from './practice-page.ts';

export const pins = { Leitung: '4711', Technik: '907151' } as const;
export const signers = { Leitung: 'Maria Löwe', Technik: 'Ali Demir' } as const;

/** Nobody has a PIN yet: the sign-off leads to the people, the two who sign are made, and it goes back to where it was. */
export async function makeSigners(page: Page): Promise<void> {
  await expect(page.getByText('Auf diesem Computer hat noch niemand eine.')).toBeVisible(slow);
  await page.getByRole('button', { name: 'PIN einrichten' }).click();
  await page.getByRole('button', { name: 'Personen', exact: true }).click();
  await addPerson(page, 'Erste Person anlegen', [signers.Technik, 'Technik', pins.Technik]);
  await addPerson(page, 'Person anlegen', [signers.Leitung, 'Leitung', pins.Leitung]);
  await openSignOff(page);
}

/** Both roles sign what is answered. Gives the code that stands on the report. */
export async function signByBoth(page: Page): Promise<string> {
  await sign(page, 'Leitung');
  await expect(page.getByText('Die erste Unterschrift ist da.')).toBeVisible(slow);
  await expect(page.getByRole('button', { name: /^Neu beantworten/ })).toHaveCount(0);
  await sign(page, 'Technik');
  await expect(page.getByText('Daran ändert sich nichts mehr')).toBeVisible(slow);
  const code = (await page.locator('.sign-off-code').textContent()) ?? '';
  expect(code).toMatch(/^[0-9A-F]{4}(-[0-9A-F]{4}){3}$/);
  return code;
}

/** Saves the report as people do. Gives where the PDF lies. */
export async function saveReport(page: Page): Promise<string> {
  const download = page.waitForEvent('download', slow);
  await page.getByRole('button', { name: 'Bericht speichern' }).click();
  return (await download).path();
}

/** Why a PDF cannot be read back here, or null. */
export const noPdfReader = spawnSync('pdftotext', ['-v']).error ? 'pdftotext is not installed (poppler-utils)' : null;

/** The words of a signed report, read back from the PDF: its code, who signed, what was measured. */
export function expectInReport(file: string, code: string): void {
  const words = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  for (const wanted of [code, ...Object.values(signers), 'Bestandene Prüfungen', 'Prüfspur'])
    expect(words).toContain(wanted);
}

/** Yes to each question, and a sentence to each deviation, for as long as there is one. */
export async function answerEverything(page: Page): Promise<void> {
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
export async function openSignOff(page: Page): Promise<void> {
  await goTo(page, 'Verlauf');
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

/** The manager types the name, by keyboard alone; the admin draws. */
async function sign(page: Page, role: keyof typeof pins): Promise<void> {
  await page.getByRole('button', { name: `Unterschreiben für ${role}` }).press('Enter');
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('textbox', { name: 'PIN' }).fill(pins[role]);
  if (role === 'Leitung') {
    await dialog.getByRole('radio', { name: /^Zeichnen/ }).focus();
    await page.keyboard.press('ArrowRight');
    await dialog.getByRole('textbox', { name: 'Ihr Name als Unterschrift' }).fill(signers.Leitung);
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
