// A print service in miniature: real HTTP, real SQLite, real process. What it does wrong is said in its own release.json.
import { appendFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';

const here = dirname(fileURLToPath(import.meta.url));
const card = JSON.parse(readFileSync(join(here, 'release.json'), 'utf8'));
const { values } = parseArgs({ options: { root: { type: 'string' }, port: { type: 'string' } } });
const settings = Object.fromEntries(
  readFileSync(join(values.root, '.env'), 'utf8')
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line))
    .map((line) => [
      line.slice(0, line.indexOf('=')),
      line.slice(line.indexOf('=') + 1).replace(/^(["'])(.*)\1$/, '$2'),
    ]),
);

if (card.behaviour.service === 'crashes') {
  // as many programs do, it says more than it should
  process.stderr.write(`cannot start with WIX_API_KEY=${settings.WIX_API_KEY}\n`);
  process.exit(7);
}

const database = new Database(join(values.root, 'data', 'printer_service.db'), { fileMustExist: true, timeout: 5000 });
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
const schema = database.pragma('user_version', { simple: true });
if (schema !== card.schema) {
  process.stderr.write(`the database has schema ${schema}, this release wants ${card.schema}\n`);
  process.exit(8);
}

if (card.behaviour.stop === 'ignores') process.on('SIGTERM', () => {});
else process.on('SIGTERM', () => process.exit(0));

const part = (status) => ({ status, last_online: null, offline_duration: null });
const reads = {
  '/health': () => ({
    status: card.behaviour.service === 'unhealthy' ? 'error' : 'ok',
    release: card.version,
    database: { ok: true, schema },
  }),
  '/recovery/status': () => ({
    recovery_manager_running: true,
    current_session: null,
    queue_statistics: { priority_distribution: {}, recovery_urgency: 'none' },
    last_recovery: null,
  }),
  '/recovery/statistics': () => ({ queue_statistics: { total_items: 0 }, recovery_statistics: {}, timestamp: '' }),
  '/recovery/history': () => ({ recovery_history: [], count: 0, limit: 20 }),
  '/connectivity/status': () => ({
    printer: part('online'),
    internet: part('online'),
    overall: { status: 'online', monitoring: true },
  }),
  '/offline/queue/status': () => ({ total_items: 0, status_counts: {}, type_counts: {}, priority_counts: {} }),
  '/notifications/status': () => ({ enabled: false }),
  '/print/statistics': () => ({ printed: database.prepare('SELECT count(*) AS n FROM orders').get().n }),
};

createServer((request, response) => {
  if (card.behaviour.service === 'silent') return;
  const path = request.url.split('?')[0];
  const answer = (status, body) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  if (request.method === 'POST' && path === '/webhook/orders') {
    let text = '';
    request.on('data', (bytes) => {
      text += bytes;
    });
    request.on('end', () => {
      database.prepare('INSERT INTO orders (id, accepted_by) VALUES (?, ?)').run(JSON.parse(text).id, card.version);
      // the paper: what was printed by whom
      appendFileSync(join(values.root, 'paper.txt'), `${JSON.parse(text).id} ${card.version}\n`);
      answer(200, { accepted: true });
    });
    return;
  }
  if (path === '/orders') return answer(200, database.prepare('SELECT id FROM orders ORDER BY id').all());
  const read = reads[path];
  if (read) answer(200, read());
  else answer(404, {});
}).listen(Number(values.port ?? settings.SERVICE_PORT ?? 8000), '127.0.0.1');
