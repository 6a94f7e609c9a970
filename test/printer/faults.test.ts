import { describe, expect, test } from 'vitest';
import { connectTo, until } from '../support/printer-client.ts';
import { again, askStatus, complete, cut, init, paper, printer, start, status, ticket } from './bench.ts';

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
