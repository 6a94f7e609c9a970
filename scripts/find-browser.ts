import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

/** A browser that the tests can drive, or why there is none. */
export type FoundBrowser = { path: string } | { path: undefined; reason: string };

/** How long a browser may take to say its version, and how long its download may take. In milliseconds. */
const answerDeadline = 15_000;
const downloadDeadline = 240_000;
const playwright = fileURLToPath(new URL('../node_modules/@playwright/test/cli.js', import.meta.url));

/** Finds an installed Chromium, Chrome or Edge, or the one that Playwright keeps. `BONWART_BROWSER` names one by its path. */
export function findInstalledBrowser(): FoundBrowser {
  const named = process.env.BONWART_BROWSER;
  if (named) return starts(named) ? { path: named } : { path: undefined, reason: `${named} does not start` };
  const path = [...usualPlaces(), chromium.executablePath()].find(
    (candidate) => existsSync(candidate) && starts(candidate),
  );
  return path ? { path } : { path: undefined, reason: 'no Chromium, Chrome or Edge is installed' };
}

/** As `findInstalledBrowser`; if there is none, lets Playwright download its own, with a deadline. */
export function findOrFetchBrowser(): FoundBrowser {
  const installed = findInstalledBrowser();
  if (installed.path || process.env.BONWART_BROWSER) return installed;
  console.log('browser: none is installed; downloading one with Playwright');
  const environment = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' };
  const { status } = spawnSync(process.execPath, [playwright, 'install', 'chromium'], {
    env: environment,
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: downloadDeadline,
  });
  const fetched = findInstalledBrowser();
  if (fetched.path) return fetched;
  const why = status === 0 ? 'the downloaded one does not start' : 'none could be downloaded';
  return { path: undefined, reason: `no Chromium, Chrome or Edge is installed, and ${why}` };
}

function usualPlaces(): string[] {
  if (process.platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  if (process.platform === 'win32') {
    const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return roots.flatMap((root) => (root ? programs.map((program) => join(root, program)) : []));
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** A browser may lie there and lack its libraries. On Windows asking for the version would open a window. */
function starts(path: string): boolean {
  if (process.platform === 'win32') return existsSync(path);
  try {
    execFileSync(path, ['--version'], { stdio: 'ignore', timeout: answerDeadline });
    return true;
  } catch {
    return false;
  }
}

if (import.meta.main) {
  const found = findOrFetchBrowser();
  console.log(found.path ?? found.reason);
  process.exitCode = found.path ? 0 : 1;
}
