import { chromium } from '@playwright/test';
import { findInstalledBrowser } from '../../../scripts/find-browser.ts';
import type { Benchmark } from '../figure.ts';
import { memoryFigures } from './memory.ts';
import { practiceFigures } from './practice-figures.ts';

/** The window in a real browser: how soon it shows something, how soon what happens on the Pi, and whether it stays small. */
export const windowInBrowser: Benchmark = {
  name: 'window',
  async run() {
    const found = findInstalledBrowser();
    if (found.path === undefined) return { skipped: found.reason };
    const browser = await chromium.launch({
      executablePath: found.path,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    try {
      return [...(await practiceFigures(browser)), ...(await memoryFigures(browser))];
    } finally {
      await browser.close();
    }
  },
};
