import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { devicePrinter } from '../../../src-pi/service/printer/device.ts';
import { usbDevice } from '../../../src-pi/service/printer/usb-lookup.ts';
import { program } from '../../../src-pi/service/program-files.ts';
import { paperOf, startFaultPrinters, writeRestaurant } from '../support/kitchen.ts';
import { eventually, serviceRoot, startService } from '../support/service.ts';
import { order, startShop } from '../support/shop.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const hasSocat = spawnSync('socat', ['-V']).status === 0;
if (!hasSocat)
  console.log('device: socat is not installed, so there is no stand-in for a device file; 2 tests are skipped');
const withDevice = test.skipIf(!hasSocat);

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'bonwart-device-'));
  cleanUps.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A terminal that stands for the device file, its other end at what socat is told. */
async function plugIn(path: string, otherEnd: string): Promise<ChildProcess> {
  const child = spawn('socat', [`PTY,raw,echo=0,link=${path}`, otherEnd], { stdio: 'ignore' });
  cleanUps.push(() => unplug(child));
  await eventually('the device', () => existsSync(path));
  return child;
}
async function unplug(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

withDevice('prints over a device file, says when it is unplugged, and goes on when it is back', async () => {
  const shop = await startShop();
  cleanUps.push(shop.stop);
  const { usb } = await startFaultPrinters({ usb: {} });
  cleanUps.push(usb.stop);
  const { root, remove } = serviceRoot({ WIX_API_BASE_URL: shop.url });
  cleanUps.push(remove);
  const device = join(folder(), 'lp0');
  writeRestaurant(
    root,
    [{ id: 'usb', name: 'Drucker', connection: { kind: 'usb', device } }],
    [{ id: 'kitchen', name: 'Küche', ticket: 'kitchen', printer: 'usb' }],
  );
  const service = await startService(root);
  cleanUps.push(() => service.end('SIGKILL'));
  const becomes = (state: string) => eventually(state, async () => (await service.status()).printer.state === state);
  await becomes('unreachable');
  const cable = await plugIn(device, `TCP:${usb.host}:${usb.port}`);
  await becomes('ready');
  shop.orders.push(order());
  const job = await eventually('printed', async () =>
    (await service.orders())[0]?.jobs.find(({ state }) => state === 'printed'),
  );
  expect([job.acknowledgement, paperOf(usb).length]).toEqual(['A4', 1]);
  await usb.set({ paper: 'end' });
  await becomes('paper-end');
  await usb.set({ paper: 'enough' });
  await becomes('ready');
  await unplug(cable);
  await becomes('unreachable');
  shop.orders.push(order());
  await plugIn(device, `TCP:${usb.host}:${usb.port}`);
  await eventually('the second', () => paperOf(usb).length === 2);
  expect(await service.end('SIGTERM')).toBe(0);
});

withDevice('a device that takes no bytes holds up nobody, and is let go of', async () => {
  const device = join(folder(), 'lp0');
  await plugIn(device, 'EXEC:sleep 30');
  const connection = await devicePrinter(() => device, program.deviceWorker)();
  const hanging = connection.write(new Uint8Array(4_000_000).fill(0x41)).then(
    () => 'written',
    () => 'refused',
  );
  // As many as there are threads for files, and more.
  const others = await Promise.all(Array.from({ length: 20 }, () => readFile(import.meta.filename)));
  expect(others).toHaveLength(20);
  await connection.end();
  expect(await hanging).toBe('refused');
  expect(connection.isClosed()).toBe(true);
});

test('a thread that is stuck in the driver is given up', async () => {
  const stuck = join(folder(), 'stuck.mjs');
  writeFileSync(
    stuck,
    `import { parentPort } from 'node:worker_threads';
     parentPort.postMessage({ kind: 'opened' });
     setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 50);`,
  );
  const connection = await devicePrinter(() => '/dev/none', stuck)();
  const writing = connection.write(Uint8Array.of(1)).catch((error) => String(error));
  expect(await connection.closed).toBe('stuck');
  expect(await writing).toContain('stuck');
});

test('a device file that is not there is told in time', async () => {
  const open = devicePrinter(() => join(folder(), 'nothing'), program.deviceWorker);
  await expect(open()).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a printer is found by its numbers, under whatever name it came', () => {
  const sys = folder();
  const plug = (name: string, port: string, numbers: Record<string, string>) => {
    const device = join(sys, 'devices', port);
    mkdirSync(join(device, `${port}:1.0`), { recursive: true });
    for (const [file, value] of Object.entries(numbers)) writeFileSync(join(device, file), `${value}\n`);
    mkdirSync(join(sys, 'class', 'usbmisc', name), { recursive: true });
    symlinkSync(join(device, `${port}:1.0`), join(sys, 'class', 'usbmisc', name, 'device'));
  };
  plug('lp0', '1-1', { idVendor: '0416', idProduct: '5011', serial: 'X' });
  plug('lp1', '1-2', { idVendor: '04b8', idProduct: '0e32', serial: 'J1' });
  plug('lp10', '1-3', { idVendor: '04b8', idProduct: '0e32', serial: 'J2' });
  const find = (change: object) =>
    usbDevice({ device: '', vendorId: '', productId: '', serialNumber: '', ...change }, { sys, dev: '/dev' });
  expect(find({ vendorId: '0x04B8', productId: '0x0e32' })).toBe('/dev/usb/lp1');
  expect(find({ vendorId: '04b8', serialNumber: 'J2' })).toBe('/dev/usb/lp10');
  expect(find({})).toBe('/dev/usb/lp0');
  expect(find({ device: '/dev/wixprinter' })).toBe('/dev/wixprinter');
  expect(() => find({ vendorId: '1234' })).toThrow('no such USB printer');
});
