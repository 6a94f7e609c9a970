import type { Page } from '@playwright/test';

/** What the status page showed from a moment on, until the next entry. */
export interface Shown {
  /** Milliseconds since 1970, by the page's clock. */
  readonly at: number;
  /** The one sentence. */
  readonly sentence: string;
  /** Where something is green: the rail, the sentence, or the tiles. */
  readonly green: readonly string[];
}

declare global {
  interface Window {
    bonwartShown?: Shown[];
  }
}

/**
 * Notes in the page itself what the status shows, with each change of it: no sampling, so nothing between two looks is missed. A
 * look four times a second besides would find what changes without the document doing so. Answers the record so far, the first entry of
 * which is how it was at the start.
 */
export async function recordStatus(page: Page): Promise<() => Promise<Shown[]>> {
  await page.evaluate(() => {
    const parts = { rail: '.rail-pi', sentence: '.status-sentence', tiles: '.tiles' };
    const shown: Shown[] = [];
    const look = () => {
      const sentence = document.querySelector('.status-sentence h1')?.textContent ?? '';
      const green = Object.entries(parts).flatMap(([name, place]) =>
        document.querySelector(`${place} .state-good`) ? [name] : [],
      );
      const last = shown.at(-1);
      if (last?.sentence === sentence && last.green.join() === green.join()) return;
      shown.push({ at: Date.now(), sentence, green });
    };
    look();
    new MutationObserver(look).observe(document.body, {
      ...{ subtree: true, childList: true, characterData: true, attributes: true },
    });
    setInterval(look, 250);
    window.bonwartShown = shown;
  });
  return async () => (await page.evaluate(() => window.bonwartShown)) ?? [];
}

/** What was shown at some time between two moments (milliseconds since 1970), also if it began before. */
export function shownBetween(record: readonly Shown[], from: number, until: number): Shown[] {
  return record.filter(({ at }, place) => at < until && (record[place + 1]?.at ?? Number.POSITIVE_INFINITY) > from);
}
