import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Connection, openDatabase } from '../../../src-pi/service/database/connection.ts';
import { resumeEvents } from '../../../src-pi/service/database/event-queries.ts';
import { appendEvent, lastEventId } from '../../../src-pi/service/database/journal.ts';
import { migrate, readMigrations } from '../../../src-pi/service/database/migrations.ts';
import { pruneEvents } from '../../../src-pi/service/database/upkeep.ts';
import { program } from '../../../src-pi/service/program-files.ts';

let folder: string;
let database: Connection;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bonwart-events-'));
  database = openDatabase(join(folder, 'printer_service.db'));
  const migrations = readMigrations(program.migrations);
  migrate(database, migrations, migrations.length);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const ids = () => (database.prepare('SELECT id FROM events ORDER BY id').all() as { id: number }[]).map(({ id }) => id);
const append = (count: number) => {
  for (let done = 0; done < count; done += 1) appendEvent(database, 'test');
};

test('too many events are deleted some at a time, the oldest first, and ids are never given twice', () => {
  append(30);
  const limits = { keep: 10, atOnce: 8 };
  expect([1, 2, 3].map(() => pruneEvents(database, limits))).toEqual([true, true, false]);
  expect(ids()).toEqual([21, 22, 23, 24, 25, 26, 27, 28, 29, 30]);
  append(1);
  expect(lastEventId(database)).toBe(31);
});

test('old events are deleted, and the newest stays however old it is', () => {
  append(5);
  database.prepare("UPDATE events SET at = '2020-01-01T00:00:00.000Z'").run();
  expect(pruneEvents(database)).toBe(false);
  expect(ids()).toEqual([5]);
});

test('who has an id that is gone gets a snapshot; who has one that is there does not', () => {
  expect(resumeEvents(database, 0)).toBeNull();
  expect(resumeEvents(database, 7)).toEqual({ id: 0, orders: [] });
  append(5);
  expect(resumeEvents(database, 0)).toBeNull();
  pruneEvents(database, { keep: 2 });
  for (const gone of [0, 1, 3, 99]) expect(resumeEvents(database, gone), String(gone)).toMatchObject({ id: 5 });
  for (const there of [4, 5]) expect(resumeEvents(database, there), String(there)).toBeNull();
});
