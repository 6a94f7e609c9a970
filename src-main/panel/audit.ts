import { z } from 'zod';
import { hashOfLine, noLineBefore } from './chain.ts';
import type { PanelDatabase } from './database.ts';

/** What a person had Bonwart do. `data` never holds a secret. */
export const auditEventSchema = z.object({
  action: z.enum([
    'paired',
    'unpaired',
    'deployment-started',
    'rollback-started',
    'restore-started',
    'decided',
    'recovery',
    'reprinted',
    'resolved',
    'restaurant-changed',
    'mail-changed',
    'checklist-answered',
    'guide-changed',
    'announced',
    'signed',
    'deviation-explained',
    'looked-after',
    'look-seen',
    'report-mailed',
    'settings-changed',
    'people-changed',
    'pin-refused',
    'pins-reset',
  ]),
  targetId: z.string(),
  person: z.string(),
  data: z.record(z.string(), z.string()),
});
export type AuditEvent = z.infer<typeof auditEventSchema>;

const auditLineSchema = auditEventSchema.extend({ seq: z.number(), at: z.string(), previous: z.string().length(64) });
export type AuditLine = z.infer<typeof auditLineSchema>;

/** Who did what, when, from this PC: append-only and hash-chained. */
export function createAuditStore(database: PanelDatabase, now: () => Date = () => new Date()) {
  const selectLast = database.prepare('SELECT seq, line FROM audit ORDER BY seq DESC LIMIT 1');
  const selectAll = database.prepare('SELECT seq, line FROM audit ORDER BY seq');
  const insert = database.prepare('INSERT INTO audit (seq, line) VALUES (?, ?)');

  return {
    add: (event: AuditEvent) =>
      database
        .transaction(() => {
          const last = selectLast.get() as { seq: number; line: string } | undefined;
          const seq = (last?.seq ?? 0) + 1;
          const previous = last ? hashOfLine(last.line) : noLineBefore;
          const line: AuditLine = { ...auditEventSchema.parse(event), seq, at: now().toISOString(), previous };
          insert.run(seq, JSON.stringify(line));
        })
        .immediate(),
    all: (): AuditLine[] =>
      (selectAll.all() as { line: string }[]).map(({ line }) => auditLineSchema.parse(JSON.parse(line))),
    /** The number of the first line that does not fit the one before; null if the whole chain holds. */
    firstDamaged: (): number | null => {
      let previous = noLineBefore;
      let expectedSeq = 1;
      for (const { seq, line } of selectAll.all() as { seq: number; line: string }[]) {
        const parsed = parseLine(line);
        if (seq !== expectedSeq || parsed?.seq !== seq || parsed.previous !== previous) return seq;
        previous = hashOfLine(line);
        expectedSeq += 1;
      }
      return null;
    },
  };
}
export type AuditStore = ReturnType<typeof createAuditStore>;

function parseLine(line: string): AuditLine | undefined {
  try {
    return auditLineSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
