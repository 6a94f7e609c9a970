import { type JournalEntry, journalEntrySchema } from '../../src-shared/bonctl/run.ts';
import { refuse } from '../../src-shared/contract/errors.ts';
import { hashOfLine, noLineBefore } from './chain.ts';
import type { PanelDatabase } from './database.ts';

/** The journals of runs, mirrored line by line as the target wrote them. */
export function createJournalStore(database: PanelDatabase) {
  const selectFrom = database
    .prepare('SELECT line FROM journal_lines WHERE target_id = ? AND run_id = ? AND seq >= ? ORDER BY seq')
    .pluck();
  const selectLast = database.prepare(
    'SELECT seq, line FROM journal_lines WHERE target_id = ? AND run_id = ? ORDER BY seq DESC LIMIT 1',
  );
  const selectOne = database
    .prepare('SELECT line FROM journal_lines WHERE target_id = ? AND run_id = ? AND seq = ?')
    .pluck();
  const selectRuns = database
    .prepare('SELECT DISTINCT run_id FROM journal_lines WHERE target_id = ? ORDER BY run_id DESC')
    .pluck();
  const insert = database.prepare('INSERT INTO journal_lines (target_id, run_id, seq, line) VALUES (?, ?, ?, ?)');

  const last = (targetId: string, runId: string) =>
    selectLast.get(targetId, runId) as { seq: number; line: string } | undefined;

  const mirrorLine = (targetId: string, runId: string, line: string): JournalEntry => {
    const before = last(targetId, runId);
    const entry = parseEntry(line);
    const damaged = refuse('run.journal-damaged', { runId, line: entry?.seq ?? (before?.seq ?? 0) + 1 });
    if (!entry) throw damaged;
    if (before && entry.seq <= before.seq) {
      if (selectOne.get(targetId, runId, entry.seq) !== line) throw damaged;
      return entry;
    }
    const expected = before ? hashOfLine(before.line) : noLineBefore;
    if (entry.seq !== (before?.seq ?? 0) + 1 || entry.previous !== expected) throw damaged;
    insert.run(targetId, runId, entry.seq, line);
    return entry;
  };

  return {
    /**
     * Keeps lines and returns their entries. A line that is known already must be the same; a new one must follow the last
     * by number and hash, else `run.journal-damaged` is thrown and none of them is kept.
     */
    mirror: (targetId: string, runId: string, lines: readonly string[]): JournalEntry[] =>
      database.transaction(() => lines.map((line) => mirrorLine(targetId, runId, line)))(),
    /** Number of the last line that is kept; 0 for a run that is not known. */
    lastSeq: (targetId: string, runId: string): number => last(targetId, runId)?.seq ?? 0,
    entries: (targetId: string, runId: string, fromSeq = 1): JournalEntry[] =>
      (selectFrom.all(targetId, runId, fromSeq) as string[]).map((line) => journalEntrySchema.parse(JSON.parse(line))),
    /** SHA-256 (hex) of the line with that number, empty if it or a line before it does not fit; null if no line is kept at all. */
    hashUpTo: (targetId: string, runId: string, seq: number): string | null => {
      const lines = selectFrom.all(targetId, runId, 1) as string[];
      if (lines.length === 0) return null;
      const holds = lines.slice(0, seq).every((line, place) => {
        const entry = parseEntry(line);
        const before = lines[place - 1];
        return entry?.seq === place + 1 && entry.previous === (before ? hashOfLine(before) : noLineBefore);
      });
      const last = lines[seq - 1];
      return holds && last ? hashOfLine(last) : '';
    },
    runs: (targetId: string): string[] => selectRuns.all(targetId) as string[],
    /** For a practice Pi that begins afresh: its old runs are no part of a restaurant's history. */
    forget: (targetId: string) => {
      database.prepare('DELETE FROM journal_lines WHERE target_id = ?').run(targetId);
    },
  };
}
export type JournalStore = ReturnType<typeof createJournalStore>;

function parseEntry(line: string): JournalEntry | undefined {
  try {
    return journalEntrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
