import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { waitWhileThere } from '../../../src-pi/service/life/wait-file.ts';

test('it waits until the file is gone, and for none at all where there is none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-wait-'));
  try {
    const file = join(folder, 'wait');
    await waitWhileThere(undefined);
    await waitWhileThere(file);
    writeFileSync(file, '');
    let over = false;
    const waiting = waitWhileThere(file).then(() => {
      over = true;
    });
    // Three looks, and it still waits.
    for (let look = 0; look < 3; look += 1) await new Promise((next) => setTimeout(next, 10));
    expect(over).toBe(false);
    rmSync(file);
    await waiting;
    expect(over).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
