import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bonwart, createBonwart } from '../../../src-main/host/bonwart.ts';
import { parts } from '../../../src-main/host/parts.ts';
import type { Practice } from '../../../src-main/practice/interface.ts';
import { loadRunbook } from '../../../src-main/runbooks/load.ts';
import { createSessionVault } from '../../../src-main/vault/vault.ts';
import { unitNames } from '../../../src-shared/bonctl/places.ts';
import { releaseManifestSchema } from '../../../src-shared/bonctl/release.ts';
import type { RunState } from '../../../src-shared/bonctl/run.ts';
import { foldEntry, type RunView } from '../../../src-shared/bonctl/run-view.ts';
import type { Bridge } from '../../../src-shared/contract/bridge.ts';
import { evaluateTriggers, trippedOf } from '../../../src-shared/guide/evaluate-triggers.ts';
import { ask, clientOf, listenUntil } from '../../support/bonwart-client.ts';
import { reasonNotBuilt } from '../../support/built.ts';
import { newestMigrationMakes } from '../../support/newest-migration.ts';
import { readTape, type TapeTicket } from '../../support/practice-tape.ts';

const repository = join(import.meta.dirname, '../../..');
const reason = reasonNotBuilt('payload practice', 'bonctl', 'service', 'database-worker', 'migrate');
if (reason) console.warn(`skipped, a run that fails in each phase: ${reason}`);

const target = { targetId: 'practice' };
let folder: string;
let bonwart: Bonwart;
let bridge: Bridge;
let practice: Practice;
let tape: () => TapeTicket[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bonwart-phases-'));
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

const onPi = (...path: string[]) => join(folder, 'practice', 'pi', 'opt', ...path);
const service = 'wix-printer-service';
const inDatabase = (sql: string) => {
  const database = new Database(onPi(service, 'data', 'printer_service.db'));
  database.exec(sql);
  database.close();
};
const release = () => onPi(service, 'releases', '0.0.1-practice', 'migrate.mjs');

/** What is wrong with the Pi, where the run meets it, and how it is put right. */
interface Fault {
  readonly phase: string;
  readonly step: string;
  readonly plant: () => void | Promise<void>;
  readonly cure: () => void | Promise<void>;
  /** Where it would keep the release before from running too: somebody cures it, and goes back all the same. */
  readonly curedBeforeTheWayBack?: boolean;
  /** So often somebody tries again first, in vain. */
  readonly retries?: number;
  /** What somebody has typed for this deployment. */
  readonly settings?: Record<string, string>;
  /** The reason for going back that it trips. */
  readonly trips: string | null;
}
/** A content in the store that only the new release has. */
function newContent(): string {
  const manifest = releaseManifestSchema.parse(
    JSON.parse(readFileSync(join(repository, 'out/payload/practice/wix-printer-service.json'), 'utf8')),
  );
  const file = manifest.files.findLast(({ path }) => path.endsWith('.up.sql'));
  return onPi('bonwart', 'store', file?.sha256 ?? '');
}
let spoilt: Buffer | null = null;
/** What the supervisor opens for each start, and holds open while the service runs. */
const startLog = () => onPi('bonwart', 'state', 'units', `${unitNames.service}.log`);
const faults: readonly Fault[] = [
  {
    ...{ phase: 'pre-deployment', step: 'machine', trips: null },
    plant: () => renameSync(release(), `${release()}.away`),
    cure: () => renameSync(`${release()}.away`, release()),
  },
  {
    ...{ phase: 'code', step: 'stage', trips: null },
    plant: () => {
      spoilt = readFileSync(newContent());
      rmSync(newContent());
      writeFileSync(newContent(), Buffer.alloc(spoilt.length, 'x'));
    },
    cure: () => {
      rmSync(newContent(), { force: true });
      if (spoilt) writeFileSync(newContent(), spoilt);
    },
  },
  {
    ...{ phase: 'database', step: 'rehearsal', trips: 'database-change' },
    plant: () => inDatabase(`CREATE TABLE ${newestMigrationMakes()} (nonsense TEXT)`),
    cure: () => inDatabase(`DROP TABLE ${newestMigrationMakes()}`),
  },
  {
    // A file where the service's folder for logs belongs.
    ...{ phase: 'configuration', step: 'settings', trips: null },
    plant: () => {
      renameSync(onPi(service, 'logs'), onPi(service, 'logs.away'));
      writeFileSync(onPi(service, 'logs'), 'nonsense');
    },
    cure: () => {
      rmSync(onPi(service, 'logs'));
      renameSync(onPi(service, 'logs.away'), onPi(service, 'logs'));
    },
  },
  {
    // A folder where the log of the start belongs: the running service does not notice, the next start cannot be.
    ...{ phase: 'restart', step: 'start', trips: 'start-fails', retries: 1, curedBeforeTheWayBack: true },
    plant: () => {
      renameSync(startLog(), `${startLog()}.away`);
      mkdirSync(startLog());
    },
    cure: () => {
      rmSync(startLog(), { recursive: true });
      renameSync(`${startLog()}.away`, startLog());
    },
  },
  {
    // A typing error: the printer, which answered before, answers nobody at this port.
    ...{ phase: 'verification', step: 'health', trips: 'health-worse', settings: { PRINTER_PORT: '1' } },
    plant: () => {},
    cure: () => {},
  },
];

/**
 * Follows a run to its end; answers its questions: tries again as often as the fault says, then takes it back. Gives the view at the
 * last question and at the end.
 */
async function takenBack(runId: string, fault: Fault): Promise<{ asked: RunView; ended: RunView }> {
  let view: RunView | null = null;
  let asked: RunView | null = null;
  let retries = fault.retries ?? 0;
  const decide = async (state: RunState) => {
    const retry = state === 'asking' && retries > 0;
    retries -= 1;
    if (!retry && fault.curedBeforeTheWayBack) await fault.cure();
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
  const { phases } = loadRunbook(join(repository, 'resources/runbooks'), service);
  expect(faults.map(({ phase }) => phase)).toEqual(phases.map(({ id }) => id));
});

test.skipIf(reason).each(faults)(
  'fails in $phase: says so, is taken back, and the release before prints again',
  { timeout: 180_000 },
  async (fault) => {
    const { triggers } = await ask(bridge.call('guide.read', target));
    await listenUntil(bridge, 'deployment.upload', target);
    await fault.plant();
    const { runId } = await ask(
      bridge.call('deployment.start', { ...target, settings: fault.settings ?? {}, person: 'Anna' }),
    );
    const { asked, ended } = await takenBack(runId, fault);
    if (!fault.curedBeforeTheWayBack) await fault.cure();

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
