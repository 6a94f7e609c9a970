import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium } from '@playwright/test';
import { findInstalledBrowser } from '../../scripts/find-browser.ts';
import { allScenes } from './scenes/all.ts';
import { showScene } from './scenes/stage.ts';

/**
 * `npm run screens`: a picture of every screen, in both languages, light and dark, at two sizes, into `screens/`, with a
 * contact sheet. Words narrow it: `npm run screens -- status run-asking de light 1280` takes only the scenes whose names begin
 * so, in German, light, at that width.
 */
const folder = fileURLToPath(new URL('../../screens/', import.meta.url));
const words = process.argv.slice(2);
const languages = narrowed(['de', 'en'] as const);
const themes = narrowed(['light', 'dark'] as const);
const widths = narrowed(['1280', '1024'] as const);
const heights = { '1280': 800, '1024': 700 } as const;
const wanted = words.filter((word) => ![...languages, ...themes, ...widths].some((known) => known === word));
const scenes = allScenes.filter(({ name }) => wanted.length === 0 || wanted.some((begin) => name.startsWith(begin)));
const failures: string[] = [];

const found = findInstalledBrowser();
if (found.path === undefined) throw new Error(found.reason);
if (words.length === 0) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({
  executablePath: found.path,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  for (const language of languages)
    for (const theme of themes) for (const width of widths) await takePictures(browser, language, theme, width);
  await makeSheet(browser);
} finally {
  await browser.close();
}
for (const failure of failures) console.error(failure);
console.log(`screens: ${scenes.length} scenes in ${folder}, ${failures.length} pictures failed`);
process.exitCode = failures.length > 0 ? 1 : 0;

/** The words that were given of these, or all of them. */
function narrowed<Word extends string>(known: readonly Word[]): readonly Word[] {
  const given = known.filter((word) => words.includes(word));
  return given.length > 0 ? given : known;
}

function pictureName(scene: string, language: string, theme: string, width: string): string {
  return `${scene}.${language}.${theme}.${width}.png`;
}

async function takePictures(
  opened: Browser,
  language: (typeof languages)[number],
  theme: (typeof themes)[number],
  width: (typeof widths)[number],
): Promise<void> {
  for (const scene of scenes) {
    const page = await opened.newPage({
      viewport: { width: Number(width), height: heights[width] },
      locale: language === 'de' ? 'de-DE' : 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
    });
    try {
      await showScene(page, scene, { language, theme });
      await page.screenshot({ path: `${folder}${pictureName(scene.name, language, theme, width)}` });
    } catch (problem) {
      failures.push(`${scene.name} (${language}, ${theme}, ${width}): ${String(problem).slice(0, 400)}`);
    } finally {
      await page.close();
    }
  }
}

/** All scenes on one sheet: a row each, German light, German dark, English light, English dark. */
async function makeSheet(opened: Browser): Promise<void> {
  const rows = scenes.map(({ name }) => {
    const pictures = languages.flatMap((language) =>
      themes.map((theme) => `<img src="${pictureName(name, language, theme, widths[0] ?? '1280')}" alt="">`),
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
