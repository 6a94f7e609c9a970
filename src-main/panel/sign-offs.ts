import { canonicalJson } from '../../src-shared/sign-off/canonical.ts';
import { type ChainLine, type ChainState, chainLineSchema } from '../../src-shared/sign-off/chain-line.ts';
import type { SignOffDocument } from '../../src-shared/sign-off/document.ts';
import type { AuditStore } from './audit.ts';
import { hashOfLine, noLineBefore } from './chain.ts';
import type { PanelDatabase } from './database.ts';
import type { JournalStore } from './journals.ts';

/** What is added: number, time and the hash of the line before come with the place. */
export type NewLine = ChainLine extends infer Line
  ? Line extends ChainLine
    ? Omit<Line, 'seq' | 'at' | 'previous'>
    : never
  : never;

/** A line with its own hash, which the next line, the audit and the report's code name. */
export type HashedLine = { readonly line: ChainLine; readonly hash: string };

interface Row {
  readonly seq: number;
  readonly target_id: string;
  readonly run_id: string;
  readonly line: string;
}

/** SHA-256 (hex) of what is signed. */
export function hashOfDocument(document: SignOffDocument): string {
  return hashOfLine(canonicalJson(document));
}

/**
 * Sign-offs of all runs, in one chain: append-only, each line with the hash of the line before. Whoever changes the last line has to
 * change the audit too, in which the hash of each line stands, and that is a chain of its own.
 */
export function createSignOffStore(
  database: PanelDatabase,
  beside: { readonly audit: AuditStore; readonly journals: JournalStore },
  now: () => Date = () => new Date(),
) {
  const columns = 'SELECT seq, target_id, run_id, line FROM sign_offs';
  const selectLast = database.prepare(`${columns} ORDER BY seq DESC LIMIT 1`);
  const selectAll = database.prepare(`${columns} ORDER BY seq`);
  const insert = database.prepare('INSERT INTO sign_offs (seq, target_id, run_id, line) VALUES (?, ?, ?, ?)');
  const rows = () => selectAll.all() as Row[];

  const append = (added: NewLine) => {
    const last = selectLast.get() as Row | undefined;
    const seq = (last?.seq ?? 0) + 1;
    const previous = last ? hashOfLine(last.line) : noLineBefore;
    const line = JSON.stringify(chainLineSchema.parse({ ...added, seq, at: now().toISOString(), previous }));
    insert.run(seq, added.targetId, added.runId, line);
    beside.audit.add({
      action: 'signed',
      targetId: added.targetId,
      person: added.type === 'document' ? '' : added.signer.name,
      data: {
        ...{ runId: added.runId, what: added.type, line: String(seq), hash: hashOfLine(line) },
        ...(added.type === 'document' ? {} : { role: added.role }),
      },
    });
  };

  const readable = (isWanted: (line: HashedLine['line']) => boolean): HashedLine[] =>
    rows().flatMap(({ line }) => {
      const parsed = parseLine(line);
      return parsed && isWanted(parsed) ? [{ line: parsed, hash: hashOfLine(line) }] : [];
    });

  return {
    /** Adds lines and their entries in the audit, all or none. */
    add: (lines: readonly NewLine[]) => database.transaction(() => lines.forEach(append)).immediate(),
    /** The lines of one run that can be read, in their order; whether they can be believed, `state` says. */
    ofRun: (targetId: string, runId: string): HashedLine[] =>
      readable((line) => line.targetId === targetId && line.runId === runId),
    /** The lines of all runs of a target that can be read, in their order. */
    ofTarget: (targetId: string): HashedLine[] => readable((line) => line.targetId === targetId),
    /** What was signed about a Pi, in its order. */
    documentsOf: (targetId: string): SignOffDocument[] =>
      readable((line) => line.targetId === targetId).flatMap(({ line }) =>
        line.type === 'document' ? [line.document] : [],
      ),
    /** The line whose hash begins so; null if there is none. */
    byHash: (beginning: string): HashedLine | null => {
      const row = rows().find(({ line }) => hashOfLine(line).startsWith(beginning));
      const line = row && parseLine(row.line);
      return row && line ? { line, hash: hashOfLine(row.line) } : null;
    },
    state: (): ChainState => chainState(rows(), beside),
  };
}
export type SignOffStore = ReturnType<typeof createSignOffStore>;

function chainState(
  rows: readonly Row[],
  { audit, journals }: { readonly audit: AuditStore; readonly journals: JournalStore },
): ChainState {
  const broken = (reason: Extract<ChainState, { intact: false }>['reason'], seq: number): ChainState => ({
    ...{ intact: false, reason, seq },
  });
  if (audit.firstDamaged() !== null) return broken('audit', rows[0]?.seq ?? 1);
  const anchors = audit.all().filter(({ action }) => action === 'signed');
  const documents = new Map<string, { hash: string; journal: SignOffDocument['journal'] }>();
  let previous = noLineBefore;
  for (const [place, row] of rows.entries()) {
    const line = parseLine(row.line);
    const fits =
      line?.seq === row.seq &&
      row.seq === place + 1 &&
      line.previous === previous &&
      line.targetId === row.target_id &&
      line.runId === row.run_id;
    if (!line || !fits) return broken('line', place + 1);
    const hash = hashOfLine(row.line);
    const anchor = anchors[place]?.data;
    if (anchor?.line !== String(row.seq) || anchor.hash !== hash) return broken('audit', row.seq);
    const run = `${line.targetId} ${line.runId}`;
    if (line.type === 'document') {
      documents.set(run, { hash: hashOfDocument(line.document), journal: line.document.journal });
      const { seq } = line.document.journal;
      const kept = journals.hashUpTo(line.targetId, line.runId, seq);
      // a practice that began afresh has no journal any more; one that is there must be the one that was signed
      if (kept !== null && kept !== line.document.journal.hash) return broken('journal', row.seq);
    } else if (documents.get(run)?.hash !== line.documentHash) return broken('document', row.seq);
    previous = hash;
  }
  return anchors.length > rows.length ? broken('line', rows.length + 1) : { intact: true };
}

function parseLine(line: string): ChainLine | undefined {
  try {
    return chainLineSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
