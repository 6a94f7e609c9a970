import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, uptime } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bootId } from '../../src-pi/control/facts/boot.ts';
import { armGuard, readGuard } from '../../src-pi/control/guard/guard-state.ts';
import { currentLease, leaseSeconds, releaseLease, renewLease, takeLease } from '../../src-pi/control/lock/lease.ts';
import type { Machine } from '../../src-pi/control/machine.ts';
import { places } from '../../src-shared/bonctl/places.ts';
import { type Race, race } from './bench/race.ts';
import { everything } from './bench/whole.ts';

const by = { name: 'Rosa', pc: 'Kasse' };
const run = (number: number) => `20261123-190200-${number.toString(16).padStart(6, '0')}`;
let machine: Machine;
let racers: Race | undefined;
beforeEach(() => {
  machine = { root: mkdtempSync(join(tmpdir(), 'bonwart-race-')) } as Machine;
  mkdirSync(join(machine.root, places.state), { recursive: true });
});
afterEach(() => {
  racers?.end();
  racers = undefined;
  rmSync(machine.root, { recursive: true });
});

const leaseFile = () => join(machine.root, places.state, 'lease.json');

function leaveLease(change: { bootId?: string; heartbeat?: number }): void {
  const lease = { runId: run(0), by, since: '2026-11-23T19:00:00Z', bootId: bootId(), heartbeat: uptime(), ...change };
  writeFileSync(leaseFile(), JSON.stringify(lease));
}

test('of six who start at once exactly one wins, and the others are told who', async () => {
  racers = await race(6);
  for (let round = 1; round <= (everything ? 1000 : 150); round += 1) {
    rmSync(leaseFile(), { force: true });
    // every second time a dead owner has left its lease behind
    if (round % 2 === 0)
      leaveLease(round % 4 === 0 ? { bootId: 'another boot' } : { heartbeat: uptime() - leaseSeconds - 1 });
    const heats = Array.from({ length: 6 }, (_, index) => ({
      kind: 'take-lease' as const,
      root: machine.root,
      runId: run(round * 10 + index),
    }));
    const finishes = await racers.run(heats);
    const winners = finishes.filter(({ won }) => won).map(({ outcome }) => outcome);
    expect(winners, `round ${round}: ${JSON.stringify(finishes)}`).toHaveLength(1);
    expect(
      finishes.map(({ outcome }) => outcome),
      `round ${round}`,
    ).toEqual(Array(6).fill(winners[0]));
    expect(currentLease(machine)?.runId).toBe(winners[0]);
  }
  // nothing is left lying about
  expect(readdirSync(join(machine.root, places.state)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('when a confirmation and the expiry race, one wins and both report the same', async () => {
  racers = await race(4);
  const outcomes = new Set<string>();
  for (let round = 1; round <= (everything ? 1000 : 250); round += 1) {
    armGuard(machine, run(round), 'confirmation', 1000);
    const kinds =
      round % 2 === 0 ? (['confirm', 'expire', 'confirm', 'expire'] as const) : (['expire', 'confirm'] as const);
    const finishes = await racers.run(kinds.map((kind) => ({ kind, root: machine.root, runId: run(round) })));
    expect(
      finishes.filter(({ won }) => won),
      `round ${round}: ${JSON.stringify(finishes)}`,
    ).toHaveLength(1);
    const said = new Set([...finishes.map(({ outcome }) => outcome), readGuard(machine)?.verdict]);
    expect([...said], `round ${round}`).toHaveLength(1);
    outcomes.add([...said][0] ?? '');
  }
  // a race that always the same one wins is none
  expect([...outcomes].sort()).toEqual(['confirmed', 'rollback']);
});

test('a live owner is never robbed, a dead one blocks nobody', () => {
  takeLease(machine, run(1), by);
  expect(() => takeLease(machine, run(2), by)).toThrow('bonctl.busy');
  renewLease(machine, run(1), by);
  expect(currentLease(machine)?.runId).toBe(run(1));
  leaveLease({ heartbeat: uptime() - leaseSeconds - 1 });
  expect(currentLease(machine)).toBeNull();
  takeLease(machine, run(3), by);
  // the dead one comes back late and does not take what is another's now
  renewLease(machine, run(0), by);
  releaseLease(machine, run(0));
  expect(currentLease(machine)?.runId).toBe(run(3));
});
