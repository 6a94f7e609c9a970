import { afterEach, describe, expect, test } from 'vitest';
import type { VirtualPrinter } from '../../src-main/practice/printer/printer.ts';
import { startPrinter } from '../../src-main/practice/printer/printer.ts';
import type { PrinterSwitches } from '../../src-main/practice/printer/switches.ts';
import { decodePaper } from '../../src-shared/paper/decode.ts';
import { ticketText } from '../../src-shared/paper/text.ts';
import type { PrinterClient } from '../support/printer-client.ts';
import { connectTo, until } from '../support/printer-client.ts';

const init = [0x1b, 0x40];
const cut = [0x1d, 0x56, 0x42, 0];
const id = (name: string): number[] => [0x1d, 0x28, 0x48, 6, 0, 48, 48, ...Buffer.from(name)];
const echo = (name: string): number[] => [0x37, 0x22, ...Buffer.from(name), 0];
const askStatus = (n: number): number[] => [0x10, 4, n];
const ticket = (name: string, lines = 10): number[] => [
  ...init,
  ...id(`B${name}`),
  ...Buffer.from(Array.from({ length: lines }, (_, line) => `${name} ${line}\n`).join('')),
  ...cut,
  ...id(`E${name}`),
];

let printer: VirtualPrinter;
const clients: PrinterClient[] = [];
async function start(switches: Partial<PrinterSwitches> = {}): Promise<PrinterClient> {
  printer = await startPrinter({ switches });
  return again();
}
async function again(): Promise<PrinterClient> {
  const client = await connectTo(printer);
  clients.push(client);
  return client;
}
afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.destroy();
  await printer.stop();
});
const paper = (index = 0): string =>
  decodePaper(printer.ticket(index)?.bytes ?? new Uint8Array())
    .map(ticketText)
    .join('|');
const complete = (): Promise<void> => until('a cut ticket', () => printer.tickets().at(-1)?.complete === true);
async function status(client: PrinterClient, n: number): Promise<number> {
  client.send(askStatus(n));
  return (await client.bytes(1))[0] ?? -1;
}

describe('a good printer', () => {
  test('prints, echoes process ids and answers the fence in order', async () => {
    const client = await start();
    client.send(ticket('001', 2), [0x1d, 0x72, 1]);
    expect(await client.bytes(15)).toEqual([...echo('B001'), ...echo('E001'), 0]);
    expect(paper()).toBe('001 0\n001 1\n[cut]');
    expect(printer.tickets()).toMatchObject([{ index: 0, complete: true, processIds: ['B001', 'E001'] }]);
  });

  test('two tickets in one go stay two, each readable alone, style carried over', async () => {
    const client = await start();
    client.send([0x1b, 0x74, 48], [0xde, 0x0a], cut, [0xfe, 0x0a], cut);
    await until('two tickets', () => printer.tickets().filter((one) => one.complete).length === 2);
    expect([paper(0), paper(1)]).toEqual(['Ş\n[cut]', 'ş\n[cut]']);
  });

  test('tells who it is', async () => {
    const client = await start();
    client.send([0x1d, 0x49, 66, 0x1d, 0x49, 67, 0x1d, 0x49, 1]);
    expect(Buffer.from(await client.bytes(18)).toString('latin1')).toBe('_EPSON\0_TM-m30III\0');
    expect(await client.bytes(1)).toEqual([0x20]);
  });

  test('events tell of ticket, lines and cut', async () => {
    const client = await start();
    const seen: string[] = [];
    printer.watch((event) => seen.push(event.kind));
    client.send(init, 'a\nb\n', cut);
    await complete();
    expect(seen).toEqual(['ticket started', 'line', 'line', 'line', 'cut']);
  });

  test('a real-time request is answered before what waits, over any split', async () => {
    const client = await start({ paper: 'end' });
    client.send('waiting\n', [0x10]);
    await until('bytes in the buffer', () => printer.waitingBytes() > 0);
    client.send([4]);
    client.send([4]);
    expect(await client.bytes(1)).toEqual([0x7e]);
    expect(printer.tickets()).toEqual([]);
  });
});

describe('states told apart by DLE EOT 1 to 4', () => {
  test.each<[string, Partial<PrinterSwitches>, number[]]>([
    ['ready', {}, [0x16, 0x12, 0x12, 0x12]],
    ['paper near end', { paper: 'near-end' }, [0x16, 0x12, 0x12, 0x1e]],
    ['paper end', { paper: 'end' }, [0x1e, 0x32, 0x12, 0x7e]],
    ['cover open', { cover: 'open' }, [0x1e, 0x16, 0x12, 0x12]],
    ['cutter', { cutter: 'jammed' }, [0x1e, 0x52, 0x1a, 0x12]],
    ['overheated', { head: 'overheated' }, [0x1e, 0x52, 0x52, 0x12]],
    ['broken', { broken: true }, [0x1e, 0x52, 0x32, 0x12]],
  ])('%s', async (_, switches, expected) => {
    const client = await start(switches);
    client.send(...[1, 2, 3, 4].map(askStatus));
    expect(await client.bytes(4)).toEqual(expected);
  });

  test('automatic status comes at once and with each change', async () => {
    const client = await start();
    client.send([0x1d, 0x61, 0xff]);
    expect(await client.bytes(4)).toEqual([0x14, 0, 0, 0x0f]);
    await printer.set({ cover: 'open' });
    expect(await client.bytes(4)).toEqual([0x3c, 0, 0, 0x0f]);
    await printer.set({ cover: 'closed', paper: 'near-end' });
    expect(await client.bytes(4)).toEqual([0x14, 0, 3, 0x0f]);
  });

  test('an offline printer leaves GS r unanswered until it is online', async () => {
    const client = await start({ cover: 'open' });
    client.send([0x1d, 0x72, 1]);
    expect(await status(client, 2)).toBe(0x16);
    expect(client.received).toEqual([]);
    await printer.set({ cover: 'closed' });
    expect(await client.bytes(1)).toEqual([0]);
  });
});

describe('paper ends in the middle of a ticket', () => {
  test.each(Array.from({ length: 10 }, (_, line) => line + 1))(
    'after line %i: it resumes on refill, once',
    async (linesLeft) => {
      const client = await start({ linesLeft });
      client.send(ticket('777'));
      await until('paper end', () => printer.switches().paper === 'end');
      expect(paper().split('\n')).toHaveLength(linesLeft);
      await printer.set({ paper: 'enough' });
      expect(await client.bytes(14)).toEqual([...echo('B777'), ...echo('E777')]);
      expect(paper()).toBe(`${Array.from({ length: 10 }, (_, line) => `777 ${line}`).join('\n')}\n[cut]`);
    },
  );

  test('DLE ENQ 2 forgets the rest, DLE ENQ 1 goes on', async () => {
    const client = await start({ linesLeft: 3, recovery: 'by-command' });
    client.send(ticket('111'));
    await until('paper end', () => printer.switches().paper === 'end');
    await printer.set({ paper: 'enough' });
    expect(await client.bytes(7)).toEqual(echo('B111'));
    expect(await status(client, 1)).toBe(0x3e);
    expect(paper().split('\n')).toHaveLength(3);
    client.send([0x10, 5, 2]);
    client.send(ticket('222', 1));
    await complete();
    expect(paper()).toBe('111 0\n111 1\n111 2\n222 0\n[cut]');
    expect(printer.ticket(0)?.processIds).toEqual(['B111', 'B222', 'E222']);
    await printer.set({ linesLeft: 2 });
    client.send(ticket('333', 4));
    await until('paper end again', () => printer.switches().paper === 'end');
    await printer.set({ paper: 'enough' });
    client.send([0x10, 5, 1]);
    await until('the second ticket', () => printer.ticket(1)?.complete === true);
    expect(paper(1)).toBe('333 0\n333 1\n333 2\n333 3\n[cut]');
  });
});

describe('worse days', () => {
  test('the cutter jams at the cut and cuts when it is free', async () => {
    const client = await start({ cutter: 'jams-at-cut' });
    client.send(ticket('404', 1));
    await until('the jam', () => printer.switches().cutter === 'jammed');
    expect(printer.ticket(0)?.complete).toBe(false);
    await printer.set({ cutter: 'ok' });
    await complete();
    expect(paper()).toBe('404 0\n[cut]');
  });

  test('a mute printer prints and says nothing; without process ids it still answers the fence', async () => {
    const client = await start({ answers: 'mute' });
    client.send([0x1d, 0x61, 0xff], askStatus(1), ticket('500', 1), [0x1d, 0x72, 1]);
    await complete();
    expect(client.received).toEqual([]);
    await printer.set({ answers: 'all', processIds: false });
    client.received.length = 0;
    client.send(ticket('501', 1), [0x1d, 0x72, 1]);
    expect(await client.bytes(1)).toEqual([0]);
  });

  test('power off loses buffer and connection, refuses, and comes back on the same port', async () => {
    const client = await start({ linesLeft: 2 });
    client.send(ticket('600'));
    await until('paper end', () => printer.switches().paper === 'end');
    await printer.set({ power: false });
    await client.closed();
    await expect(connectTo(printer)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await printer.set({ power: true, paper: 'enough' });
    const next = await again();
    next.send(ticket('601', 1));
    await complete();
    expect([paper(0), paper(1)]).toEqual(['600 0\n600 1', '601 0\n[cut]']);
  });

  test('vanished: silence, no end; after power on the old connection is reset', async () => {
    const client = await start({ powerOff: 'vanish' });
    await printer.set({ power: false });
    client.send(ticket('602', 1), askStatus(1));
    const probe = await again();
    probe.send(askStatus(1));
    await printer.set({ power: true });
    await client.closed();
    expect([client.received, probe.received, printer.tickets()]).toEqual([[], [], []]);
  });

  test.each([0, 1, 9, 20, 60])('reset at byte %i: what came before is printed, the rest never', async (resetAtByte) => {
    const client = await start();
    await printer.set({ resetAtByte });
    const bytes = ticket('700', 8);
    if (resetAtByte === 0) (await again().catch(() => client)).socket.write('x');
    else {
      client.send(bytes);
      await client.closed();
    }
    await until('the reset', () => printer.switches().resetAtByte === null);
    const whole =
      Buffer.from(bytes.slice(0, resetAtByte))
        .toString('latin1')
        .match(/700 \d\n/g) ?? [];
    await until('its lines', () => paper() === whole.join('').trimEnd());
  });

  test('half open: bytes vanish and nothing closes', async () => {
    const client = await start({ halfOpen: true });
    client.send(ticket('800', 1), askStatus(1));
    await until('the bytes arrive', () => printer.receivedBytes() >= ticket('800', 1).length + 3);
    await printer.set({ halfOpen: false });
    expect(await status(client, 1)).toBe(0x16);
    expect(printer.tickets()).toEqual([]);
  });

  test('one connection at a time: the second waits, or is refused', async () => {
    const first = await start();
    const second = await again();
    second.send(askStatus(1));
    expect(await status(first, 1)).toBe(0x16);
    expect(second.received).toEqual([]);
    first.socket.end();
    expect(await second.bytes(1)).toEqual([0x16]);
    await printer.set({ secondConnection: 'refuse' });
    await again().then(
      (third) => third.closed(),
      (error) => expect(error.code).toBe('ECONNRESET'),
    );
  });

  test('asleep: drops, resets the first caller, serves the next', async () => {
    const client = await start();
    await printer.set({ asleep: true });
    await client.closed();
    await again().then(
      (caller) => caller.closed(),
      () => undefined,
    );
    await until('it wakes', () => !printer.switches().asleep);
    expect(await status(await again(), 1)).toBe(0x16);
  });

  test('a small buffer holds the network back while the paper is out; nothing is lost', async () => {
    const client = await start({ bufferBytes: 45, paper: 'end' });
    client.send(ticket('900', 40));
    await until('a full buffer', () => printer.waitingBytes() === 45);
    await printer.set({ paper: 'enough' });
    await complete();
    expect(paper().split('\n')).toHaveLength(41);
  });

  test('back-pressure: a sender that waits for drain does not get far ahead of the paper', async () => {
    const client = await start({ bufferBytes: 4096, cover: 'open' });
    const line = Buffer.from(`${'x'.repeat(40)}\n`.repeat(1000));
    let sent = 0;
    while (sent < 60_000_000 && client.socket.write(line)) sent += line.length;
    for (let count = 0; count < 400; count++) client.socket.write(line);
    await until('a full buffer', () => printer.waitingBytes() === 4096);
    expect(client.socket.writableLength).toBeGreaterThan(0);
  });

  test('a status flood does not disturb what is printed', async () => {
    const client = await start({ statusFlood: 200 });
    client.send(ticket('910', 3));
    await complete();
    await client.bytes(800);
    expect(paper()).toBe('910 0\n910 1\n910 2\n[cut]');
  });

  test('lines take their time: the tape grows line by line', async () => {
    const client = await start({ linesPerSecond: 200 });
    const order: string[] = [];
    printer.watch((event) => order.push(event.kind));
    client.send(init, 'a\nb\nc\n', askStatus(1));
    await client.bytes(1);
    expect(order.filter((kind) => kind === 'line').length).toBeLessThan(3);
    await until('three lines', () => paper() === 'a\nb\nc');
  });

  test('half a picture swallows what follows, as in a real printer', async () => {
    const client = await start();
    client.send(init, [0x1d, 0x76, 0x30, 0, 1, 0, 20, 0, 1, 2, 3], 'swallowed text\n123');
    client.send('x\nseen\n', cut);
    await complete();
    expect(paper()).toMatch(/^\[picture 8 × 20\]\n.*seen\n\[cut\]$/s);
  });
});
