import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { repository } from '../../scripts/build/layout.ts';
import { findInstalledBrowser } from '../../scripts/find-browser.ts';
import { createBonwart } from '../../src-main/host/bonwart.ts';
import { readPageFiles } from '../../src-main/host/page-files.ts';
import { parts } from '../../src-main/host/parts.ts';
import { startBrowserServer } from '../../src-main/host-browser/server.ts';
import { createSessions } from '../../src-main/host-browser/sessions.ts';
import type { Vault } from '../../src-main/vault/vault.ts';
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
  const bonwart = createBonwart({
    dataFolder,
    projectFolder: installation?.projectFolder ?? repository,
    payloadFolder: installation?.payloads ?? payloadFolder,
    vault,
    parts,
    facts: { version: '0.0.0', host: 'browser', startIn: 'home', vault: vault.kind },
  });
  const server = await startBrowserServer({
    files: readPageFiles(join(repository, 'out', 'renderer')),
    sessions: createSessions(),
    dispatcher: bonwart.dispatcher,
    port: 0,
  });
  let browser: Browser | null = null;
  const close = async () => {
    await browser?.close();
    await server.close();
    await bonwart.close();
  };
  try {
    const found = findInstalledBrowser();
    if (found.path === undefined) throw new Error(found.reason);
    browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox'] });
    const page = await browser.newPage({ locale: 'de-DE', viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(30_000);
    await page.goto(server.address());
    return { page, close };
  } catch (error) {
    await close();
    throw error;
  }
}
