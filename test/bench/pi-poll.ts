import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { repository } from '../../scripts/build/layout.ts';
import type { TestPi } from '../pi/test-pi.ts';
import type { Silence } from './service-poll.ts';

const servicePort = 8000;

/** Polls the service from inside the Pi's network; the returned function ends it and gives what it noticed. */
export async function pollOn(pi: TestPi): Promise<() => Promise<Silence>> {
  const program = join(repository, 'test', 'bench', 'poll-program.ts');
  const child = pi.spawnAt('pi', [process.execPath, program, String(servicePort)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (!child.stdout || !child.stdin) throw new Error('no pipes');
  const lines = createInterface({ input: child.stdout });
  await once(lines, 'line', { signal: AbortSignal.timeout(10_000) });
  return async () => {
    const answer = once(lines, 'line', { signal: AbortSignal.timeout(20_000) });
    child.stdin?.end();
    const [line] = (await answer) as [string];
    return JSON.parse(line) as Silence;
  };
}
