import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, Page } from '@playwright/test';
import { startBrowserHost } from '../../support/browser-host.ts';
import { deployInPractice } from '../../support/practice-page.ts';
import { type Figure, median, quantile } from '../figure.ts';
import { fillWithOrders } from '../years-of-orders.ts';
import { answerTimes, listenIn, wordsHeard } from './ear.ts';

const loads = 7;
const ordersPlaced = 15;
const ordersStored = 100_000;
const patient = { timeout: 180_000 };
const common = { better: 'lower' as const, comparedTo: null };

/**
 * First content, event to pixel, and the list of 100,000 orders: the real host, the real service, on a practice Pi. The orders are there before
 * the deployment, so that a service begins with them: put behind the back of one that runs, each would be news to it.
 */
export async function practiceFigures(browser: Browser): Promise<Figure[]> {
  const host = await startBrowserHost();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'de-DE' });
  try {
    const page = await context.newPage();
    await listenIn(page);
    await page.goto(host.url);
    await page.getByRole('button', { name: 'Erst üben' }).waitFor(patient);
    const content = await firstContent(page, new URL('/', host.url).href);
    await page.getByRole('button', { name: 'Erst üben' }).click();
    await page.getByRole('heading', { name: 'Laden und Drucker' }).waitFor(patient);
    const file = join(host.dataFolder, 'practice/pi/opt/wix-printer-service/data/printer_service.db');
    const database = new DatabaseSync(file, { timeout: 30_000 });
    fillWithOrders(database, { jobs: ordersStored, open: 0, days: 80 });
    database.close();
    await deployInPractice(page, patient);
    await page.getByRole('heading', { name: /läuft und bleibt/ }).waitFor(patient);
    const pixel = await eventToPixel(page);
    return [...content, ...pixel, ...(await ordersAtHand(page))];
  } finally {
    await context.close();
    await host.stop();
  }
}

/** Until the window's first heading stands there, loaded anew each time: the link with the token opens only once, then a cookie does. */
async function firstContent(page: Page, address: string): Promise<Figure[]> {
  const times: number[] = [];
  for (let load = 0; load < loads; load += 1) {
    await page.goto(address);
    await page.getByRole('button', { name: 'Erst üben' }).waitFor(patient);
    const painted = await page.waitForFunction(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
      undefined,
      patient,
    );
    times.push(Number(await painted.jsonValue()));
  }
  return [
    { name: 'first content of the window, median', value: median(times), unit: 'ms', target: 1000, ...common },
    { name: 'first content of the window, worst', value: Math.max(...times), unit: 'ms', target: 1000, ...common },
  ];
}

/** Orders come in and are printed; each changes the state, which the Pi tells and the window draws. */
async function eventToPixel(page: Page): Promise<Figure[]> {
  await page.getByRole('navigation').getByRole('button', { name: 'Laden und Drucker' }).click();
  const before = (await wordsHeard(page)).length;
  for (let placed = 1; placed <= ordersPlaced; placed += 1) {
    await page.getByRole('button', { name: /^Bestellen: Online bezahlt/ }).click();
    await page.waitForFunction(
      (wanted) => (window as unknown as { ear: { heard: unknown[] } }).ear.heard.length >= wanted,
      before + placed,
      patient,
    );
  }
  const times = (await wordsHeard(page)).slice(before).map(({ saidAt, drawnAt }) => drawnAt - saidAt);
  return [
    { name: 'event on the Pi to pixel, median', value: median(times), unit: 'ms', target: 250, ...common },
    { name: 'event on the Pi to pixel, p95', value: quantile(times, 0.95), unit: 'ms', target: 250, ...common },
  ];
}

/**
 * Searches and scrolls among 100,000 orders. A search is timed from when the window asks, which is 200 ms after the last letter: it waits on
 * purpose, so that a word that is being typed is not looked for letter by letter. The end is the second frame after the answer.
 */
async function ordersAtHand(page: Page): Promise<Figure[]> {
  await page.getByRole('navigation').getByRole('button', { name: 'Bestellungen' }).click();
  const line = page.getByRole('searchbox').first();
  const list = page.getByRole('grid', { name: 'Bestellungen' });
  await list.waitFor(patient);
  // the first search puts the words of all orders into the index; until that is done it says so, and goes on by itself
  await line.fill('90000');
  await list.getByText('90000', { exact: true }).waitFor(patient);
  await page.getByText('Ältere Bestellungen werden noch durchgesehen').waitFor({ state: 'hidden', ...patient });
  const beforeSearch = (await answerTimes(page, 'orders.page')).length;
  for (let search = 0; search < 30; search += 1) {
    const wanted = String(99_000 - search * 37);
    await line.fill(wanted);
    await list.getByText(wanted, { exact: true }).waitFor(patient);
  }
  const searching = (await answerTimes(page, 'orders.page')).slice(beforeSearch);
  await line.fill('');
  await list.getByText(String(ordersStored - 1), { exact: true }).waitFor(patient);
  const beforePages = (await answerTimes(page, 'orders.page')).length;
  const older = page.getByRole('button', { name: 'Ältere Bestellungen zeigen' });
  for (let load = 0; load < 30; load += 1) {
    // who presses it has come to it before: drawing what was scrolled past is a matter of scrolling
    await older.scrollIntoViewIfNeeded(patient);
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    // only the lines in view are in the page; the list says how many it has
    const rows = Number(await list.getAttribute('aria-rowcount'));
    await older.click(patient);
    await page.waitForFunction(
      (had) => Number(document.querySelector('.order-list')?.getAttribute('aria-rowcount')) > had,
      rows,
      patient,
    );
  }
  const paging = (await answerTimes(page, 'orders.page')).slice(beforePages);
  const frames = await page.evaluate(async () => {
    const scrolled = document.querySelector('.frame-content') ?? document.documentElement;
    const gaps: number[] = [];
    let last = performance.now();
    for (let frame = 0; frame < 240; frame += 1) {
      scrolled.scrollBy(0, 160);
      await new Promise((next) => requestAnimationFrame(next));
      const now = performance.now();
      gaps.push(now - last);
      last = now;
    }
    return gaps;
  });
  const p95 = (values: readonly number[]) => ({ value: quantile(values, 0.95), unit: 'ms', target: 100, ...common });
  return [
    { name: 'search among 100,000 orders, p95', ...p95(searching) },
    { name: 'next page of 100,000 orders, p95', ...p95(paging) },
    { name: 'scrolling through them, a frame, p95', ...p95(frames) },
  ];
}
