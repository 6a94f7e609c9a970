import { expect, test } from 'vitest';
import { renewBonctl } from '../../../src-main/calls/renew-bonctl.ts';
import { type Refusal, refuse } from '../../../src-shared/contract/errors.ts';

const signal = new AbortController().signal;

/** A PC whose bonctl is 0.6.0, and a Pi on which another version works. What is asked of the Pi is noted. */
function meets(there: { version: string; kind?: 'pi' | 'practice'; answer?: Refusal }) {
  const asked: string[] = [];
  const call = async (_host: unknown, _target: unknown, operation: string) => {
    asked.push(operation);
    if (operation === 'facts') return { architecture: 'arm64', bonctlVersion: there.version };
    if (there.answer) throw there.answer;
    return { version: '0.6.0' };
  };
  const surroundings = {
    panel: { targets: { get: () => ({ id: 'kitchen', kind: there.kind ?? 'pi' }) } },
    payloads: { manifest: (platform: string, name: string) => ({ version: '0.6.0', platform, name }) },
    connections: { get: async () => ({}) },
    bonctl: {
      call,
      upload: async (_host: unknown, _target: unknown, manifest: object) => {
        asked.push(`upload ${JSON.stringify(manifest)}`);
      },
    },
    log: { info: () => {}, warn: () => {} },
  } as never;
  return { asked, renew: () => renewBonctl(surroundings, 'kitchen', () => {}, signal) };
}

test('a Pi with an older bonctl gets the one of this PC, for its own kind of machine', async () => {
  const { asked, renew } = meets({ version: '0.5.0' });
  await renew();
  const sent = { version: '0.6.0', platform: 'linux-arm64', name: 'bonctl' };
  expect(asked).toEqual(['facts', `upload ${JSON.stringify(sent)}`, 'bonctl.renew']);
});

test('the same, and a newer one that another PC has brought, stay; a practice Pi is set up anew anyway', async () => {
  for (const version of ['0.6.0', '0.7.0']) {
    const { asked, renew } = meets({ version });
    await renew();
    expect(asked).toEqual(['facts']);
  }
  const practice = meets({ version: '0.1.0', kind: 'practice' });
  await practice.renew();
  expect(practice.asked).toEqual([]);
});

test('a bonctl that is busy, or too old to be renewed, still deploys; one that could not be renewed is told', async () => {
  const busy = refuse('bonctl.busy', { owner: 'Rosa', pc: 'Kasse', runId: 'x', since: '' });
  const tooOld = refuse('bonctl.bad-answer', { operation: 'bonctl.renew', problem: 'unknown' });
  for (const answer of [busy, tooOld]) await meets({ version: '0.5.0', answer }).renew();
  const failed = refuse('bonctl.not-renewed', { version: '0.6.0', problem: 'ended 1' });
  await expect(meets({ version: '0.5.0', answer: failed }).renew()).rejects.toBe(failed);
});
