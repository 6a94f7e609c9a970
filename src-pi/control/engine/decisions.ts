import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  type Decision,
  decisionSchema,
  finalRunStates,
  personSchema,
  type RunState,
} from '../../../src-shared/bonctl/run.ts';
import { viewOf } from '../../../src-shared/bonctl/run-view.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { syncFolder, temporaryName, writeDurably } from '../files/durable.ts';
import { giveReserve } from '../files/reserve.ts';
import { decideGuard } from '../guard/guard-state.ts';
import { entriesOf, runFile } from '../journal/run-folder.ts';
import { currentLease } from '../lock/lease.ts';
import type { Machine } from '../machine.ts';

const storedSchema = z.object({ decision: decisionSchema, by: personSchema, afterSeq: z.number() });
export type StoredDecision = z.infer<typeof storedSchema>;

/** In which states a person may say what. */
const allowed: Record<Exclude<Decision['choice'], 'confirm'>, readonly RunState[]> = {
  retry: ['asking'],
  skip: ['asking'],
  answer: ['asking'],
  rollback: ['created', 'running', 'asking', 'confirming'],
};

/**
 * Takes a person's decision. A confirmation and a rollback go to the guard, whose one file decides a race; the rest is laid
 * beside the journal for the engine. Returns only when it is on disk.
 *
 * @throws Refusal `bonctl.busy` to another PC than the one that holds the lease, `run.wrong-state` if the run is not (or no longer) in a state for it.
 */
export async function decide(
  machine: Machine,
  runId: string,
  decision: Decision,
  by: StoredDecision['by'],
): Promise<void> {
  const view = viewOf(entriesOf(machine, runId));
  if (!view) throw refuse('run.unknown', { runId }, { retry: 'never' });
  const wrongState = (state: string) =>
    refuse('run.wrong-state', { runId, state, action: decision.choice }, { retry: 'never' });
  if (finalRunStates.includes(view.state)) throw wrongState(view.state);
  onlyOwner(machine, runId, by.pc);

  if (decision.choice === 'confirm') {
    if (view.state !== 'confirming' || !view.verdict?.good) throw wrongState(view.state);
    note(machine, runId, { decision, by, afterSeq: view.lastSeq });
    const { changed, now } = await decideGuard(machine, runId, { verdict: 'confirmed' }, { window: 'confirmation' });
    if (!changed && now?.verdict !== 'confirmed') throw wrongState('rolling-back');
    return;
  }
  if (!allowed[decision.choice].includes(view.state)) throw wrongState(view.state);
  if (decision.choice !== 'rollback') {
    const choices = view.question?.choices ?? [];
    if (!choices.includes(decision.choice)) throw wrongState(view.state);
    note(machine, runId, { decision, by, afterSeq: view.lastSeq });
    return;
  }
  giveReserve(machine);
  note(machine, runId, { decision, by, afterSeq: view.lastSeq });
  const { changed, now } = await decideGuard(machine, runId, { verdict: 'rollback', reason: 'person' });
  if (!changed && now?.verdict !== 'rollback')
    throw wrongState(now?.verdict === 'confirmed' ? 'confirmed' : view.state);
}

/** Another PC than the one that holds the lease only watches; once the lease is dead, anybody may end the run. */
function onlyOwner(machine: Machine, runId: string, pc: string): void {
  const lease = currentLease(machine);
  if (lease?.runId === runId && lease.by.pc !== pc)
    throw refuse(
      'bonctl.busy',
      { owner: lease.by.name, pc: lease.by.pc, runId, since: lease.since },
      { retry: 'never' },
    );
}

function folderOf(machine: Machine, runId: string): string {
  return runFile(machine, runId, 'decisions');
}

/** Lays a decision down under the next free number. Two at once get two numbers. */
function note(machine: Machine, runId: string, decision: StoredDecision): void {
  const folder = folderOf(machine, runId);
  mkdirSync(folder, { recursive: true });
  const own = temporaryName(join(folder, 'next'));
  writeDurably(own, JSON.stringify(decision));
  for (let number = readdirSync(folder).length; ; number += 1) {
    const place = join(folder, `${String(number).padStart(4, '0')}.json`);
    if (existsSync(place)) continue;
    try {
      linkSync(own, place);
      break;
    } catch (problem) {
      if ((problem as NodeJS.ErrnoException).code !== 'EEXIST') throw problem;
    }
  }
  rmSync(own);
  syncFolder(folder);
}

/** All decisions so far, in the order in which they came. */
export function decisionsOf(machine: Machine, runId: string): StoredDecision[] {
  const folder = folderOf(machine, runId);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d{4}\.json$/.test(name))
    .sort()
    .map((name) => storedSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
}
