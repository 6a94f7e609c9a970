// What a backup means for the orders, in miniature: the same command line and the same lines as the real one. Its service prints
// an order when it accepts it, so that there is none that waits.
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';

const { values } = parseArgs({
  options: {
    backup: { type: 'string' },
    present: { type: 'string' },
    carry: { type: 'string' },
    'backup-at': { type: 'string' },
  },
});
const print = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const database = new Database(values.backup, { fileMustExist: true });
database.prepare('ATTACH DATABASE ? AS present').run(values.present);
const newer = database
  .prepare('SELECT id FROM present.orders WHERE id NOT IN (SELECT id FROM main.orders) ORDER BY id')
  .pluck()
  .all();
if (values.carry) {
  database.exec('INSERT OR IGNORE INTO main.orders SELECT * FROM present.orders');
  print({ carried: { orders: newer.length, tickets: newer.length, held: 0 } });
} else {
  for (const id of newer) print({ order: { id, number: id, seenAt: '', state: 'printed' } });
  print({ newer: { orders: newer.length, notPrinted: 0 } });
}
database.exec('DETACH DATABASE present');
database.pragma('journal_mode = DELETE');
database.close();
