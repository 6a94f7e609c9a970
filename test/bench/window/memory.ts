import type { Browser, Page } from '@playwright/test';
import { fine } from '../../renderer/scenes/basics.ts';
import { showScene } from '../../renderer/scenes/stage.ts';
import type { Figure } from '../figure.ts';

/** The service says something every five seconds: so many words are eight hours. */
const words = (8 * 60 * 60) / 5;
/** After so many everything that is kept once has been kept. */
const settled = 600;

/** The window's memory after eight hours of words, beside what it was after the first fifty minutes of them. */
export async function memoryFigures(browser: Browser): Promise<Figure[]> {
  const page = await browser.newPage();
  try {
    await page.addInitScript(keepTheLine);
    await showScene(page, { name: 'memory' }, { language: 'de', theme: 'light' });
    await say(page, settled);
    const before = await heapBytes(page);
    await say(page, words - settled);
    const after = await heapBytes(page);
    return [
      {
        name: 'memory after eight hours of words, growth',
        value: (after / before - 1) * 100,
        unit: '%',
        better: 'lower',
        target: 5,
        comparedTo: null,
      },
    ];
  } finally {
    await page.close();
  }
}

/** Runs in the page: keeps how the host's words reach the window, and the number of the stream that tells the state. */
function keepTheLine(): void {
  let bridge: { listen: (hear: (text: string) => void) => void; send: (text: string) => void } | undefined;
  const line: { hear: (text: string) => void; stream: number } = { hear: () => {}, stream: -1 };
  Object.defineProperty(window, 'bonwart', {
    configurable: true,
    get: () => bridge,
    set: (host: NonNullable<typeof bridge>) => {
      bridge = {
        listen: (hear) => {
          line.hear = hear;
          host.listen(hear);
        },
        send: (text) => {
          const { kind, id, name } = JSON.parse(text) as { kind: string; id: number; name: string };
          if (kind === 'open' && name === 'status.watch') line.stream = id;
          host.send(text);
        },
      };
    },
  });
  Object.assign(window, { line });
}

/** Says so many words of the state, each a little different; every one is drawn. */
async function say(page: Page, count: number): Promise<void> {
  await page.evaluate(
    async ({ count: wanted, status }) => {
      const { line } = window as unknown as { line: { hear: (text: string) => void; stream: number } };
      for (let said = 0; said < wanted; said += 1) {
        const number = String(10_000 + said);
        const told = {
          ...status,
          queue: { ...status.queue, waiting: said % 4 },
          lastPrinted: { orderNumber: number, at: status.at },
        };
        line.hear(
          JSON.stringify({ kind: 'event', id: line.stream, event: { kind: 'status', status: told, ageMs: 0 } }),
        );
        await new Promise((next) => requestAnimationFrame(next));
      }
    },
    { count, status: fine },
  );
}

async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}
