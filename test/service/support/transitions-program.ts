import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../../src-pi/service/database/connection.ts';
import { readMigrations } from '../../../src-pi/service/database/migrations.ts';
import { operations } from '../../../src-pi/service/database/operations.ts';
import { program } from '../../../src-pi/service/program-files.ts';
import { incomingOrder } from './incoming-order.ts';

/*
 * `node transitions-program.ts FOLDER FULL|NORMAL`: takes a ticket through its transitions on a new database, and writes a line
 * before and after each, so that whoever traces this process sees which calls of the system belong to which.
 */
const [folder = '', synchronous = 'FULL'] = process.argv.slice(2);
const database = openDatabase(join(folder, 'printer_service.db'));
database.pragma(`synchronous = ${synchronous}`);
operations.migrate(database, { folder: program.migrations, to: readMigrations(program.migrations).length });

function step<Result>(name: string, act: () => Result): Result {
  writeSync(1, `begin ${name}\n`);
  const result = act();
  writeSync(1, `end ${name}\n`);
  return result;
}
const claim = (attempts: number) =>
  operations.claimJob(database, {
    jobId: 1,
    attempts,
    mark: new Uint8Array(),
    printer: 'printer',
    bootId: 'boot',
    release: '1.0.0',
  });
const happens = (
  attemptId: number,
  happening: Parameters<typeof operations.attemptHappened>[1]['happening'],
  ends = false,
) => operations.attemptHappened(database, { attemptId, happening, ends });

step('order-accepted', () => operations.acceptOrders(database, { orders: [incomingOrder('one')], watermark: null }));
const first = step('claimed', () => claim(0));
step('first-byte', () => operations.markFirstByte(database, first.attemptId));
step('stopped', () => happens(first.attemptId, 'stopped-in-printer'));
step('going-on', () => happens(first.attemptId, 'going-on'));
step('lost-sight', () => happens(first.attemptId, 'lost-sight', true));
step('person-decides', () => operations.resolveJob(database, { jobId: 1, answer: 'print-again' }));
const second = step('second-claimed', () => claim(1));
step('second-first-byte', () => operations.markFirstByte(database, second.attemptId));
step('second-lost-sight', () => happens(second.attemptId, 'lost-sight', true));
step('late-proof', () => operations.proveByPrinter(database, second.endId));
step('reprint-ordered', () => operations.reprint(database, { jobId: 1, reason: '' }));
step('printer-away', () =>
  operations.printerCame(database, { stations: ['kitchen'], able: false, at: new Date().toISOString() }),
);
step('printer-back', () =>
  operations.printerCame(database, { stations: ['kitchen'], able: true, at: new Date().toISOString() }),
);
step('watermark', () => operations.acceptOrders(database, { orders: [], watermark: '2026-11-23T12:00:00.000Z' }));
database.close();
