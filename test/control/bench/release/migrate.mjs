// The migration program of a release in miniature: the same command line and the same lines as the real one.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';

const here = dirname(fileURLToPath(import.meta.url));
const card = JSON.parse(readFileSync(join(here, 'release.json'), 'utf8'));
const { values } = parseArgs({
  options: { database: { type: 'string' }, to: { type: 'string' }, status: { type: 'boolean', default: false } },
});
const folder = join(here, 'migrations');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.up.sql'))
  .sort();
const print = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const rehearsing = !values.database.endsWith(join('data', 'printer_service.db'));

function fail(problem) {
  print({ error: { code: 'database.migration-failed', data: { migration: 'test', problem }, retry: 'after-change' } });
  process.exit(1);
}

if (values.status && !existsSync(values.database)) {
  print({ schema: 0, latest: names.length, fingerprint: null });
  process.exit(0);
}
const database = new Database(values.database, { timeout: 5000 });
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
const schemaNow = () => database.pragma('user_version', { simple: true });
const fingerprint = () =>
  createHash('sha256')
    .update(JSON.stringify(database.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY type, name').all()))
    .digest('hex');
if (!values.status) {
  const target = Number(values.to);
  const before = schemaNow();
  if (card.behaviour.migration === 'hangs' && target > before && !rehearsing)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  if (card.behaviour.migration === 'fails-in-rehearsal' && target > before) fail('the table is not as it should be');
  if (card.behaviour.migration === 'fails-live' && target > before && !rehearsing)
    fail('the table is not as it should be');
  while (schemaNow() !== target) {
    const up = target > schemaNow();
    const number = up ? schemaNow() + 1 : schemaNow();
    const name = names[number - 1];
    if (!name) fail(`schema ${target} is unknown here`);
    let sql = readFileSync(join(folder, up ? name : name.replace('.up.', '.down.')), 'utf8');
    if (!up && card.behaviour.migration === 'down-forgets') sql = '';
    database.transaction(() => {
      database.exec(sql);
      database.pragma(`user_version = ${up ? number : number - 1}`);
    })();
    print({ migration: name.slice(0, -'.up.sql'.length), direction: up ? 'up' : 'down', schema: schemaNow() });
  }
}
print({ schema: schemaNow(), latest: names.length, fingerprint: fingerprint() });
database.close();
