import { describe, expect, test } from 'vitest';
import type { PrinterSwitches } from '../../src-main/practice/printer/switches.ts';
import { until } from '../support/printer-client.ts';
import { askStatus, complete, cut, echo, init, paper, printer, start, status, ticket } from './bench.ts';

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
