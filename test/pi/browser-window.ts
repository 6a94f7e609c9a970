import { type Browser, chromium, type Page } from '@playwright/test';
import { findInstalledBrowser } from '../../scripts/find-browser.ts';
import type { Vault } from '../../src-main/vault/vault.ts';
import { serveWindow } from '../support/window-server.ts';
import type { Installation } from './deployment.ts';
import { payloadFolder } from './panel.ts';

/** Why no window can be opened here, or null. */
export const noBrowser = ((found) => (found.path === undefined ? found.reason : null))(findInstalledBrowser());

export interface BonwartInBrowser {
  readonly page: Page;
  /** As closing the app. */
  close(): Promise<void>;
}

/** Bonwart as the browser host runs it, with a real browser that shows its first screen. `npm run test:pi` has built the window. */
export async function openBonwart(options: {
  readonly dataFolder: string;
  readonly vault: Vault;
  readonly installation?: Installation;
}): Promise<BonwartInBrowser> {
  const { dataFolder, vault, installation } = options;
  const server = await serveWindow({
    ...{ dataFolder, vault, startIn: 'home' },
    projectFolder: installation?.projectFolder,
    payloadFolder: installation?.payloads ?? payloadFolder,
  });
  let browser: Browser | null = null;
  const close = async () => {
    await browser?.close();
    await server.close();
  };
  try {
    const found = findInstalledBrowser();
    if (found.path === undefined) throw new Error(found.reason);
    browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox'] });
    const page = await browser.newPage({ locale: 'de-DE', viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(30_000);
    await page.goto(server.url);
    return { page, close };
  } catch (error) {
    await close();
    throw error;
  }
}
