import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate as giveWay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { syncFolder, writeDurably } from '../files/durable.ts';
import type { NewerThanBackup } from '../restore/restore-program.ts';
import { hashOf } from '../store/store.ts';

/** After so many rows others get their turn: the run's heartbeat, an end of the run. */
const rowsAtOnce = 500;

export interface ExportedTable {
  readonly name: string;
  readonly rows: number;
  readonly sha256: string;
  readonly size: number;
}

/**
 * Writes every row of the present database that the backup has not, or not so, into `folder`: a file of JSON lines for each table,
 * a summary for people, and a manifest with the sums. Bytes are in base64. All are read back and counted before the folder appears. Both databases have one
 * schema; what only serves the search is left out, as it is made of the rest.
 *
 * @throws Error if what was read back is not what was written.
 */
export async function exportNewer(
  pair: { readonly backup: string; readonly present: string },
  folder: string,
  about: { readonly runId: string; readonly backup: string } & NewerThanBackup,
  signal: AbortSignal,
): Promise<ExportedTable[]> {
  const partial = `${folder}.partial`;
  for (const path of [partial, folder]) rmSync(path, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  const database = new Database(pair.present, { readonly: true, fileMustExist: true, timeout: 5000 });
  const tables: ExportedTable[] = [];
  try {
    database.prepare('ATTACH DATABASE ? AS before').run(pair.backup);
    for (const table of ordinaryTables(database)) {
      const rows = await exportTable(database, table, partial, signal);
      if (rows !== null) tables.push(rows);
    }
  } finally {
    database.close();
  }
  for (const table of tables) await proveFile(partial, table);
  writeDurably(join(partial, 'summary.txt'), summary(about, tables), 0o600);
  const { runId, backup } = about;
  writeDurably(
    join(partial, 'manifest.json'),
    `${JSON.stringify({ format: 1, runId, backup, files: tables }, null, 1)}\n`,
    0o600,
  );
  renameSync(partial, folder);
  syncFolder(dirname(folder));
  return tables;
}

function ordinaryTables(database: Database.Database): string[] {
  return database
    .prepare(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'
         AND name IN (SELECT name FROM pragma_table_list WHERE schema = 'before') ORDER BY name`,
    )
    .pluck()
    .all() as string[];
}

/** @returns null where nothing is newer. */
async function exportTable(
  database: Database.Database,
  table: string,
  folder: string,
  signal: AbortSignal,
): Promise<ExportedTable | null> {
  const name = `${table.replace(/\W/g, '_')}.jsonl`;
  const path = join(folder, name);
  const handle = openSync(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let rows = 0;
  try {
    for (const row of database.prepare(newerIn(database, table)).iterate() as IterableIterator<object>) {
      const line = Buffer.from(`${JSON.stringify(row, asText)}\n`);
      for (let written = 0; written < line.length; ) written += writeSync(handle, line, written);
      hash.update(line);
      rows += 1;
      if (rows % rowsAtOnce === 0) await giveWay(undefined, { signal });
    }
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  if (rows === 0) rmSync(path);
  return rows === 0 ? null : { name, rows, sha256: hash.digest('hex'), size: statSync(path).size };
}

/** Rows by their key, or by SQLite's own row number where a table has none, and then column by column: no sorting of what may be large. */
function newerIn(database: Database.Database, table: string): string {
  const columns = database.pragma(`main.table_info(${quoted(table)})`) as { name: string; pk: number }[];
  const keys = columns.filter(({ pk }) => pk > 0).map(({ name }) => quoted(name));
  const same = (keys.length > 0 ? keys : ['rowid']).map((key) => `b.${key} = p.${key}`).join(' AND ');
  const differs = columns.map(({ name }) => `p.${quoted(name)} IS NOT b.${quoted(name)}`).join(' OR ');
  return `SELECT p.* FROM main.${quoted(table)} p LEFT JOIN before.${quoted(table)} b ON ${same} WHERE ${differs}`;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** `JSON.stringify` has already asked a buffer for its own form when it asks us. */
function asText(_key: string, value: unknown): unknown {
  const bytes = value as { type?: unknown; data?: unknown } | null;
  return bytes !== null && typeof bytes === 'object' && bytes.type === 'Buffer' && Array.isArray(bytes.data)
    ? { base64: Buffer.from(bytes.data as number[]).toString('base64') }
    : value;
}

async function proveFile(folder: string, { name, rows, sha256 }: ExportedTable): Promise<void> {
  const path = join(folder, name);
  let found = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    JSON.parse(line);
    found += 1;
  }
  if (found !== rows || (await hashOf(path)) !== sha256) throw new Error(`${name} was not written as it should be`);
}

function summary(about: { runId: string; backup: string } & NewerThanBackup, tables: readonly ExportedTable[]): string {
  const lines = [
    `Neuer als die Sicherung ${about.backup} / Newer than the backup ${about.backup}`,
    `Zurückgespielt mit / Restored by ${about.runId}`,
    '',
    `Bestellungen / orders: ${about.newer.orders}`,
    `davon noch nicht gedruckt / not printed yet: ${about.newer.notPrinted}`,
    '',
    ...about.orders.map(
      ({ number, seenAt, state }) =>
        `${number}\t${seenAt}\t${state === 'printed' ? 'gedruckt / printed' : 'nicht gedruckt / not printed'}`,
    ),
    ...(about.newer.orders > about.orders.length ? ['…'] : []),
    '',
    ...tables.map(({ name, rows, sha256 }) => `${name}\t${rows}\tSHA-256 ${sha256}`),
  ];
  return `${lines.join('\n')}\n`;
}
