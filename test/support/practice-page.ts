import { expect, type Page } from '@playwright/test';

/** How long (ms) a step of a run may take on a busy machine. */
export const slow = { timeout: 120_000 };

/** Goes to a place of the rail, by its German name. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: place }).click();
}

/** From the practice room to a deployed version that is kept; each click within a bound. Ends with the click that keeps it. */
export async function deployInPractice(page: Page, within = slow): Promise<void> {
  await page.getByRole('button', { name: 'Bereitstellung üben' }).click(within);
  await page.getByRole('button', { name: 'Bereitstellung vorbereiten' }).click(within);
  await page.getByRole('button', { name: 'Bereitstellung starten' }).click(within);
  await page.getByRole('button', { name: 'Alles gut, behalten' }).click(within);
}

/** Somebody orders one of the samples, by its German title, in the practice's shop, which is open. Gives the order's number. */
export async function placeOrder(page: Page, title: string): Promise<string> {
  const placed = page.locator('.shop-orders li strong');
  const before = await placed.allInnerTexts();
  await page.getByRole('button', { name: `Bestellen: ${title}` }).click();
  if (before[0] !== undefined) await expect(placed.first()).not.toHaveText(before[0], slow);
  return placed.first().innerText(slow);
}
