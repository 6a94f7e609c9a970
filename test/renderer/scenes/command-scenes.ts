import type { Page } from '@playwright/test';
import type { Language } from '../../../src-shared/localized.ts';
import type { Scene } from './scene.ts';

const typed = { de: 'dru', en: 'prin' };

const palette =
  (words: (language: Language) => string) =>
  async (page: Page, language: Language): Promise<void> => {
    await page.locator('.rail').waitFor();
    await page.keyboard.press('Control+k');
    const line = page.getByRole('dialog').getByRole('searchbox');
    await line.fill(words(language));
    await page.keyboard.press('ArrowDown');
  };

/** Finding by typing, by keyboard alone, and the list of keys. */
export const commandScenes: readonly Scene[] = [
  { name: 'command-palette', act: palette(() => '') },
  { name: 'command-palette-typed', act: palette((language) => typed[language]) },
  { name: 'command-palette-order', act: palette(() => '10427') },
  {
    name: 'shortcuts',
    act: async (page) => {
      await page.locator('.rail').waitFor();
      await page.keyboard.press('F1');
      await page.getByRole('dialog').waitFor();
    },
  },
];
