import { parseArgs } from 'node:util';
import { refuse } from '../../src-shared/contract/errors.ts';
import { answerInLines, printLine } from './answer-in-lines.ts';
import { carryOver } from './database/carry-over.ts';
import { openDatabase } from './database/connection.ts';
import { attachPresent, newerOrders, newerRows } from './database/newer-rows.ts';

/** So many newer orders are named one by one. */
const mostNamed = 200;

/**
 * Knows what a backup means for the orders. `restore --backup FILE --present FILE` tells what the present database has that the backup has not, as JSON lines;
 * `--carry ask|go-on` writes that into the backup's file, which then can take the present one's place. Both have this release's
 * schema. Exit 0 means done. A failure is a line `{"error": …}` with an error of the contract, and exit 1.
 */
function main(): void {
  const { values } = parseArgs({
    options: {
      backup: { type: 'string' },
      present: { type: 'string' },
      carry: { type: 'string' },
      'backup-at': { type: 'string', default: '' },
    },
  });
  if (!values.backup || !values.present)
    throw refuse('settings.invalid', { key: '--backup, --present', problem: 'are missing' });
  const { carry } = values;
  if (carry !== undefined && carry !== 'ask' && carry !== 'go-on')
    throw refuse('settings.invalid', { key: '--carry', problem: 'must be ask or go-on' });
  const database = openDatabase(values.backup, { mustExist: true });
  try {
    attachPresent(database, values.present);
    if (carry !== undefined) {
      printLine({ carried: carryOver(database, { notPrinted: carry, backupAt: values['backup-at'] }) });
      database.exec('DETACH DATABASE present');
      // one file that needs none beside it: so it is put in its place by one rename
      database.pragma('journal_mode = DELETE');
      return;
    }
    database.pragma('query_only = ON');
    const orders = newerOrders(database, newerRows(database));
    for (const order of orders.slice(-mostNamed)) printLine({ order });
    printLine({
      newer: { orders: orders.length, notPrinted: orders.filter(({ state }) => state === 'not-printed').length },
    });
  } finally {
    database.close();
  }
}

answerInLines(main);
