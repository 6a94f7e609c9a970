/**
 * Stands for the older print service where it cannot be had: started as its unit starts it, it keeps the tables and settings that its
 * installs have, fetches orders, prints pending tickets one after the other, and answers `/health`. Its database is not in WAL mode.
 *   program.ts FOLDER
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';

const folder = process.argv[2] ?? '.';
const settings = Object.fromEntries(
  readFileSync(join(folder, '.env'), 'utf8')
    .split('\n')
    .map((line) => /^([A-Z_]+)=(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, key, value]) => [key, value?.replace(/^"(.*)"$/, '$1')]),
) as Record<string, string>;
const database = new DatabaseSync(join(folder, 'data/printer_service.db'));
database.exec('PRAGMA busy_timeout = 5000');
database.exec(readFileSync(join(folder, 'wix_printer_service/tables.sql'), 'utf8'));
const now = () => new Date().toISOString().replace('Z', '000');

async function fetchOrders(): Promise<void> {
  const answer = await fetch(`${settings.WIX_API_BASE_URL}/ecom/v1/orders/search`, {
    method: 'POST',
    headers: {
      authorization: settings.WIX_API_KEY ?? '',
      'wix-site-id': settings.WIX_SITE_ID ?? '',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ search: { cursorPaging: { limit: 50 } } }),
    signal: AbortSignal.timeout(3000),
  });
  const { orders } = (await answer.json()) as { orders: { id: string; number: string | number }[] };
  for (const order of orders) {
    const known = database.prepare('SELECT 1 FROM orders WHERE wix_order_id = ?').get(order.id);
    if (known) continue;
    const at = now();
    const raw = JSON.stringify(order);
    database.exec('BEGIN IMMEDIATE');
    database
      .prepare("INSERT INTO orders VALUES (?, ?, 'APPROVED', '[]', '{}', '{}', 1, 'EUR', ?, ?, ?, ?)")
      .run(`old-${order.id}`, order.id, at, at, at, raw);
    database
      .prepare(
        "INSERT INTO print_jobs (order_id, job_type, status, content, created_at, updated_at) VALUES (?, 'kitchen', 'pending', ?, ?, ?)",
      )
      .run(`old-${order.id}`, `Alter Bon ${order.number}`, at, at);
    database.exec('COMMIT');
  }
}

/**
 * `begin` is called when the printer takes the call. Like the older service's library it believes what the system has taken from it: a
 * printer that still holds a dead call of somebody else reads later, and asked again meanwhile would print as often as it was asked.
 */
function print(text: string, begin: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: settings.PRINTER_IP ?? '', port: 9100, timeout: 1000 });
    socket.once('error', reject);
    socket.once('timeout', () => socket.destroy(new Error('the printer does not answer')));
    socket.once('connect', () => {
      begin();
      socket.setTimeout(0);
      socket.end(Buffer.concat([Buffer.from(`${text}\n`, 'latin1'), Buffer.from([0x1d, 0x56, 0x42, 0x00])]), resolve);
    });
  });
}

async function printPending(): Promise<void> {
  const jobs = database.prepare("SELECT id, content FROM print_jobs WHERE status = 'pending' ORDER BY id").all();
  for (const { id, content } of jobs) {
    const set = (status: string) =>
      database.prepare('UPDATE print_jobs SET status = ?, updated_at = ? WHERE id = ?').run(status, now(), Number(id));
    try {
      await print(`[alt] ${String(content)}`, () => set('printing'));
      set('completed');
    } catch {
      set('pending');
      return;
    }
  }
}

createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(request.url === '/health' ? { status: 'ok', service: 'wix-printer-service' } : {}));
}).listen(Number(settings.SERVICE_PORT ?? 8000), settings.SERVICE_HOST ?? '0.0.0.0');

process.once('SIGTERM', () => process.exit(0));
for (;;) {
  await fetchOrders().catch(() => {});
  await printPending();
  await wait(100);
}
