import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { places, unitNames } from '../../src-shared/bonctl/places.ts';
import { seeded } from '../control/bench/deadline.ts';
import { errors } from './matrix/errors.ts';
import { createPc, type Pc } from './matrix/pc.ts';
import { playCell, returnToPrevious } from './matrix/run-cell.ts';
import { cells, faults, steps } from './matrix/table.ts';
import { expectWhole } from './matrix/whole.ts';
import { noPairedPi, type PairedPi, pairedPi } from './paired-pi.ts';

if (noPairedPi) console.log(`skipped: the fault matrix on a real Debian, because ${noPairedPi}`);

/** All cells with `BONWART_FAULTS=all`; otherwise one of each fault, at steps that the seed of the day chooses. */
const everything = process.env.BONWART_FAULTS === 'all';
const seed = Number(process.env.BONWART_SEED ?? Math.floor(Date.now() / 86_400_000));
const random = seeded(seed);
const sample = faults.map((fault) => `${steps[Math.floor(random() * steps.length)]} ${fault}`);
const only = process.env.BONWART_CELLS;
const chosen = cells.filter(({ step, fault }) => {
  const name = `${step} ${fault}`;
  return only ? new RegExp(only).test(name) : everything || sample.includes(name);
});

test('every step of the shipped runbook has its way to fail', () => {
  expect(Object.keys(errors).sort()).toEqual([...steps].sort());
});

describe.skipIf(noPairedPi)(`the fault matrix: ${chosen.length} of ${cells.length} cells (seed ${seed})`, () => {
  let target: PairedPi;
  let pc: Pc;
  let inside = 0;
  beforeAll(async () => {
    target = await pairedPi('matrix');
    pc = await createPc(target.pi);
    await target.deploy(target.previous);
  });
  afterAll(async () => {
    console.log(`faults: ${inside} of ${chosen.length} met their step before it had ended, the others right behind it`);
    pc?.dispose();
    await target?.dispose();
  });

  test.each(chosen.map((cell) => ({ name: `${cell.fault} at ${cell.step}: ${cell.end.state}`, cell })))(
    '$name',
    { timeout: 300_000 },
    async ({ cell }) => {
      await returnToPrevious(target);
      const played = await playCell(target, pc, cell);
      if (played.inside) inside += 1;
      await expectWhole(target, played.runId, cell.end);
    },
  );

  test('with the guard switched off, the same power cut ends red', { timeout: 300_000 }, async () => {
    await returnToPrevious(target);
    const runId = await target.start(target.newest);
    await target.reached(runId, ['confirming']);
    const unit = `${places.units}/${unitNames.guard}`;
    await target.pi.run(`systemctl stop ${unitNames.guard}; mv ${unit} /root/guard; ln -s /dev/null ${unit}`);
    await target.pi.powerCut();
    await target.pi.boot();
    await expect(target.reached(runId, ['rolled-back'], 15_000)).rejects.toThrow('is confirming');
    expect(await target.current()).toBe(target.newest.version);
    // switched on again, it does what it did not
    await target.pi.run(`mv /root/guard ${unit}; systemctl daemon-reload; systemctl start ${unitNames.guard}`);
    await target.reached(runId, ['rolled-back']);
    await expectWhole(target, runId, { state: 'rolled-back', reason: 'boot' });
  });
});
