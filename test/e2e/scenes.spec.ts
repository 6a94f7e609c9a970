import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { allScenes } from '../renderer/scenes/all.ts';
import { misfits } from '../renderer/scenes/fit.ts';
import { changeLook, type StageWindow, showScene } from '../renderer/scenes/stage.ts';

const usual = [
  { language: 'de', theme: 'light', size: { width: 1280, height: 800 } },
  { language: 'en', theme: 'dark', size: { width: 1024, height: 700 } },
] as const;
const others = [
  { language: 'de', theme: 'dark', size: { width: 1024, height: 700 } },
  { language: 'en', theme: 'light', size: { width: 1280, height: 800 } },
] as const;
/**
 * Each scene is drawn in one look and changed to the other while it is open. `BONWART_LOOKS=all` draws it in the crossed looks, too, and looks
 * whether all fits at the smallest size and at 200 %.
 */
const isWhole = process.env.BONWART_LOOKS === 'all';
const pairs = isWhole ? [usual, others] : [usual];

// A picture tells what is wrong; recording each of so many tests takes longer than the tests.
// Each scene stands alone, so both cores look at them.
test.describe.configure({ mode: 'parallel' });
test.use({ trace: 'off', screenshot: 'only-on-failure' });

for (const [first, then] of pairs)
  for (const scene of allScenes) {
    const looks = [first, then].map(({ language, theme }) => `${language} ${theme}`).join(', then ');
    test(`${scene.name} (${looks}) can be used by everybody and breaks no rule of the page`, async ({ page }) => {
      const troubles: string[] = [];
      page.on('pageerror', (error) => troubles.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') troubles.push(message.text());
      });
      await page.setViewportSize(first.size);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await showScene(page, scene, first);
      // Asked before axe, which puts a script of its own into the page.
      expect(await page.evaluate(() => (window as unknown as StageWindow).violations)).toEqual([]);
      await expectUsable(page);
      await page.setViewportSize(then.size);
      await changeLook(page, scene, then);
      await expectUsable(page);
      expect(troubles).toEqual([]);
    });
  }

async function expectUsable(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // No frames here; without this each look opens a second page.
    .setLegacyMode(true)
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
  // Each size is laid out and looked through anew, which takes as long as all the rest.
  if (isWhole) expect(await misfits(page)).toEqual([]);
}
