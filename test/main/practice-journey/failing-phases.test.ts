import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bonwart, createBonwart } from '../../../src-main/host/bonwart.ts';
import { parts } from '../../../src-main/host/parts.ts';
import type { Practice } from '../../../src-main/practice/interface.ts';
import { loadRunbook } from '../../../src-main/runbooks/load.ts';
import { createSessionVault } from '../../../src-main/vault/vault.ts';
import type { RunState } from '../../../src-shared/bonctl/run.ts';
import { foldEntry, type RunView } from '../../../src-shared/bonctl/run-view.ts';
import type { Bridge } from '../../../src-shared/contract/bridge.ts';
import { evaluateTriggers, trippedOf } from '../../../src-shared/guide/evaluate-triggers.ts';
import { ask, clientOf, listenUntil } from '../../support/bonwart-client.ts';
import { reasonNotBuilt } from '../../support/built.ts';
import { type PhaseFault, phaseFaults } from '../../support/phase-faults.ts';
import { readTape, type TapeTicket } from '../../support/practice-tape.ts';

const repository = join(import.meta.dirname, '../../..');
const reason = reasonNotBuilt('payload practice', 'bonctl', 'service', 'database-worker', 'migrate');
if (reason) console.warn(`skipped, a run that fails in each phase: ${reason}`);

const target = { targetId: 'practice' };
const folder = mkdtempSync(join(tmpdir(), 'bonwart-phases-'));
const faults = phaseFaults(folder);
let bonwart: Bonwart;
let bridge: Bridge;
let practice: Practice;
let tape: () => TapeTicket[];

beforeAll(async () => {
  bonwart = createBonwart({
    ...{ dataFolder: folder, projectFolder: repository, payloadFolder: join(repository, 'out', 'payload') },
    vault: createSessionVault(),
    facts: { version: '0.0.0', host: 'browser', startIn: 'practice', vault: 'session' },
    parts: {
      ...parts,
      startPractice: async (options) => {
        practice = await parts.startPractice({ ...options, printer: { linesPerSecond: null } });
        tape = readTape(practice);
        return practice;
      },
    },
  });
  bridge = clientOf(bonwart.dispatcher);
  if (!reason) await listenUntil(bridge, 'practice.start', {});
}, 300_000);
afterAll(async () => {
  await bonwart.close();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * Follows a run to its end; answers its questions: tries again as often as the fault says, then takes it back. Gives the view at the
 * last question and at the end.
 */
async function takenBack(runId: string, fault: PhaseFault): Promise<{ asked: RunView; ended: RunView }> {
  let view: RunView | null = null;
  let asked: RunView | null = null;
  let retries = fault.retries ?? 0;
  const decide = async (state: RunState) => {
    const retry = state === 'asking' && retries > 0;
    retries -= 1;
    if (!retry && fault.curedBeforeTheWayBack) fault.cure();
    const decision = retry ? { choice: 'retry' as const } : { choice: 'rollback' as const, reason: 'practice' };
    await ask(bridge.call('run.decide', { ...target, runId, decision }));
  };
  await listenUntil(bridge, 'run.follow', { ...target, runId }, (event) => {
    for (const entry of event.kind === 'entries' ? event.entries : []) {
      view = foldEntry(view, entry);
      const wantsAnswer = entry.type === 'state' && (entry.to === 'asking' || entry.to === 'confirming');
      if (!wantsAnswer) continue;
      asked = structuredClone(view);
      void decide(entry.to);
    }
    return false;
  });
  if (!asked || !view) throw new Error('the run asked nothing');
  return { asked, ended: view };
}

test('there is a fault for each phase of the runbook', () => {
  const { phases } = loadRunbook(join(repository, 'resources/runbooks'), 'wix-printer-service');
  expect(faults.map(({ phase }) => phase)).toEqual(phases.map(({ id }) => id));
});

test.skipIf(reason).each(faults)(
  'fails in $phase: says so, is taken back, and the release before prints again',
  { timeout: 180_000 },
  async (fault) => {
    const { triggers } = await ask(bridge.call('guide.read', target));
    await listenUntil(bridge, 'deployment.upload', target);
    fault.plant();
    const { runId } = await ask(
      bridge.call('deployment.start', { ...target, settings: fault.settings ?? {}, person: 'Anna' }),
    );
    const { asked, ended } = await takenBack(runId, fault);
    if (!fault.curedBeforeTheWayBack) fault.cure();

    const failed = asked.phases.find(({ steps }) => steps.some(({ state }) => state === 'failed'));
    expect([failed?.id, asked.question?.step, asked.state]).toEqual([fault.phase, fault.step, 'asking']);
    expect(asked.question?.choices.length).toBeLessThanOrEqual(3);
    const evidence = { view: asked, service: null, storageBadSince: null, mail: null, now: Date.now() };
    const tripped = trippedOf(evaluateTriggers(triggers, evidence)).map(({ trigger }) => trigger.id);
    expect(tripped).toEqual(fault.trips === null ? [] : [fault.trips]);

    expect([ended.state, ended.rollbackReason]).toEqual(['rolled-back', 'person']);
    expect(ended.phases.flatMap(({ steps }) => steps).some(({ state }) => state === 'undo-failed')).toBe(false);
    const offer = await ask(bridge.call('deployment.offer', target));
    expect(offer).toMatchObject({ current: '0.0.1-practice', activeRun: null });
    const runs = await listenUntil(bridge, 'status.watch', target, (event) => event.kind === 'status');
    expect(runs.at(-1)).toMatchObject({ status: { release: '0.0.1-practice' } });
    const { number } = practice.placeOrder('paid');
    const about = () => tape().filter(({ text }) => text.includes(number));
    await expect.poll(() => about().map(({ complete }) => complete)).toEqual([true]);
  },
);
