import type { PrinterSwitches } from '../../../src-main/practice/printer/switches.ts';
import type { CrashPoint } from '../../../src-pi/service/life/crash.ts';
import { atRest, brokenPromises } from './promises.ts';
import { openRestaurant, type Restaurant } from './restaurant.ts';
import { eventually } from './service.ts';
import { order, startShop } from './shop.ts';

export const printerKinds = { A4: {}, A3: { processIds: false }, A1: { answers: 'mute' } } as const satisfies Record<
  string,
  Partial<PrinterSwitches>
>;
export type PrinterKind = keyof typeof printerKinds;

/** What happens between the kill and the start after it. */
export const aftermaths = ['kill', 'kill, printer off and on', 'kill twice'] as const;
export type Aftermath = (typeof aftermaths)[number];

export interface CrashCase {
  readonly point: CrashPoint;
  readonly kind: PrinterKind;
  readonly aftermath: Aftermath;
}

/** What must have happened before a start can pass this point: the point at which an earlier start is killed. */
const before: Partial<Record<CrashPoint, CrashPoint>> = {
  'interrupted-before-commit': 'body-half',
  'interrupted-after-commit': 'body-half',
  'late-proof-before-commit': 'stop-after-commit',
  'late-proof-after-commit': 'stop-after-commit',
};
/** The paper ends in the middle of the first ticket for those that lie in or behind a stop. */
const needsStop = ({ point, kind }: CrashCase) => kind !== 'A1' && /^(stop|late-proof)-/.test(point);

/**
 * Runs one case with two orders and answers what it broke. A point that this printer does not lead past (a mute one never
 * answers) becomes a kill at rest. At the end a person has everything printed anew of which nobody knows.
 */
export async function runCrashCase(
  item: CrashCase,
  program?: string,
): Promise<{ broken: string[]; killedAtPoint: boolean; unknown: number; reprints: number; output: string }> {
  const { point, kind, aftermath } = item;
  const shop = await startShop();
  const orders = [order(), order()];
  shop.orders.push(...orders);
  const numbers = orders.map(({ number }) => String(number));
  const switches = { ...printerKinds[kind], ...(needsStop(item) ? { linesLeft: 6 } : {}) };
  const restaurant = await openRestaurant(shop.url, { switches, program });
  let output = '';
  try {
    const killed = async (at: CrashPoint) => {
      const service = await restaurant.start({ CRASH_AT: at });
      // The printer's late word must find somebody who hears it.
      if (at.startsWith('late-proof-') && needsStop(item)) {
        await eventually('it hears', async () => (await service.status()).printer.state === 'paper-end');
        await restaurant.printer.set({ paper: 'enough', linesLeft: null });
      }
      const dead = await comesToItsEnd(service.ended, () => atRest(service, 2));
      // Some points lie in the farewell.
      if (!dead) await service.end('SIGTERM');
      output += service.output();
      return (await service.ended) === 'SIGKILL';
    };
    const earlier = before[point];
    if (earlier) await killed(earlier);
    const killedAtPoint = await killed(point);
    if (aftermath === 'kill twice') {
      await restaurant.printer.set({ paper: 'enough', linesLeft: null });
      // A stop does not come a second time by itself; there the next ticket is cut off on its way.
      await killed(needsStop(item) ? 'body-half' : point);
    }
    if (aftermath === 'kill, printer off and on') {
      await restaurant.printer.set({ power: false });
      await restaurant.printer.set({ power: true });
    }
    await restaurant.printer.set({ paper: 'enough', linesLeft: null });
    const last = await restaurant.start();
    const known = await eventually('all at rest', () => atRest(last, 2), 40_000);
    const broken = brokenPromises(numbers, restaurant.paper(), known);
    const unknown = known.flatMap(({ jobs }) => jobs).filter(({ state }) => state === 'unknown');
    for (const { id } of unknown) await last.post(`/bonwart/jobs/${id}/resolve`, { answer: 'print-again' });
    const decided = await eventually('all decided', async () => {
      const found = await atRest(last, 2);
      if (!found) return false;
      return found.flatMap(({ jobs }) => jobs).some(({ state }) => state === 'unknown') ? false : found;
    });
    await papersCome(restaurant, numbers);
    broken.push(...brokenPromises(numbers, restaurant.paper(), decided));
    output += last.output();
    const farewell = await last.end('SIGTERM');
    if (farewell !== 0) broken.push(`ended with ${farewell}`);
    const reprints = restaurant.paper().filter((text) => text.includes('REPRINT')).length;
    return { broken, killedAtPoint, unknown: unknown.length, reprints, output };
  } finally {
    await restaurant.stop();
    await shop.stop();
  }
}

/** True when it has ended, false when it is at rest and lives. */
async function comesToItsEnd(ended: Promise<unknown>, rests: () => Promise<unknown>): Promise<boolean> {
  let dead = false;
  void ended.then(() => {
    dead = true;
  });
  await eventually('killed, or at rest', async () => dead || (await rests().catch(() => dead)), 40_000);
  return dead;
}

/** A mute printer is believed before its paper is out. */
async function papersCome({ paper }: Restaurant, numbers: readonly string[]): Promise<void> {
  await eventually('paper of each order', () =>
    numbers.every((number) => paper().some((text) => text.includes(number))),
  ).catch(() => {});
}
