import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyAndCount, copyDatabase, rowCounts } from '../../src-pi/control/database/database-file.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bonwart-database-file-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A database of a few thousand pages, so that copying it takes more than one go. */
function filled(mode: 'wal' | 'delete', name: string = mode): { file: string; database: Database.Database } {
  const file = join(folder, `${name}.db`);
  const database = new Database(file);
  database.pragma(`journal_mode = ${mode}`);
  database.exec('CREATE TABLE kept (id INTEGER PRIMARY KEY, words TEXT); CREATE TABLE due (id INTEGER PRIMARY KEY)');
  const keep = database.prepare('INSERT INTO kept (words) VALUES (?)');
  const owe = database.prepare('INSERT INTO due DEFAULT VALUES');
  database.transaction(() => {
    for (let row = 0; row < 4000; row += 1) {
      keep.run('x'.repeat(2000));
      owe.run();
    }
  })();
  return { file, database };
}

test.each(['wal', 'delete'] as const)(
  'what the service takes away while it is copied is no lack (%s)',
  async (mode) => {
    const { file, database } = filled(mode);
    const copy = join(folder, `${mode}-copy.db`);
    const copying = copyAndCount(file, copy);
    // the copy goes on between two turns of the loop; so does the service
    database.exec("DELETE FROM due WHERE id > 10; INSERT INTO kept (words) VALUES ('new')");
    database.close();
    const counted = await copying;
    const copied = rowCounts(copy);
    expect(counted.kept).toBe(4000);
    expect(copied.kept).toBeGreaterThanOrEqual(4000);
    expect(copied.due).toBeGreaterThanOrEqual(counted.due ?? Number.NaN);
    // one moment, where the service's writes go beside the file
    if (mode === 'wal') expect(copied).toEqual({ kept: 4000, due: 4000 });
  },
);

test('a copy that nobody counts is of one moment, too', async () => {
  const { file, database } = filled('wal', 'uncounted');
  const copy = join(folder, 'uncounted-copy.db');
  const copying = copyDatabase(file, copy);
  database.exec("DELETE FROM due WHERE id > 10; INSERT INTO kept (words) VALUES ('new')");
  database.close();
  await copying;
  expect(rowCounts(copy)).toEqual({ kept: 4000, due: 4000 });
});

test('without a database there is nothing to copy', async () => {
  expect(await copyAndCount(join(folder, 'none.db'), join(folder, 'none-copy.db'))).toEqual({});
});
