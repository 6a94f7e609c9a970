import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { refuse } from '../../src-shared/contract/errors.ts';
import { answerInLines, printLine } from './answer-in-lines.ts';
import { openDatabase } from './database/connection.ts';
import { migrate, readMigrations, schemaFingerprint, schemaNumber } from './database/migrations.ts';
import { program } from './program-files.ts';

/**
 * `migrate --database FILE --to N` brings a database to schema N, up or down; `--status` says where it stands. JSON lines on
 * stdout; exit 0 means done. A failure is a line `{"error": …}` with an error of the contract, and exit 1.
 */
function main(): void {
  const { values } = parseArgs({
    options: { database: { type: 'string' }, to: { type: 'string' }, status: { type: 'boolean', default: false } },
  });
  const migrations = readMigrations(program.migrations);
  const latest = migrations.length;
  if (!values.database) throw refuse('settings.invalid', { key: '--database', problem: 'is missing' });
  if (values.status && !existsSync(values.database)) {
    printLine({ schema: 0, latest, fingerprint: null });
    return;
  }
  if (!values.status && !/^\d{1,4}$/.test(values.to ?? ''))
    throw refuse('settings.invalid', { key: '--to', problem: 'must be a schema number' });
  const database = openDatabase(values.database);
  try {
    if (!values.status) {
      const target = Number(values.to);
      migrate(database, migrations, target, (step) => printLine(step));
      // Schema 0 is the older service's database, and that service does not use a write-ahead log.
      if (target === 0) database.pragma('journal_mode = DELETE');
    }
    printLine({ schema: schemaNumber(database), latest, fingerprint: schemaFingerprint(database) });
  } finally {
    database.close();
  }
}

answerInLines(main);
