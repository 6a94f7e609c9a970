import { expect, type Page } from '@playwright/test';
import { slow } from './practice-page.ts';

/** The checklist, which is open, forbids the start: what the Pi would return to is not whole. */
export async function seeNoWayBack(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Noch nicht starten' })).toBeVisible(slow);
  await expect(page.getByRole('heading', { name: 'Es gibt einen Weg zurück' })).toBeVisible(slow);
}

/** The Pi has been put right: what people have to say is said, the Pi is checked again, and nothing is in the way any more. */
export async function clearChecklist(page: Page): Promise<void> {
  for (const title of ['Die Küche weiß Bescheid', 'Der Zeitpunkt ist abgesprochen']) await answerYes(page, title);
  await page.getByRole('button', { name: 'Pi noch einmal prüfen' }).click();
  await expect(page.getByRole('heading', { name: /Das fehlt noch|Dinge fehlen noch/ })).toHaveCount(0, slow);
}

async function answerYes(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^Beantworten: ${title}`) }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Ja', exact: true }).check({ force: true });
  await dialog.getByLabel('Ihr Name').fill('Maria');
  await dialog.getByRole('button', { name: 'Antwort festhalten' }).click();
  await expect(dialog).toHaveCount(0);
}
