import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chromiumPlaces, findChromium } from '../../../src-main/report/find-chromium.ts';
import { printWithChromium } from '../../../src-main/report/print-with-chromium.ts';
import { readReportFonts } from '../../../src-main/report/read-fonts.ts';
import { reportPage } from '../../../src-main/sign-off/report-page.ts';
import { kept, startDesk } from '../sign-off/signed-run.ts';

const never = new AbortController().signal;
const fonts = join(import.meta.dirname, '../../../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files');
const reader = spawnSync('pdftotext', ['-v']).error ? 'pdftotext is not installed (poppler-utils)' : null;
const printer = findChromium() ? null : 'no Chromium, Chrome or Edge is installed';

let folder: string;
const before = process.env.BONWART_BROWSER;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bonwart-pdf-test-'));
});
afterEach(() => {
  if (before === undefined) delete process.env.BONWART_BROWSER;
  else process.env.BONWART_BROWSER = before;
  rmSync(folder, { recursive: true });
});

test.skipIf(reader || printer)(
  `a signed report becomes a PDF in which its words, values and code can be read${reader || printer ? `: ${reader ?? printer}` : ''}`,
  async () => {
    const desk = await startDesk(kept);
    try {
      const { documentHash } = await desk.answerAll();
      await desk.sign(0, documentHash);
      const view = await desk.sign(1, documentHash);
      for (const language of ['de', 'en'] as const) {
        const pdf = await printWithChromium(reportPage(view, language, readReportFonts(fonts)), never);
        const file = join(folder, `${language}.pdf`);
        writeFileSync(file, pdf ?? '');
        const words = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
        for (const wanted of [view.code ?? '', 'Küche <1>', 'Maria Löwe', 'Ali <b>', documentHash.slice(0, 20)])
          expect(words).toContain(wanted);
        expect(words).toContain(language === 'de' ? 'Bestandene Prüfungen' : 'Checks passed');
        expect(words).toContain(language === 'de' ? 'unter 30' : 'under 30');
        // name, type, encoding, embedded …: whoever opens it sees the same letters
        const [, , ...used] = execFileSync('pdffonts', [file], { encoding: 'utf8' }).trimEnd().split('\n');
        expect(used.length).toBeGreaterThan(0);
        for (const font of used) expect(font).toMatch(/ yes (yes|no) +(yes|no) +\d+ +\d+$/);
      }
    } finally {
      desk.close();
    }
  },
  90_000,
);

test('where there is no browser, or one that breaks or hangs, there is no PDF and nothing is left behind', async () => {
  const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('bonwart-report-'));
  const already = left();
  process.env.BONWART_BROWSER = join(folder, 'none');
  expect(await printWithChromium('<p>x</p>', never)).toBeNull();

  const program = (name: string, lines: string) => {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${lines}\n`);
    chmodSync(file, 0o755);
    process.env.BONWART_BROWSER = file;
  };
  program('breaks', 'exit 7');
  expect(await printWithChromium('<p>x</p>', never)).toBeNull();

  program('hangs', `touch ${join(folder, 'began')}\nexec sleep 600`);
  const given = new AbortController();
  const printing = printWithChromium('<p>x</p>', given.signal);
  await expect.poll(() => existsSync(join(folder, 'began')), { timeout: 10_000 }).toBe(true);
  given.abort();
  expect(await printing).toBeNull();
  expect(left().filter((name) => !already.includes(name))).toEqual([]);
});

test('browsers are looked for where each system has them', () => {
  expect(chromiumPlaces('linux', { PATH: '/opt/bin:/usr/bin' })).toContain('/usr/bin/chromium');
  expect(chromiumPlaces('darwin', {})[0]).toMatch(/^\/Applications\/Google Chrome\.app/);
  expect(chromiumPlaces('win32', { PROGRAMFILES: 'C:\\Program Files' }).join()).toContain('msedge.exe');
});
