import Database from 'better-sqlite3';
import { crashPoint } from '../life/crash.ts';
import { assertSound } from './connection.ts';

/**
 * Copies the database as it stands into a file, on a connection of its own, and proves the copy by opening it and checking every
 * page and index. The copy is one file, without a log beside it. Answers how many pages it has. Throws what went wrong; what lies
 * at `target` then is worth nothing.
 */
export async function copyDatabase(source: string, target: string): Promise<{ pages: number }> {
  const from = new Database(source, { readonly: true, fileMustExist: true, timeout: 5000 });
  let pages = 0;
  try {
    let first = true;
    await from.backup(target, {
      progress({ totalPages }) {
        pages = totalPages;
        if (!first) crashPoint('backup-half');
        first = false;
        // Some at a time: a transaction that comes in between is taken along.
        return Math.max(20, Math.ceil(totalPages / 10));
      },
    });
  } finally {
    from.close();
  }
  const copy = new Database(target, { fileMustExist: true });
  try {
    copy.pragma('journal_mode = DELETE');
    assertSound(copy, target, 'integrity_check');
    copy.prepare('SELECT count(*) FROM sqlite_master').get();
  } finally {
    copy.close();
  }
  return { pages };
}
