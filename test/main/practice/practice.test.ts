import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Practice, PracticePaper, PracticeView } from '../../../src-main/practice/interface.ts';
import { processesOf } from '../../../src-main/practice/pi/processes.ts';
import { practiceStateSchema } from '../../../src-shared/contract/practice.ts';
import { decodePaper } from '../../../src-shared/paper/decode.ts';
import { ticketText } from '../../../src-shared/paper/text.ts';
import { connectTo, until } from '../../support/printer-client.ts';
import { execute, outputOf } from '../../support/ssh-client.ts';
import { begin, scratch, signInWithPassword } from './bench.ts';

const running: Practice[] = [];
async function start(directory: string): Promise<Practice> {
  const practice = await begin(directory);
  running.push(practice);
  return practice;
}
afterEach(async () => {
  for (const practice of running.splice(0)) await practice.stop();
});

async function search({ settings }: Practice): Promise<{ number: string }[]> {
  const answer = await fetch(`${settings.WIX_API_BASE_URL}/ecom/v1/orders/search`, {
    method: 'POST',
    headers: { authorization: settings.WIX_API_KEY ?? '', 'wix-site-id': settings.WIX_SITE_ID ?? '' },
    body: JSON.stringify({ search: {} }),
  });
  return ((await answer.json()) as { orders: { number: string }[] }).orders;
}
const printerOf = ({ settings }: Practice) => ({
  host: settings.PRINTER_IP ?? '',
  port: Number(settings.PRINTER_PORT),
});

describe('what a person does', () => {
  test('places an order: it is in the view and in the shop', async () => {
    const practice = await start(scratch());
    const views: PracticeView[] = [];
    practice.watch((view) => views.push(view));
    const { number } = practice.placeOrder('delivery');
    expect(practiceStateSchema.parse(views.at(-1))).toMatchObject({
      running: true,
      internet: true,
      orders: [{ number, title: 'Lieferung mit Wünschen' }],
    });
    expect((await search(practice)).map((order) => order.number)).toEqual([number]);
    expect(views[0]?.samples).toHaveLength(15);
    expect(() => practice.placeOrder('no such order')).toThrow(RangeError);
  });

  test('sees the paper of what is printed, from the beginning, and what is printed later', async () => {
    const practice = await start(scratch());
    const client = await connectTo(printerOf(practice));
    const print = (text: string): void =>
      client.send([0x1b, 0x40, 0x1b, 0x74, 48], Buffer.from(text, 'latin1'), [0x1d, 0x56, 1]);
    const seen: PracticePaper[] = [];
    practice.paper((paper) => seen.push(paper));
    print('Gr\xfc\xdfe f\xfcr Tisch 5: 3 \x80\n');
    await until('the first ticket', () => seen.at(-1)?.complete === true);
    print('zweiter\n');
    await until('the second ticket', () => seen.at(-1)?.index === 1 && seen.at(-1)?.complete === true);
    const late: PracticePaper[] = [];
    practice.paper((paper) => late.push(paper));
    expect(late.map(({ bytes }) => decodePaper(bytes).map(ticketText))).toEqual([
      ['Grüße für Tisch 5: 3 €\n[cut]'],
      ['zweiter\n[cut]'],
    ]);
    client.socket.destroy();
  });

  test('breaks the printer and the line, and mends them', async () => {
    const practice = await start(scratch());
    const refused = (port: number): Promise<boolean> =>
      new Promise((done) => {
        const socket = connect(port, '127.0.0.1');
        socket.on('error', () => done(true));
        socket.on('connect', () => {
          socket.destroy();
          done(false);
        });
      });
    const { port } = printerOf(practice);
    await practice.setPrinter({ power: false });
    await practice.setInternet(false);
    expect([
      await refused(port),
      await refused(Number(new URL(practice.settings.WIX_API_BASE_URL ?? '').port)),
    ]).toEqual([true, true]);
    expect(practice.state()).toMatchObject({ printer: { power: false }, internet: false });
    await practice.setPrinter({ power: true, paper: 'end', cover: 'open' });
    await practice.setInternet(true);
    const client = await connectTo({ host: '127.0.0.1', port });
    client.send([0x10, 4, 2]);
    expect(await client.bytes(1)).toEqual([0x36]);
    expect(await search(practice)).toEqual([]);
    client.socket.destroy();
  });
});

describe('the end', () => {
  test('ends every process of the Pi, also one that left its session', async () => {
    const practice = await start(scratch());
    const client = await signInWithPassword(practice);
    await outputOf(
      client,
      'setsid sh -c "sleep 600" > /dev/null 2>&1 < /dev/null & (sleep 600 > /dev/null 2>&1 < /dev/null &) ; sleep 600 > /dev/null 2>&1 < /dev/null &',
    );
    const channel = await execute(client, 'echo here; sleep 600');
    await until('the last command', () => channel.readableLength > 0);
    await until('four processes', async () => (await processesOf(practice.root)).length >= 4);
    await practice.stop();
    expect(await processesOf(practice.root)).toEqual([]);
    await expect(signInWithPassword(practice)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await expect(connectTo(printerOf(practice))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('a restart finds the same Pi: files, host key, ports, access, orders', async () => {
    const directory = scratch();
    const first = await start(directory);
    const { number } = first.placeOrder('paid');
    mkdirSync(join(first.root, 'opt/wix-printer-service'), { recursive: true });
    writeFileSync(join(first.root, 'opt/wix-printer-service/.env'), 'KEPT=1\n');
    await first.stop();
    const second = await start(directory);
    expect([second.hostKey, second.port, second.settings]).toEqual([first.hostKey, first.port, first.settings]);
    expect(readFileSync(join(second.root, 'opt/wix-printer-service/.env'), 'utf8')).toBe('KEPT=1\n');
    expect(second.state().orders.map((order) => order.number)).toEqual([number]);
    expect(second.placeOrder('paid').number).toBe(String(Number(number) + 1));
    expect(second.password).not.toBe(first.password);
  });

  test('what an earlier practice left running is ended before the next begins', async () => {
    const directory = scratch();
    const practice = await start(directory);
    const client = await signInWithPassword(practice);
    await outputOf(client, 'sleep 600 > /dev/null 2>&1 < /dev/null &');
    expect(await processesOf(practice.root)).toHaveLength(1);
    await start(directory);
    expect(await processesOf(practice.root)).toEqual([]);
    client.end();
  });
});

describe('booting', () => {
  /** Puts bonctl from the sources where pairing puts the packed one, and a service that tells its number. */
  function installBonctl(root: string): void {
    const bin = join(root, 'opt/bonwart/bin');
    const units = join(root, 'opt/bonwart/state/units');
    mkdirSync(bin, { recursive: true });
    mkdirSync(units, { recursive: true });
    const source = join(import.meta.dirname, '../../../src-pi/control/bonctl.ts');
    writeFileSync(join(bin, 'bonctl'), `#!/bin/sh\nexec '${process.execPath}' '${source}' "$@"\n`, { mode: 0o755 });
    const unit = {
      name: 'wix-printer-service.service',
      program: '/bin/sh',
      arguments: ['-c', 'echo $$ >> starts; while :; do sleep 0.05; done'],
      folder: root,
      restart: 'always',
    };
    writeFileSync(join(units, 'wix-printer-service.service.json'), JSON.stringify(unit));
  }

  test('the service that was installed runs again after a restart, once, and ends with the practice', async () => {
    const directory = scratch();
    const first = await start(directory);
    installBonctl(first.root);
    await first.stop();
    for (const count of [1, 2]) {
      const practice = await start(directory);
      const starts = (): string[] => readFileSync(join(practice.root, 'starts'), 'utf8').split('\n').slice(0, -1);
      await until('the service starts', () => existsSync(join(practice.root, 'starts')) && starts().length === count);
      expect(await processesOf(practice.root)).toContain(Number(starts().at(-1)));
      await practice.stop();
      expect(await processesOf(practice.root)).toEqual([]);
    }
  }, 90_000);

  test('a Pi that does not boot can still be reached', async () => {
    const directory = scratch();
    const first = await start(directory);
    const bin = join(first.root, 'opt/bonwart/bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'bonctl'), '#!/bin/sh\necho broken >&2\nexit 1\n', { mode: 0o755 });
    await first.stop();
    const log: string[] = [];
    const second = await begin(directory, { log: (line) => log.push(line) });
    running.push(second);
    expect(log.join()).toContain('broken');
    const client = await signInWithPassword(second);
    client.end();
  });
});

test('secrets lie in files that only the owner reads; the password lies nowhere', async () => {
  const directory = scratch();
  const practice = await start(directory);
  practice.placeOrder('paid');
  for (const file of ['practice.json', 'ssh/host_key', 'shop/orders.json'])
    expect(statSync(join(directory, file)).mode & 0o077, file).toBe(0);
  expect(spawnSync('grep', ['-rqF', practice.password, directory]).status).toBe(1);
  expect(existsSync(join(directory, 'pi'))).toBe(true);
});
