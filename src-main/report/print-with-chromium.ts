import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findChromium } from './find-chromium.ts';

/** Makes a PDF of a page that needs nothing from elsewhere; null where this computer cannot. */
export type PrintPage = (html: string, signal: AbortSignal) => Promise<Uint8Array | null>;

/** Milliseconds for a browser that starts cold on a slow PC. */
const deadlineMs = 40_000;

/**
 * Lets an installed Chromium print, without a window, with a profile of its own that is thrown away. It ends with the deadline or the
 * signal; whatever it leaves undone counts as "cannot".
 */
export const printWithChromium: PrintPage = async (html, signal) => {
  const browser = findChromium();
  if (!browser) return null;
  const folder = await mkdtemp(join(tmpdir(), 'bonwart-report-'));
  const page = join(folder, 'report.html');
  const pdf = join(folder, 'report.pdf');
  try {
    await writeFile(page, html, { mode: 0o600 });
    await run(browser, parameters(folder, page, pdf), AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]));
    return await readFile(pdf);
  } catch {
    // a browser without its libraries, or one that hangs: the page itself can still be printed
    return null;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }).catch(() => {});
  }
};

function parameters(folder: string, page: string, pdf: string): string[] {
  return [
    '--headless',
    '--disable-gpu',
    '--disable-extensions',
    '--disable-background-networking',
    '--disable-dev-shm-usage',
    '--no-first-run',
    '--no-default-browser-check',
    // its own sandbox does not work for root, who should not browse but may print
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--user-data-dir=${join(folder, 'profile')}`,
    '--no-pdf-header-footer',
    `--print-to-pdf=${pdf}`,
    pathToFileURL(page).href,
  ];
}

function run(program: string, words: readonly string[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: 'ignore', signal, killSignal: 'SIGKILL' });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`ended with ${code}`))));
  });
}
