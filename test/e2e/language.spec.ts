import { expect, type Page, type Route, test } from '@playwright/test';
import { allScenes } from '../renderer/scenes/all.ts';
import { type StageWindow, showScene } from '../renderer/scenes/stage.ts';
import { startBrowserHost } from '../support/browser-host.ts';

const german = '**/assets/german-*.js';
const english = '**/assets/english-*.js';
const inGerman = 'Die englischen Texte ließen sich nicht laden. Das Fenster bleibt deutsch.';
const inEnglish = 'The German texts could not be loaded. The window stays English.';

/** The files of texts that the page has asked for, by their languages. */
function textsAskedFor(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const language = /assets\/(german|english)-/.exec(request.url())?.[1];
    if (language) asked.push(language);
  });
  return asked;
}

/** Holds what is asked for until it is let go. `arrived` is when the page has asked. */
async function hold(page: Page, files: string): Promise<{ arrived: Promise<void>; letGo: () => void }> {
  const asked = Promise.withResolvers<void>();
  const free = Promise.withResolvers<void>();
  await page.route(
    files,
    async (route) => {
      asked.resolve();
      await free.promise;
      await route.fallback();
    },
    { times: 1 },
  );
  return { arrived: asked.promise, letGo: () => free.resolve() };
}

const refuse = (route: Route) => route.abort();

test('only the chosen language is fetched, nothing is drawn without words, and a failed one is said', async ({
  page,
}) => {
  const host = await startBrowserHost();
  try {
    const asked = textsAskedFor(page);
    const first = await hold(page, german);
    await page.goto(host.url, { waitUntil: 'commit' });
    await first.arrived;
    await expect(page.locator('#window')).toBeEmpty();
    first.letGo();
    await expect(page.getByRole('button', { name: 'Erst üben' })).toBeVisible();
    expect(asked).toEqual(['german']);

    // the other one fails: the window stays as it is, says so, and stores nothing
    await page.route(english, refuse);
    await page.getByRole('button', { name: 'In English' }).click();
    await expect(page.getByRole('status').filter({ hasText: inGerman })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await page.reload();
    await expect(page.getByRole('button', { name: 'Erst üben' })).toBeVisible();
    await expect(page.getByText(inGerman)).toBeHidden();

    // it comes late: German until then, and then all of it English
    await page.getByRole('button', { name: 'In English' }).click();
    await expect(page.getByText(inGerman)).toBeVisible();
    await page.unroute(english, refuse);
    const late = await hold(page, english);
    await page.getByRole('button', { name: 'Noch einmal versuchen' }).click();
    await late.arrived;
    await expect(page.getByRole('button', { name: 'Erst üben' })).toBeVisible();
    late.letGo();
    await expect(page.getByRole('button', { name: 'Practise first' })).toBeVisible();
    await expect(page.getByText(inGerman)).toBeHidden();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');

    // what was chosen is what the next window opens in, by the host's own word
    asked.length = 0;
    await page.reload();
    await expect(page.getByRole('button', { name: 'Practise first' })).toBeVisible();
    expect(asked).toEqual(['english']);

    // the chosen one fails at the start: the other, with a word about it
    await page.route(english, refuse);
    await page.reload();
    await expect(page.getByRole('button', { name: 'Erst üben' })).toBeVisible();
    await expect(page.getByText(inGerman)).toBeVisible();

    // neither: said in both languages instead of an empty page
    await page.route(german, refuse);
    await page.reload();
    await expect(page.getByRole('alert')).toContainText('Bonwart konnte seine Texte nicht laden.');
    await expect(page.getByRole('alert')).toContainText('Bonwart could not load its texts.');
  } finally {
    expect(await host.stop()).toBe(0);
  }
});

test('the kitchen display changes its language whole, and says when it cannot', async ({ page }) => {
  const scene = allScenes.find(({ name }) => name === 'status-fine');
  if (!scene) throw new Error('there is no scene status-fine');
  const asked = textsAskedFor(page);
  const choose = (language: 'de' | 'en') =>
    page.evaluate((preferences) => (window as unknown as StageWindow).tell('app.preferences', preferences), {
      language,
      theme: 'light',
      sound: 'off',
      notices: 'on',
      firstSteps: 'hidden',
    });
  await showScene(page, scene, { language: 'en', theme: 'light' });
  await page.getByRole('button', { name: 'Kitchen display' }).click();
  const kiosk = page.locator('.kiosk');
  await expect(kiosk.getByRole('button', { name: 'Close the kitchen display' })).toBeVisible();
  const before = await kiosk.innerText();
  expect(asked).toEqual(['english']);

  await page.route(german, refuse);
  await choose('de');
  await expect(kiosk.getByText(inEnglish)).toBeVisible();
  await page.unroute(german, refuse);

  const late = await hold(page, german);
  await kiosk.getByRole('button', { name: 'Try again' }).click();
  await late.arrived;
  for (const line of before.split('\n')) await expect(kiosk).toContainText(line);
  late.letGo();
  await expect(kiosk.getByRole('button', { name: 'Küchenanzeige schließen' })).toBeVisible();
  await expect(kiosk.getByText(inEnglish)).toBeHidden();
  // the same in both languages
  const words = (await kiosk.innerText()).split('\n').filter((line) => /[a-z]{4}/.test(line) && line !== 'Internet');
  expect(words.filter((line) => before.includes(line))).toEqual([]);
});
