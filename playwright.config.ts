import { defineConfig } from '@playwright/test';
import { findInstalledBrowser } from './scripts/find-browser.ts';

const browser = findInstalledBrowser();

/** Tests in a real browser against the browser host. `npm test` runs them; so does `npx playwright test`. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 2,
  // As with vitest: one second try where a machine of somebody else runs it; it is named as flaky.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: true,
  reporter: 'list',
  use: {
    trace: 'retain-on-failure',
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    launchOptions: {
      ...(browser.path ? { executablePath: browser.path } : {}),
      // Chromium refuses its own sandbox to root.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
});
