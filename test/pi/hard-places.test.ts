import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { places } from '../../src-shared/bonctl/places.ts';
import { linesOf } from './matrix/at-step.ts';
import { createPc, type Pc } from './matrix/pc.ts';
import { returnToPrevious } from './matrix/run-cell.ts';
import { expectWhole } from './matrix/whole.ts';
import { noPairedPi, type PairedPi, pairedPi } from './paired-pi.ts';

if (noPairedPi) console.log(`skipped: hard places on a real Debian, because ${noPairedPi}`);

const failures = process.env.BONWART_FAULTS === 'all' ? 20 : 3;
const by = { name: 'Rosa', pc: 'Kasse' };
/** Milliseconds in which nobody confirms. */
const window = 4000;
const notInTime = { state: 'rolled-back', reason: 'confirmation-window' } as const;

/** Each ends as docs/deployment-faults.md says. */
describe.skipIf(noPairedPi)('a deployment in a hard place', () => {
  let target: PairedPi;
  let pc: Pc;
  beforeAll(async () => {
    target = await pairedPi('hard');
    pc = await createPc(target.pi);
    await target.deploy(target.previous);
  });
  beforeEach(() => returnToPrevious(target));
  afterAll(async () => {
    pc?.dispose();
    await target?.dispose();
  });

  async function confirming(): Promise<string> {
    const runId = await target.start(target.newest, { confirmationWindow: window });
    await target.reached(runId, ['confirming']);
    return runId;
  }

  test('sshd is killed and stays away: the Pi takes itself back, and tells it when it can', async () => {
    const runId = await confirming();
    await target.pi.run('systemctl stop ssh; systemctl mask --runtime ssh; pkill -KILL sshd || true');
    await target.reached(runId, ['rolled-back']);
    await target.pi.run('systemctl unmask --runtime ssh; systemctl start ssh');
    const following = pc.follow(runId, 1);
    await following.ended;
    expect(following.lines).toEqual(linesOf(target.pi, runId));
    await expectWhole(target, runId, notInTime);
  });

  test('the sudo rule is gone: nobody can confirm, so it is taken back', async () => {
    const runId = await confirming();
    await target.pi.run(`mv ${places.sudoers} /root/rule`);
    const confirm = pc.call('run.decide', { runId, decision: { choice: 'confirm' }, by });
    await expect(confirm).rejects.toThrow(/sudo: a password is required/);
    await target.reached(runId, ['rolled-back']);
    await target.pi.run(`mv /root/rule ${places.sudoers}`);
    await expectWhole(target, runId, notInTime);
  });

  test('the card can only be read: it is taken back when it can be written again, with nobody near', async () => {
    const runId = await confirming();
    // A file system with open files is not remounted by hand; the kernel does that after an error. A cover that can only be read does
    // the same to whoever opens a file from now on; what the service has open it keeps.
    await target.pi.run('mount --bind /opt /opt && mount -o remount,bind,ro /opt');
    await expect(target.reached(runId, ['rolled-back'], 2 * window)).rejects.toThrow('is confirming');
    expect(await target.health()).toMatchObject({ release: target.newest.version });
    await target.pi.run('umount --lazy /opt');
    await target.reached(runId, ['rolled-back']);
    await expectWhole(target, runId, notInTime);
  });

  test('the disk is full to the last byte: it is taken back all the same', async () => {
    const runId = await confirming();
    await target.pi.smallDisk(0);
    await target.pi.tryRun('dd if=/dev/zero of=/root/filler bs=4k; sync');
    try {
      await target.reached(runId, ['rolled-back']);
    } finally {
      await target.pi.smallDisk(null);
      await target.pi.run('rm -f /root/filler');
    }
    await expectWhole(target, runId, notInTime);
  });

  test(`${failures} failed deployments in a row leave the way back open`, { timeout: failures * 60_000 }, async () => {
    await target.deploy(target.newest);
    for (let number = 1; number <= failures; number += 1) {
      const request = target.deployment({ ...target.newest, version: `0.9.${number}` });
      const settings = { ...request.settings, WIX_API_KEY: 'short' };
      const { runId } = await target.call('run.start', { ...request, settings } as never);
      await target.reached(runId, ['asking']);
      await target.call('run.decide', { runId, decision: { choice: 'rollback', reason: '' }, by });
      await target.reached(runId, ['rolled-back']);
      expect(await target.current()).toBe(target.newest.version);
    }
    for (const { version } of [target.newest, target.previous])
      expect(existsSync(join(target.pi.root, places.service, 'releases', version, 'manifest.json'))).toBe(true);
    await target.pi.run(`${places.bonctl} rollback`);
    const rollback = (await target.call('run.list', {})).at(-1);
    expect(rollback).toMatchObject({ kind: 'rollback', state: 'rolled-back', version: target.previous.version });
    expect(await target.health()).toMatchObject({ status: 'ok', release: target.previous.version });
  });
});
