import { expect, type Locator, type Page } from '@playwright/test';

/** Whoever shares the machine with others waits longer. */
const slow = { timeout: 300_000 };
/** Tabs until something has the focus; a page has fewer places than this. */
const mostTabs = 150;

/** Goes to something with the Tab key, forwards or back, as who has no mouse does. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible(slow);
  for (let presses = 0; presses < mostTabs; presses += 1) {
    const key = await wanted.evaluate((element) => {
      const focused = document.activeElement ?? document.body;
      if (focused === element) return null;
      const isBefore = focused.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING;
      return isBefore ? 'Shift+Tab' : 'Tab';
    });
    if (key === null) return;
    await page.keyboard.press(key);
  }
  throw new Error(`the Tab key does not lead to ${wanted}`);
}

/** Goes to a button, once it can be pressed, and presses it. */
export async function press(page: Page, button: Locator): Promise<void> {
  await expect(button).toBeEnabled(slow);
  await tabTo(page, button);
  await page.keyboard.press('Enter');
}

/** Types into a field in place of what it holds. */
export async function type(page: Page, field: Locator, words: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(words);
}
