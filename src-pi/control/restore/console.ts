import { journalEntrySchema } from '../../../src-shared/bonctl/run.ts';
import { storedBackups } from '../backups/backups.ts';
import { decide } from '../engine/decisions.ts';
import { startRun } from '../engine/start.ts';
import { followJournal } from '../journal/follow.ts';
import type { Machine } from '../machine.ts';
import { restoreOffer } from './offer.ts';

/** What a person types to say that the consequence was read. */
export const restoreAgreement = 'yes-newer-orders-wait-for-a-person';

/**
 * Restoring for the person who stands before the Pi, without network and PC. Says first what it would mean; does it only with the
 * agreement. Who stands there sees whether it works: a good verdict is kept, a step that fails is taken back.
 *
 * @returns the exit code: 0 for done, 1 for taken back, 2 for only told.
 */
export async function restoreHere(
  machine: Machine,
  backup: string,
  agreed: boolean,
  say: (text: string) => void,
): Promise<number> {
  if (backup === '') {
    for (const { runId, at, release, sizeBytes } of storedBackups(machine).filter(({ holdsOrders }) => holdsOrders))
      say(`${runId}  ${at}  ${release ?? 'before the first release'}  ${(sizeBytes / 1_000_000).toFixed(1)} MB`);
    return 2;
  }
  if (!agreed) {
    const { at, proof, newer } = await restoreOffer(machine, backup);
    if (!proof.proven) say(`This backup is not whole: ${proof.file} is damaged.`);
    if (!newer) return 1;
    say(
      `Backup of ${at}, whole. Orders newer than it: ${newer.orders}, of these not printed yet: ${newer.notPrinted}.`,
    );
    say('They are written to files first and stay known: nothing is printed twice, and what is not printed yet waits');
    say('until a person says so. The present orders are backed up, so that this can be taken back.');
    say(`To do it:  bonctl restore ${backup} --${restoreAgreement}`);
    return 2;
  }
  const by = { name: process.env.SUDO_USER ?? 'local', pc: 'this machine' };
  const runId = await startRun(machine, { kind: 'restore', backup, settings: false, by, reason: 'bonctl restore' });
  let state = '';
  const answers: Promise<void>[] = [];
  const answer = (choice: 'confirm' | 'rollback') =>
    decide(machine, runId, choice === 'confirm' ? { choice } : { choice, reason: 'bonctl restore' }, by).catch(
      (problem) => say(String(problem)),
    );
  await followJournal(
    machine,
    runId,
    1,
    (line) => {
      say(line);
      const entry = journalEntrySchema.parse(JSON.parse(line));
      if (entry.type === 'state') state = entry.to;
      if (entry.type === 'state' && entry.to === 'confirming') answers.push(answer('confirm'));
      if (entry.type === 'question') answers.push(answer('rollback'));
    },
    new AbortController().signal,
  );
  await Promise.all(answers);
  return state === 'confirmed' ? 0 : 1;
}
