import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { repository } from '../../scripts/build/layout.ts';
import type { PrinterSwitches } from '../../src-main/practice/printer/switches.ts';
import type { Station, TestPi } from './test-pi.ts';

/** A printer and a pretend Wix shop, each on a machine of its own beside the Pi. */
export interface Restaurant {
  /** What a person types in the first deployment. */
  readonly settings: Record<string, string>;
  /** Someone orders one of the sample orders; gives the order's number. */
  order(sample: string): Promise<string>;
  /** The same where this machine's own cable is out: said in the shop itself. */
  orderInside(sample: string): Promise<string>;
  /** What the printer has on paper, as text, one entry a ticket; without the test tickets that each deployment prints. */
  tickets(): Promise<string[]>;
  testTickets(): Promise<string[]>;
  /** Makes the printer good or bad: some of `src-main/practice/printer/switches.ts`. */
  setPrinter(switches: Partial<PrinterSwitches>): Promise<void>;
  /** Waits for a ticket that holds a text, and gives it. */
  ticketWith(text: string): Promise<string>;
  dispose(): Promise<void>;
}

const controlPort = 9200;
const isTest = /TESTBON|TEST TICKET/;
const ticketDeadlineMs = 30_000;

export async function openRestaurant(pi: TestPi): Promise<Restaurant> {
  const printer = await startAt(pi, 'printer', 'test/printer/run.ts', ['--port', '9100']);
  const shop = await startAt(pi, 'shop', 'test/wix/run.ts', []);
  const ask = async (station: Station, method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`http://${pi.addressOf(station)}:${controlPort}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!answer.ok) throw new Error(`${method} ${path} at the ${station}: ${await answer.text()}`);
    return answer.json();
  };
  const paper = async () => ((await ask('printer', 'GET', '/tickets')) as { text: string }[]).map(({ text }) => text);
  const restaurant: Restaurant = {
    settings: {
      RESTAURANT_NAME: 'Zur Linde',
      WIX_API_KEY: 'practice-key',
      WIX_SITE_ID: 'practice-site',
      WIX_API_BASE_URL: String(shop.told.baseUrl),
      PRINTER_IP: pi.addressOf('printer'),
    },
    order: async (sample) => {
      const order = (await ask('shop', 'POST', '/orders', { sample })) as { number: string | number };
      return String(order.number);
    },
    orderInside: async (sample) => {
      const url = `http://${pi.addressOf('shop')}:${controlPort}/orders`;
      const request = JSON.stringify({ method: 'POST', body: JSON.stringify({ sample }) });
      const program = `console.log(await (await fetch('${url}', ${request})).text())`;
      const answer = await pi.runAt('shop', [process.execPath, '--input-type=module', '-e', program]);
      return String((JSON.parse(answer) as { number: string | number }).number);
    },
    tickets: async () => (await paper()).filter((text) => !isTest.test(text)),
    setPrinter: async (switches) => {
      await ask('printer', 'PUT', '/switches', switches);
    },
    testTickets: async () => (await paper()).filter((text) => isTest.test(text)),
    ticketWith: async (text) => {
      const giveUp = performance.now() + ticketDeadlineMs;
      for (;;) {
        const tickets = await restaurant.tickets();
        const found = tickets.find((ticket) => ticket.includes(text));
        if (found !== undefined) return found;
        if (performance.now() > giveUp)
          throw new Error(`no ticket with ${text}; there are\n${tickets.join('\n---\n')}`);
        await new Promise((next) => setTimeout(next, 100));
      }
    },
    dispose: async () => {
      await Promise.all([end(printer.child), end(shop.child)]);
    },
  };
  return restaurant;
}

async function startAt(pi: TestPi, station: Station, program: string, more: readonly string[]) {
  const own = ['--host', pi.addressOf(station), '--control', String(controlPort), ...more];
  const child = pi.spawnAt(station, [process.execPath, join(repository, program), ...own], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new Error('no output');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line', {
    signal: AbortSignal.timeout(30_000),
  })) as [string];
  return { child, told: JSON.parse(line) as Record<string, unknown> };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await ended;
  clearTimeout(timer);
}
