import type { TestPi } from './test-pi.ts';

/** What systemd, sudo, sshd and a login write by themselves. */
const passing = [
  '/run',
  '/proc',
  '/sys',
  '/dev',
  '/tmp/systemd-private-*',
  '/var/log/journal',
  '/var/log/*tmp',
  '/var/log/lastlog',
  '/var/lib/systemd',
  '/var/lib/sudo',
  '/var/tmp/systemd-private-*',
  '/var/cache/ldconfig',
];

/** All that lies on a Pi's disk, one line each with kind, rights, owner, and size of files. Sorted. */
export async function listingOf(pi: TestPi): Promise<string[]> {
  const prune = passing.map((path) => `-path '${path}' -prune`).join(' -o ');
  const output = await pi.run(
    `find / -xdev \\( ${prune} \\) -o \\( -type f -printf '%y %m %u %s %p\\n' -o -printf '%y %m %u - %p\\n' \\) | sort`,
  );
  return output.trim().split('\n');
}

/** What lies there now and did not, or not so, before; and what is gone. */
export async function changesSince(
  pi: TestPi,
  before: readonly string[],
): Promise<{ added: string[]; gone: string[] }> {
  const now = await listingOf(pi);
  const [was, is] = [new Set(before), new Set(now)];
  return { added: now.filter((line) => !was.has(line)), gone: before.filter((line) => !is.has(line)) };
}
