import { z } from 'zod';
import { refuse } from '../../src-shared/contract/errors.ts';
import type { RemoteHost } from '../ssh/remote-host.ts';
import { inspectScript } from './scripts.ts';

/** Bytes that bonctl, its runtime and a first release need, unpacked. */
const neededBytes = 600 * 1024 * 1024;
/** Seconds that the clocks may differ: TLS certificates and Wix' signatures bear more, people's trust in a ticket does not. */
const largestClockDifference = 300;

const machineSchema = z.object({
  system: z.string(),
  machine: z.string(),
  bits: z.coerce.number(),
  uid: z.coerce.number().int(),
  seconds: z.coerce.number(),
  time: z.string(),
  home: z.string().min(1),
  root: z.string(),
  freeKilobytes: z.coerce.number(),
  bootstrap: z.string(),
});
export type Machine = z.infer<typeof machineSchema> & { readonly architecture: 'x64' | 'arm64' };

const architectures: Record<string, 'x64' | 'arm64'> = {
  x86_64: 'x64',
  amd64: 'x64',
  aarch64: 'arm64',
  arm64: 'arm64',
};

/** Looks at a machine before anything is changed there, and throws what speaks against it. */
export async function inspectMachine(
  host: RemoteHost,
  kind: 'pi' | 'practice',
  signal: AbortSignal,
  now: () => number = Date.now,
): Promise<Machine> {
  const command = { program: 'sh', arguments: ['-c', inspectScript] };
  const { output } = await host.execute(command, { deadlineMs: 15_000, signal });
  const pairs = output
    .toString('utf8')
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
  const parsed = machineSchema.safeParse(Object.fromEntries(pairs));
  if (!parsed.success) throw refuse('pairing.not-linux', { system: output.toString('utf8').slice(0, 60) || 'unknown' });
  const machine = parsed.data;
  const architecture = architectures[machine.machine];
  if (kind === 'pi') {
    if (machine.system !== 'Linux') throw refuse('pairing.not-linux', { system: machine.system });
    if (!architecture || machine.bits !== 64) throw refuse('pairing.32-bit', { machine: machine.machine });
  }
  const freeBytes = machine.freeKilobytes * 1024;
  if (machine.bootstrap === '' && freeBytes < neededBytes)
    throw refuse('pairing.no-space', { freeBytes, neededBytes, path: '/opt' });
  const differenceSeconds = Math.round(machine.seconds - now() / 1000);
  if (Math.abs(differenceSeconds) > largestClockDifference)
    throw refuse('pairing.wrong-clock', { targetTime: machine.time, differenceSeconds });
  return { ...machine, architecture: architecture ?? 'x64' };
}
