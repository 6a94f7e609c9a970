import { expect, test } from 'vitest';
import { startPrinter, type VirtualPrinter } from '../../../src-main/practice/printer/printer.ts';
import { goodPrinter, type PrinterSwitches } from '../../../src-main/practice/printer/switches.ts';
import { byteLine } from '../../../src-pi/service/printer/byte-line.ts';
import { printerProcessId } from '../../../src-pi/service/printer/commands.ts';
import type { PrinterMemory } from '../../../src-pi/service/printer/line.ts';
import { networkPrinter } from '../../../src-pi/service/printer/network.ts';
import { frameBytes, frameTicket } from '../../../src-pi/service/tickets/frame.ts';
import { decodePaper } from '../../../src-shared/paper/decode.ts';
import { ticketText } from '../../../src-shared/paper/text.ts';
import { seeded } from '../../control/bench/deadline.ts';

/*
 * Jobs over a network that breaks: reset at byte k, half-open, slow, status floods, power lost. No loss may go unnoticed: what is
 * called printed lies there whole, and what is called not sent has left no line. `BONWART_FAULTS=all`: 10,000 jobs.
 */
const everything = process.env.BONWART_FAULTS === 'all';
const seed = Number(process.env.BONWART_SEED ?? 20261123);
const printers = everything ? 25 : 10;
const jobsEach = everything ? 400 : 20;
const lines = 8;

type Fault = 'none' | 'reset' | 'half-open' | 'half-open in the middle' | 'slow' | 'flood' | 'power lost';
const weights: Record<Fault, number> = {
  none: 10,
  reset: 45,
  'half-open': 2,
  'half-open in the middle': 4,
  slow: 12,
  flood: 20,
  'power lost': 7,
};

interface Outcome {
  readonly fault: Fault;
  readonly happening: string;
  readonly problem: string | null;
}

async function runPrinter(number: number): Promise<Outcome[]> {
  const random = seeded(seed + number);
  const printer = await startPrinter();
  const memory: PrinterMemory = { capability: 'A4', identity: null, brokenOff: false };
  const outcomes: Outcome[] = [];
  const claims: { name: string; happening: string; fault: Fault }[] = [];
  try {
    for (let job = 0; job < jobsEach; job += 1) {
      const name = `JOB-${number}-${job}-`;
      const fault = chosen(random());
      const happening = await runJob(printer, memory, name, number * jobsEach + job, fault, random);
      claims.push({ name, happening, fault });
    }
    // At the end, when nothing is under way any more: also what came late counts.
    const papers = printer.tickets().map(({ bytes }) => decodePaper(bytes).map(ticketText).join('\n'));
    for (const { name, happening, fault } of claims) {
      const mine = papers.filter((text) => text.includes(name));
      const whole = mine.some((text) => text.includes(`${name}${lines - 1}\n`) && text.includes(`${name}0\n`));
      const problem =
        happening === 'proven' && !whole
          ? `${name} is called printed and is not there`
          : happening === 'nothing-sent' && mine.length > 0
            ? `${name} is called not sent and is there`
            : null;
      outcomes.push({ fault, happening, problem });
    }
    return outcomes;
  } finally {
    await printer.stop();
  }
}

async function runJob(
  printer: VirtualPrinter,
  memory: PrinterMemory,
  name: string,
  number: number,
  fault: Fault,
  random: () => number,
): Promise<string> {
  await printer.set(goodPrinter);
  const payload = Buffer.from(Array.from({ length: lines }, (_, line) => `${name}${line}\n`).join(''));
  const ids = { beginId: printerProcessId('B', number), endId: printerProcessId('E', number) };
  const frame = frameTicket({ mark: new Uint8Array(), payload, ...ids });
  const line = await byteLine(networkPrinter(printer), { acknowledgementMilliseconds: 200 })(memory, {
    onTicketEnd: () => Promise.resolve(false),
    onLearnt: () => Promise.resolve(),
  });
  const stopWatching = printer.watch((event) => {
    if (event.kind !== 'line' || random() > 0.4) return;
    if (fault === 'half-open in the middle') void printer.set({ halfOpen: true });
    if (fault === 'power lost') void printer.set({ power: false }).then(() => printer.set({ power: true }));
  });
  try {
    await line.look();
    const steps = {
      beforeFirstByte: () => Promise.resolve(),
      onStopped: () => Promise.resolve(),
      onGoingOn: () => Promise.resolve(),
      isUnwanted: () => false,
    };
    await printer.set(switchesOf(fault, Math.floor(random() * (frameBytes(frame).length + 4))));
    return (await line.print(frame, ids, steps)).happening;
  } finally {
    stopWatching();
    await printer.set({ halfOpen: false, resetAtByte: null });
    await line.end();
  }
}

function switchesOf(fault: Fault, byte: number): Partial<PrinterSwitches> {
  switch (fault) {
    case 'reset':
      return { resetAtByte: byte + 1 };
    case 'half-open':
      return { halfOpen: true };
    case 'slow':
      return { linesPerSecond: 200, bufferBytes: 64 };
    case 'flood':
      return { statusFlood: 100 };
    default:
      return {};
  }
}

function chosen(value: number): Fault {
  let rest = value * Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  for (const [fault, weight] of Object.entries(weights)) {
    rest -= weight;
    if (rest < 0) return fault as Fault;
  }
  return 'none';
}

test(`seed ${seed}: over ${printers * jobsEach} jobs on a network that breaks no loss goes unnoticed`, {
  timeout: 1_200_000,
}, async () => {
  const outcomes = (await Promise.all(Array.from({ length: printers }, (_, number) => runPrinter(number)))).flat();
  const counts: Record<string, number> = {};
  for (const { fault, happening } of outcomes) {
    const key = `${fault}: ${happening}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  console.log(`socket faults: ${outcomes.length} jobs, ${JSON.stringify(counts)}`);
  expect(outcomes.map(({ problem }) => problem).filter(Boolean)).toEqual([]);
  // The faults were there: and what was not touched was printed.
  expect(outcomes.filter(({ fault, happening }) => fault === 'reset' && happening !== 'proven').length).toBeGreaterThan(
    0,
  );
  expect(
    outcomes.filter(({ fault }) => fault === 'none' || fault === 'flood').map(({ happening }) => happening),
  ).toEqual(outcomes.filter(({ fault }) => fault === 'none' || fault === 'flood').map(() => 'proven'));
});
