import { refuse } from '../../src-shared/contract/errors.ts';
import type { RemoteCommand, RemoteHost } from '../ssh/remote-host.ts';

/** Runs a constant script with arguments; throws `pairing.install-failed` with the end of its output. */
export type RunScript = (step: string, script: string, words: readonly string[], deadlineMs?: number) => Promise<void>;

/** Runs scripts as the user who signed in. */
export function asUser(host: RemoteHost, signal: AbortSignal | undefined): RunScript {
  return (step, script, words, deadlineMs) =>
    run(host, step, ['sh', '-c', script, 'sh', ...words], '', signal, deadlineMs);
}

/**
 * Runs scripts as root, having proven that it can: as root itself, by sudo without a password, or with one, which travels
 * on standard input only. Throws `pairing.no-sudo` or `pairing.sudo-password-wrong`.
 */
export async function asRoot(
  host: RemoteHost,
  user: { readonly name: string; readonly uid: number },
  password: string | undefined,
  signal: AbortSignal,
): Promise<RunScript> {
  if (user.uid === 0) return asUser(host, signal);
  const free = await host.execute(sudo(['-n', 'true']), { deadlineMs: 15_000, signal });
  if (free.exitCode === 0)
    return (step, script, words, deadlineMs) =>
      run(host, step, ['sudo', '-n', 'sh', '-c', script, 'sh', ...words], '', undefined, deadlineMs);
  if (free.exitCode === 127 || /not in the sudoers|not allowed/i.test(free.errors) || password === undefined)
    throw refuse('pairing.no-sudo', { user: user.name });

  const input = `${password}\n`;
  const asked = await host.execute(sudo(['-S', '-k', '-p', '', 'true']), { input, deadlineMs: 30_000, signal });
  if (/not in the sudoers|may not run|not allowed/i.test(asked.errors))
    throw refuse('pairing.no-sudo', { user: user.name });
  if (asked.exitCode !== 0) throw refuse('pairing.sudo-password-wrong', { user: user.name });
  return (step, script, words, deadlineMs) =>
    run(host, step, ['sudo', '-S', '-p', '', 'sh', '-c', script, 'sh', ...words], input, undefined, deadlineMs);
}

/** sudo speaks the language of the machine, and its words are read here. */
function sudo(words: readonly string[]): RemoteCommand {
  return { program: 'env', arguments: ['LC_ALL=C', 'sudo', ...words] };
}

async function run(
  host: RemoteHost,
  step: string,
  [program = 'sh', ...words]: readonly string[],
  input: string,
  signal: AbortSignal | undefined,
  deadlineMs = 60_000,
): Promise<void> {
  const options = { input, deadlineMs, ...(signal ? { signal } : {}) };
  const { exitCode, errors, output } = await host.execute({ program, arguments: words }, options);
  if (exitCode === 0) return;
  if (/No space left/i.test(errors)) throw refuse('disk.full', { path: '/opt' });
  throw refuse('pairing.install-failed', { step, output: `${output.toString('utf8')}${errors}`.trim().slice(-800) });
}
