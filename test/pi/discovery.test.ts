import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repository } from '../../scripts/build/layout.ts';
import { createTestPi, noTestPi, type TestPi } from './test-pi.ts';

if (noTestPi) console.log(`skipped: finding a Pi by mDNS, because ${noTestPi}`);

describe.skipIf(noTestPi)('finding a Pi', () => {
  let pi: TestPi;
  beforeAll(async () => {
    pi = await createTestPi({ name: 'kitchen' });
  });
  afterAll(() => pi?.dispose());

  test('hears its announcement, from a PC on the same network', async () => {
    const look = `
      import { discoverMachines } from ${JSON.stringify(join(repository, 'src-main/discovery/discover.ts'))};
      await discoverMachines((found) => console.log(JSON.stringify(found)), AbortSignal.timeout(30_000));`;
    const pc = pi.spawnAt('pc', [process.execPath, '--input-type=module', '--eval', look], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (!pc.stdout) throw new Error('no output');
    const [line] = (await once(createInterface({ input: pc.stdout }), 'line', {
      signal: AbortSignal.timeout(30_000),
    })) as [string];
    expect(JSON.parse(line)).toEqual({ name: 'kitchen', address: pi.address, port: 22 });
    const ended = once(pc, 'exit');
    pc.kill('SIGKILL');
    await ended;
  });
});
