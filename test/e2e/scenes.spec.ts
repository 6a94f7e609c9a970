import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { allScenes } from '../renderer/scenes/all.ts';
import { showScene } from '../renderer/scenes/stage.ts';

const looks = [
  { language: 'de', theme: 'light' },
  { language: 'en', theme: 'dark' },
] as const;

for (const look of looks)
  for (const scene of allScenes)
    test(`${scene.name} (${look.language}, ${look.theme}) can be used by everybody and breaks no rule of the page`, async ({
      page,
    }) => {
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
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
    });
