import { describe, expect, test } from 'vitest';
import { judgeClock, judgeMachine, type MachineReadings } from '../../../src-pi/control/preflight/findings.ts';
import { obstacles, type PreflightReason, stateOf } from '../../../src-shared/bonctl/preflight.ts';

const healthy: MachineReadings = {
  wantedArchitecture: 'arm64',
  architecture: 'arm64',
  osRelease: 'PRETTY_NAME="Raspberry Pi OS"\nID=raspbian\nID_LIKE=debian\nVERSION_ID="12"\n',
  freeBytes: 1000,
  neededBytes: 1000,
  readOnly: false,
  cardUsedPercent: 10,
  underVoltage: 'never',
  celsius: 50,
  memoryFreeBytes: 100_000_000,
  load: 8,
  processors: 4,
};
const reasonsWith = (change: Partial<MachineReadings>) =>
  judgeMachine({ ...healthy, ...change }).map(({ reason }) => reason);

describe('what the readings of a machine mean', () => {
  test('a healthy one has nothing against it, at the very limits too', () => {
    for (const found of judgeMachine(healthy)) expect([found.reason, stateOf(found)]).toEqual([found.reason, 'fine']);
  });

  test.each<[PreflightReason, Partial<MachineReadings>]>([
    ['architecture-wrong', { architecture: 'arm' }],
    ['system-old', { osRelease: 'ID=debian\nVERSION_ID="10"\n' }],
    ['system-foreign', { osRelease: 'ID=alpine\nVERSION_ID=3.20\n' }],
    ['system-foreign', { osRelease: null }],
    ['disk-short', { freeBytes: 999 }],
    ['card-read-only', { readOnly: true, cardUsedPercent: 100 }],
    ['card-ageing', { cardUsedPercent: 90 }],
    ['power-weak', { underVoltage: 'now' }],
    ['power-was-weak', { underVoltage: 'since-boot' }],
    ['power-untold', { underVoltage: null }],
    ['temperature-hot', { celsius: 76 }],
    ['temperature-too-hot', { celsius: 81 }],
    ['temperature-untold', { celsius: null }],
    ['memory-short', { memoryFreeBytes: 99_999_999 }],
    ['load-high', { load: 8.1 }],
  ])('%s', (reason, change) => {
    const odd = judgeMachine({ ...healthy, ...change }).filter((found) => stateOf(found) !== 'fine');
    expect(odd.map((found) => found.reason)).toEqual([reason]);
  });

  test('one that derives from Debian counts as known, whatever its own number is', () => {
    expect(reasonsWith({ osRelease: 'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="9"\n' })).toContain('system-known');
  });

  test('only what would break a deployment forbids it', () => {
    const worst = { architecture: 'arm', freeBytes: 0, readOnly: true, celsius: 90, memoryFreeBytes: 0 } as const;
    const found = judgeMachine({ ...healthy, ...worst, underVoltage: 'now', load: 99, osRelease: null });
    expect(obstacles(found).map(({ check }) => check)).toEqual([
      'architecture',
      'disk',
      'card',
      'power',
      'temperature',
      'memory',
    ]);
  });
});

const now = Date.UTC(2027, 0, 1);
const years = (count: number) => count * 365.25 * 86_400_000;
test.each<[PreflightReason, Partial<Parameters<typeof judgeClock>[0]>]>([
  ['clock-right', {}],
  ['clock-right', { shopDate: null }],
  ['clock-right', { synchronised: null, shopDate: now + 120_000 }],
  ['clock-alone', { synchronised: false }],
  ['clock-off', { shopDate: now - 121_000 }],
  ['clock-off', { shopDate: now + 121_000, synchronised: false }],
  ['clock-wrong', { now: now - years(10) }],
  ['clock-wrong', { now: now + years(10.5) }],
  ['clock-untold', { synchronised: null, shopDate: null }],
])('%s with %j', (reason, change) => {
  const given = { now, built: now - years(0.1), synchronised: true, shopDate: change.now ?? now };
  expect(judgeClock({ ...given, ...change }).reason).toBe(reason);
});
