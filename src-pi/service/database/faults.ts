import { type Refusal, refuse } from '../../../src-shared/contract/errors.ts';

/** Why nothing can be written, or what was written cannot be read. */
export type StorageFault = 'full' | 'read-only' | 'damaged';

/**
 * What SQLite's error says of the disk, or null if it says nothing of it. A disk that takes no bytes for another reason than room
 * (EROFS, EIO, a limit) is to us the same as one that is read-only.
 */
export function storageFault(error: unknown): StorageFault | null {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') return null;
  if (code === 'SQLITE_FULL') return 'full';
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return 'damaged';
  return /^SQLITE_(READONLY|IOERR|CANTOPEN)/.test(code) ? 'read-only' : null;
}

/** The refusal that tells a caller of such a fault. */
export function refusalOfFault(fault: StorageFault, path: string, problem: string): Refusal {
  if (fault === 'full') return refuse('disk.full', { path }, { cause: problem });
  if (fault === 'read-only') return refuse('disk.read-only', { path }, { cause: problem });
  return refuse('database.damaged', { path, problem }, { cause: 'corrupt' });
}
