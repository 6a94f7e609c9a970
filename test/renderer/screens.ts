import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium } from '@playwright/test';
import { findInstalledBrowser } from '../../scripts/find-browser.ts';
import { allScenes } from './scenes/all.ts';
import { showScene } from './scenes/stage.ts';

/**
 * `npm run screens`: a picture of every screen, in both languages, light and dark, at two sizes, into `screens/`, with a
 * contact sheet. `npm run screens -- status run-asking` takes only the scenes whose names begin so.
 */
const folder = fileURLToPath(new URL('../../screens/', import.meta.url));
const languages = ['de', 'en'] as const;
const themes = ['light', 'dark'] as const;
const sizes = [
  { width: 1280, height: 800 },
  { width: 1024, height: 700 },
] as const;

const wanted = process.argv.slice(2);
const scenes = allScenes.filter(({ name }) => wanted.length === 0 || wanted.some((begin) => name.startsWith(begin)));
const found = findInstalledBrowser();
if (found.path === undefined) throw new Error(found.reason);
if (wanted.length === 0) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({
  executablePath: found.path,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  for (const language of languages)
    for (const theme of themes) for (const size of sizes) await takePictures(browser, language, theme, size);
  await makeSheet(browser);
} finally {
  await browser.close();
}
console.log(`screens: ${scenes.length} scenes, ${scenes.length * 8} pictures in ${folder}`);

function pictureName(scene: string, language: string, theme: string, width: number): string {
  return `${scene}.${language}.${theme}.${width}.png`;
}

async function takePictures(
  opened: Browser,
  language: (typeof languages)[number],
  theme: (typeof themes)[number],
  size: (typeof sizes)[number],
): Promise<void> {
  for (const scene of scenes) {
    const page = await opened.newPage({
      viewport: size,
      locale: language === 'de' ? 'de-DE' : 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
    });
    try {
      await showScene(page, scene, { language, theme });
      await page.screenshot({ path: `${folder}${pictureName(scene.name, language, theme, size.width)}` });
    } catch (problem) {
      throw new Error(`${scene.name} (${language}, ${theme}, ${size.width})`, { cause: problem });
    } finally {
      await page.close();
    }
  }
}

/** All scenes on one sheet: a row each, German light, German dark, English light, English dark. */
async function makeSheet(opened: Browser): Promise<void> {
  const rows = scenes.map(({ name }) => {
    const pictures = languages.flatMap((language) =>
      themes.map((theme) => `<img src="${pictureName(name, language, theme, 1280)}" alt="">`),
    );
    return `<tr><th>${name}</th>${pictures.map((picture) => `<td>${picture}</td>`).join('')}</tr>`;
  });
  const style =
    'body{margin:16px;font:14px sans-serif;background:#ddd}img{width:400px;display:block}th{text-align:left}';
  const html = `<!doctype html><meta charset="utf-8"><title>Bonwart</title><style>${style}</style><table>${rows.join('')}</table>`;
  writeFileSync(`${folder}index.html`, html);
  const page = await opened.newPage({ viewport: { width: 1840, height: 1000 } });
  await page.goto(pathToFileURL(`${folder}index.html`).href);
  await page.screenshot({ path: `${folder}index.png`, fullPage: true });
  await page.close();
}
