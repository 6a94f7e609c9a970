import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pair, pairingOf, refusalOf, startPanel, type TestPanel } from './panel.ts';
import { createTestPi, noTestPi, type TestPi } from './test-pi.ts';

if (noTestPi) console.log(`skipped: sending to a real machine, because ${noTestPi}`);

describe.skipIf(noTestPi)('sending a release', () => {
  let pi: TestPi;
  let panel: TestPanel;
  let targetId = '';
  beforeAll(async () => {
    pi = await createTestPi({ name: 'upload' });
    panel = startPanel();
    targetId = (await pair(panel, await pairingOf(pi))).id;
  });
  afterAll(async () => {
    await panel?.dispose();
    await pi?.dispose();
  });

  test('spares the runtime, which pairing brought', async () => {
    let total = 0;
    const stream = panel.open('deployment.upload', { targetId }, ({ totalBytes }) => {
      total ||= totalBytes;
    });
    await stream.ended;
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThan(10_000_000);
  });

  test('goes on where a cut cable stopped it', async () => {
    await pi.run('rm -r /opt/bonwart/store');
    const share = randomInt(10, 60);
    console.log(`the cable is cut at ${share} %`);
    let cutting: Promise<void> | null = null;
    const first = panel.open('deployment.upload', { targetId }, ({ sentBytes, totalBytes, complete }) => {
      if (!complete && sentBytes >= (totalBytes * share) / 100) cutting ??= pi.cut();
    });
    expect(await refusalOf(first.ended)).toMatch(/^(upload\.interrupted|connection\.(lost|timeout))$/);
    await cutting;
    const partial = (await pi.run('cd /opt/bonwart/store && stat -c "%i %s %n" *.partial')).trim().split(/[ .]/);
    const [inode, received = '0', content] = partial;
    expect(Number(received)).toBeGreaterThan(0);
    await pi.restore();
    await panel.open('deployment.upload', { targetId }).ended;
    // the same file grew; one that was begun anew would be another
    expect((await pi.run(`stat -c %i /opt/bonwart/store/${content}`)).trim()).toBe(inode);
    const again: number[] = [];
    await panel.open('deployment.upload', { targetId }, ({ totalBytes }) => again.push(totalBytes)).ended;
    expect(again.at(-1)).toBe(0);
    expect(await pi.run('ls /opt/bonwart/store | grep -c partial || true')).toBe('0\n');
    // every content is what its name says
    expect(await pi.run(`cd /opt/bonwart/store && for f in *; do echo "$f  $f"; done | sha256sum -c --quiet -`)).toBe(
      '',
    );
  });
});
