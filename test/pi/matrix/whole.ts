import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { places } from '../../../src-shared/bonctl/places.ts';
import type { PairedPi } from '../paired-pi.ts';
import type { End } from './table.ts';

/**
 * What must be true of a Pi when a run has ended, whatever has met it: a known-good release serves, every file of it is what its
 * manifest says, the orders' database is sound, and what is told of the run is what is there.
 */
export async function expectWhole(target: PairedPi, runId: string, end: Pick<End, 'state' | 'reason'>): Promise<void> {
  const { pi } = target;
  const release = end.state === 'confirmed' ? target.newest : target.previous;
  expect(await target.current()).toBe(release.version);
  const sums = release.files.map(({ sha256, path }) => `${sha256}  ${path}`).join('\n');
  await pi.run(`cd ${places.service}/current/ && sha256sum --check --quiet --strict -`, `${sums}\n`);

  await expect
    .poll(() => target.health(), { timeout: 30_000 })
    .toMatchObject({ status: 'ok', release: release.version, database: { schema: release.schema } });
  const database = new Database(join(pi.root, places.service, 'data', 'printer_service.db'), { readonly: true });
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();

  // the engine puts lock and guard away after its last line
  const told = async () => {
    const { current, activeRun, lock, guard } = await target.call('status', {});
    return { current, activeRun, lock, guard };
  };
  await expect
    .poll(told, { timeout: 30_000 })
    .toEqual({ current: release.version, activeRun: null, lock: null, guard: null });
  const run = (await target.call('run.list', {})).find((one) => one.runId === runId);
  expect(run).toMatchObject({
    state: end.state,
    version: target.newest.version,
    previousVersion: target.previous.version,
  });
  const view = await target.reached(runId, [end.state]);
  expect(view.rollbackReason).toBe(end.reason);
  expect(view.verdict?.good).toBe(true);
}
