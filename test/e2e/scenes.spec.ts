import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { allScenes } from '../renderer/scenes/all.ts';
import { misfits } from '../renderer/scenes/fit.ts';
import { showScene } from '../renderer/scenes/stage.ts';

const usual = [
  { language: 'de', theme: 'light', size: { width: 1280, height: 800 } },
  { language: 'en', theme: 'dark', size: { width: 1024, height: 700 } },
] as const;
const others = [
  { language: 'de', theme: 'dark', size: { width: 1280, height: 800 } },
  { language: 'en', theme: 'light', size: { width: 1024, height: 700 } },
] as const;
/** Both languages and both themes; `BONWART_LOOKS=all` crosses them, and looks whether all fits at the smallest size and at 200 %. */
const isWhole = process.env.BONWART_LOOKS === 'all';
const looks = isWhole ? [...usual, ...others] : usual;

// A picture tells what is wrong; recording each of so many tests takes longer than the tests.
// Each scene stands alone, so both cores look at them.
test.describe.configure({ mode: 'parallel' });
test.use({ trace: 'off', screenshot: 'only-on-failure' });

for (const look of looks)
  for (const scene of allScenes)
    test(`${scene.name} (${look.language}, ${look.theme}) can be used by everybody and breaks no rule of the page`, async ({
      page,
    }) => {
      await page.setViewportSize(look.size);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const troubles: string[] = [];
      page.on('pageerror', (error) => troubles.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') troubles.push(message.text());
      });
      await showScene(page, scene, look);
      // Asked before axe, which puts a script of its own into the page.
      expect(await page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([]);
      expect(troubles).toEqual([]);
      const { violations } = await new AxeBuilder({ page })
        // No frames here; without this each look opens a second page.
        .setLegacyMode(true)
        .analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
      // Each size is laid out and looked through anew, which takes as long as all the rest.
      if (isWhole) expect(await misfits(page)).toEqual([]);
    });
