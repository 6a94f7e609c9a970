import type { Page } from '@playwright/test';

/** What the page has heard and when it had drawn it. Times are milliseconds since 1970, by this machine's clock. */
export interface Heard {
  /** When the Pi said it, for a word about the state of the service. */
  readonly saidAt: number;
  readonly drawnAt: number;
}

/** The page's own notes, as `listenIn` keeps them. */
interface EarInPage {
  heard: Heard[];
  answered: Record<string, { askedAt: number; drawnAt: number }[]>;
}

/**
 * Lays an ear on the page's connection, before it loads: each word of the Pi's state and each answer, with the moment at which the
 * second frame after it was drawn, so that what it changed is to be seen.
 */
export async function listenIn(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const ear: EarInPage = { heard: [], answered: {} };
    const asked = new Map<number, { name: string; at: number }>();
    const drawn = (then: (at: number) => void) =>
      requestAnimationFrame(() => requestAnimationFrame(() => then(Date.now())));
    const Plain = window.WebSocket;
    class Overheard extends Plain {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols);
        this.addEventListener('message', ({ data }) => {
          const word = JSON.parse(String(data)) as {
            kind: string;
            id: number;
            event?: { kind?: string; status?: { at: string } };
          };
          const { event } = word;
          if (word.kind === 'event' && event?.kind === 'status' && event.status) {
            const saidAt = Date.parse(event.status.at);
            drawn((drawnAt) => ear.heard.push({ saidAt, drawnAt }));
          }
          const question = asked.get(word.id);
          if (word.kind !== 'answer' || !question) return;
          asked.delete(word.id);
          drawn((drawnAt) => {
            ear.answered[question.name] ??= [];
            ear.answered[question.name]?.push({ askedAt: question.at, drawnAt });
          });
        });
      }
      override send(data: string): void {
        const { kind, id, name } = JSON.parse(data) as { kind: string; id: number; name: string };
        if (kind === 'call') asked.set(id, { name, at: Date.now() });
        super.send(data);
      }
    }
    Object.assign(window, { WebSocket: Overheard, ear });
  });
}

/** Every word of the state that came since the page was loaded. */
export async function wordsHeard(page: Page): Promise<readonly Heard[]> {
  return page.evaluate(() => (window as unknown as { ear: EarInPage }).ear.heard);
}

/** How long each answer to a call took, from asking to being drawn, in milliseconds. */
export async function answerTimes(page: Page, call: string): Promise<readonly number[]> {
  const answers = await page.evaluate(
    (name) => (window as unknown as { ear: EarInPage }).ear.answered[name] ?? [],
    call,
  );
  return answers.map(({ askedAt, drawnAt }) => drawnAt - askedAt);
}
