import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const farewellFile = new URL('../../../src-pi/service/life/farewell.ts', import.meta.url).href;

/** A program that ends itself with a signal, as a supervisor would, at a moment of its choice. */
function run(body: string): { status: number | null; signal: string | null; said: string[] } {
  const script = `
    import { farewell } from ${JSON.stringify(farewellFile)};
    const say = (word) => process.stdout.write(word + '\\n');
    const log = { info: ({ reason }, word) => say(word + ' for ' + reason), error: (_, word) => say(word) };
    const signalled = () => new Promise((heard) => {
      process.once('SIGTERM', () => setImmediate(heard));
      process.kill(process.pid, 'SIGTERM');
    });
    const { leave, assembling } = farewell(log);
    const alive = setInterval(() => {}, 1000);
    ${body}`;
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, signal, said: `${stdout}${stderr}`.trim().split('\n') };
}

test('who ends it while it is being put together gets a clean end when that is done', () => {
  const told = run(`
    await assembling(async () => {
      await signalled();
      say('assembled');
      return async () => say('stopped');
    });`);
  expect(told).toEqual({ status: 0, signal: null, said: ['stopping for SIGTERM', 'assembled', 'stopped'] });
});

test('before anything is put together it ends at once', () => {
  const told = run(`
    await signalled();
    await assembling(() => new Promise(() => {}));
    say('never');`);
  expect(told).toEqual({ status: 0, signal: null, said: ['stopping for SIGTERM'] });
});

test('the first word counts, and what does not stop cleanly says so', () => {
  const told = run(`
    await assembling(async () => async () => {
      say('stopping once');
      throw new Error('no');
    });
    leave('restart', 75);
    leave('again', 0);`);
  expect(told).toEqual({
    status: 1,
    signal: null,
    said: ['stopping for restart', 'stopping once', 'not stopped cleanly'],
  });
});
