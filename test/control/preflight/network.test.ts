import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import {
  checkInternet,
  checkMail,
  checkNames,
  checkPrinter,
  checkShop,
} from '../../../src-pi/control/preflight/network.ts';
import { freePort } from '../bench/practice-machine.ts';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function listening(server: Server): Promise<number> {
  open.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
const shopAt = (port: number, host = '127.0.0.1') => ({ WIX_API_BASE_URL: `http://${host}:${port}` });

test('a port that answers is there, a closed one is not; nothing is said on it', async () => {
  const said: Buffer[] = [];
  const port = await listening(createServer((socket) => socket.on('data', (bytes: Buffer) => said.push(bytes))));
  const closed = await freePort();
  const at = (wanted: number) => ({ PRINTER_IP: '127.0.0.1', PRINTER_PORT: String(wanted) });
  const mail = (wanted: number) => ({ SMTP_SERVER: '127.0.0.1', SMTP_PORT: String(wanted) });
  const reasons = await Promise.all([
    checkPrinter(at(port)),
    checkPrinter(at(closed)),
    checkPrinter({}),
    checkMail(mail(port)),
    checkMail(mail(closed)),
    checkMail({}),
    checkInternet(shopAt(port)),
    checkInternet(shopAt(closed)),
  ]);
  expect(reasons.map(({ reason }) => reason)).toEqual([
    'printer-answers',
    'printer-silent',
    'printer-unset',
    'mail-open',
    'mail-blocked',
    'mail-unset',
    'internet-there',
    'internet-missing',
  ]);
  expect(Buffer.concat(said).length).toBe(0);
});

test('a name that nobody knows is missing, an address needs no name', async () => {
  const reason = async (host: string) => (await checkNames(shopAt(80, host))).reason;
  expect(await reason('does-not-exist.invalid')).toBe('names-missing');
  expect(await reason('localhost')).toBe('names-found');
  expect(await reason('[::1]')).toBe('names-found');
});

test('the shop answers with any status, tells the time, and is asked for no order', async () => {
  const asked: string[] = [];
  const server = createHttpServer((request, answer) => {
    asked.push(`${request.method} ${request.url}`);
    answer.setHeader('date', 'Mon, 23 Nov 2026 18:00:00 GMT');
    answer.statusCode = 404;
    answer.end();
  });
  const port = await listening(server);
  expect(await checkShop(shopAt(port), null)).toMatchObject({
    finding: { reason: 'wix-answers' },
    date: Date.UTC(2026, 10, 23, 18),
  });
  expect((await checkShop(shopAt(port), 'refused')).finding.reason).toBe('wix-refuses');
  expect(asked).toEqual(['HEAD /', 'HEAD /']);
});

test.each<[string, (port: Server) => void]>([
  ['hangs up', (server) => server.on('connection', (socket) => socket.destroy())],
  ['talks nonsense', (server) => server.on('connection', (socket) => socket.end('SSH-2.0-x\r\n'))],
  ['says nothing', () => {}],
])('a shop that %s is silent, and tells no time', { timeout: 30_000 }, async (_, behave) => {
  const server = createServer();
  behave(server);
  const found = await checkShop(shopAt(await listening(server)), 'ok');
  expect(found).toMatchObject({ finding: { reason: 'wix-silent' }, date: null });
});
