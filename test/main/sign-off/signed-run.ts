import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { signOffCalls } from '../../../src-main/calls/sign-off.ts';
import type { CallSurroundings } from '../../../src-main/calls/surroundings.ts';
import { hashOfLine, noLineBefore } from '../../../src-main/panel/chain.ts';
import type { AskTarget } from '../../../src-main/service-api/asking.ts';
import { signersOf } from '../../../src-main/sign-off/signers.ts';
import type { JournalEvent } from '../../../src-shared/bonctl/run.ts';
import { contract, type RequestOf } from '../../../src-shared/contract/contract.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import type { SignOffView } from '../../../src-shared/contract/sign-off.ts';
import type { PersonOfPc } from '../../../src-shared/roles/person.ts';
import { forEngine } from '../../../src-shared/runbook/schema.ts';
import { created, journal, performedBefore, runbook, runId, started } from '../../renderer/scenes/journal.ts';
import { panelWithPi } from '../../support/panel-with-pi.ts';

const repository = join(import.meta.dirname, '../../..');
export const about = { targetId: 'kueche', runId };

const end = (to: 'confirmed' | 'rolled-back'): JournalEvent => ({
  ...{ type: 'state', from: to === 'confirmed' ? 'confirming' : 'rolling-back', to, event: 'confirmed', reason: null },
});
const checks = ['service', 'release', 'printer'].map((name) => ({ name, ok: true, baseline: null, detail: '' }));
export const kept: JournalEvent[] = [
  ...created(),
  ...performedBefore(null),
  { type: 'verdict', verdict: { good: true, checks } },
  end('confirmed'),
];
export const takenBack: JournalEvent[] = [
  ...created(),
  ...performedBefore('stop'),
  started('stop'),
  { type: 'state', from: 'running', to: 'rolling-back', event: 'rollback-decided', reason: 'boot' },
  end('rolled-back'),
];

/** The lines of a journal as bonctl writes them, each with the hash of the one before. */
export function linesOf(events: readonly JournalEvent[]): string[] {
  let previous = noLineBefore;
  return journal(3600, events).map((entry) => {
    const sent = entry.type === 'run-created' ? { ...entry, runbook: forEngine(entry.runbook) } : entry;
    const line = JSON.stringify({ ...sent, previous });
    previous = hashOfLine(line);
    return line;
  });
}

/** A PC with one Pi that does not answer, unless `ask` does, and one run whose journal is mirrored; two people have a PIN. */
export async function startDesk(
  events: readonly JournalEvent[],
  beside: { readonly ask?: AskTarget; readonly pdf?: Uint8Array } = {},
) {
  const { folder, panel } = panelWithPi('Küche <1>');
  panel.journals.mirror('kueche', runId, linesOf(events));
  const named = [
    { name: 'Maria Löwe', role: 'manager' as const, pin: '4711' },
    { name: 'Ali <b>', role: 'admin' as const, pin: '0815' },
  ];
  const people: (Pick<PersonOfPc, 'id'> & (typeof named)[number])[] = [];
  for (const one of named) people.push({ ...one, id: (await panel.people.add(one.name, one.role, one.pin)).id });
  const silent = async () => {
    throw refuse('connection.unreachable', { address: 'kueche.local', port: 22 });
  };
  const calls = () => {
    const surroundings = {
      ...{
        panel,
        signers: signersOf(panel),
        runbooksFolder: join(repository, 'resources/runbooks'),
        fontsFolder: folder,
      },
      ...{ connections: { get: silent }, printPage: async () => beside.pdf ?? null },
    } as unknown as CallSurroundings;
    return signOffCalls(surroundings, beside.ask ?? silent, () => {});
  };
  const used = calls();
  type Name = keyof ReturnType<typeof calls>;
  const call = async <N extends Name>(name: N, request: RequestOf<N>) => {
    const parsed = contract[name].request.parse(request);
    const answer = await (used[name] as (asked: unknown, context: unknown) => unknown)(parsed, {
      signal: new AbortController().signal,
    });
    return contract[name].response.parse(answer) as never;
  };
  const idOf = (who: 0 | 1) => people[who]?.id ?? '';
  const desk = {
    folder,
    idOf,
    panel: () => panel,
    call,
    read: (): Promise<SignOffView> => call('signOff.read', about),
    /** Answers every question yes and explains every deviation. */
    answerAll: async (): Promise<SignOffView> => {
      const { open: still } = await desk.read();
      for (const item of still.questions)
        await call('signOff.answer', { ...about, item, answer: 'yes', person: 'Maria' });
      for (const id of (await desk.read()).open.deviations)
        await call('signOff.explain', { ...about, about: id, note: 'Der Pi ist gerade aus', person: 'Maria' });
      return desk.read();
    },
    sign: async (who: 0 | 1, documentHash: string): Promise<SignOffView> => {
      const person = people[who];
      if (!person) throw new Error('nobody');
      const signature = who === 0 ? { kind: 'typed' as const, text: person.name } : drawn;
      const { id: personId, role, pin } = person;
      return call('signOff.sign', { ...about, role, personId, pin, signature, documentHash });
    },
    /** Changes panel.db behind the program's back. */
    tamper: (change: (database: Database.Database) => void) => {
      const database = new Database(join(folder, 'panel.db'));
      change(database);
      database.close();
    },
    close: () => {
      panel.close();
      rmSync(folder, { recursive: true });
    },
  };
  return desk;
}
export type Desk = Awaited<ReturnType<typeof startDesk>>;

export const drawn = { kind: 'drawn' as const, strokes: [[10, 20, 300, 180, 590, 20]] };
export { runbook };
