import { spawn } from 'node:child_process';
import type { ServerChannel, Session } from 'ssh2';

export interface ShellPlace {
  readonly home: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The process groups that sessions began and that have not ended: the practice ends them with itself. */
  readonly groups: Set<number>;
}

/** Signals that a client may send by their names in RFC 4254, section 6.10. */
const signals = new Set([
  'ABRT',
  'ALRM',
  'FPE',
  'HUP',
  'ILL',
  'INT',
  'KILL',
  'PIPE',
  'QUIT',
  'SEGV',
  'TERM',
  'USR1',
  'USR2',
]);

/**
 * Serves one session: commands by a real `sh`, each in a process group of its own. Standard input, output and error are
 * streamed with back-pressure; exit code or signal are told. As with sshd without a terminal, a process whose client
 * has gone is not killed: it finds its input ended and its output broken (EPIPE).
 */
export function serveSession(session: Session, place: ShellPlace): void {
  const fromClient: Record<string, string> = {};
  let group: number | undefined;
  session.on('env', (accept, reject, info) => {
    // as sshd's usual AcceptEnv
    if (/^(LANG|LC_[A-Z]+)$/.test(info.key)) {
      fromClient[info.key] = info.val;
      accept?.();
    } else reject?.();
  });
  session.on('pty', (_accept, reject) => reject?.());
  session.on('signal', (accept, reject, info) => {
    const name = info.name.replace(/^SIG/, '');
    if (group === undefined || !signals.has(name)) {
      reject?.();
      return;
    }
    accept?.();
    signalGroup(group, `SIG${name}` as NodeJS.Signals);
  });
  const run = (channel: ServerChannel, parameters: string[]): void => {
    group = runInShell(channel, parameters, { ...place, environment: { ...place.environment, ...fromClient } });
  };
  session.on('exec', (accept, _reject, info) => run(accept(), ['-c', info.command]));
  session.on('shell', (accept) => run(accept(), []));
  session.on('sftp', (_accept, reject) => reject());
}

function runInShell(channel: ServerChannel, parameters: string[], place: ShellPlace): number | undefined {
  const child = spawn('sh', parameters, {
    cwd: place.home,
    env: { ...place.environment },
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const group = child.pid;
  if (group !== undefined) place.groups.add(group);
  const quiet = (): void => undefined;
  for (const stream of [channel, channel.stderr, child.stdin, child.stdout, child.stderr]) stream.on('error', quiet);
  channel.pipe(child.stdin);
  child.stdout.pipe(channel, { end: false });
  child.stderr.pipe(channel.stderr, { end: false });
  let told = false;
  const tell = (code: number | null, signal: NodeJS.Signals | null): void => {
    if (told) return;
    told = true;
    if (!channel.writable) return;
    if (signal) channel.exit(signal.replace(/^SIG/, ''), false, '');
    else channel.exit(code ?? 255);
  };
  child.on('error', () => {
    tell(127, null);
    channel.end();
  });
  // like sshd: the exit code at once, the end of the channel when nobody holds its output any more
  child.on('exit', (code, signal) => {
    // its number may be given to another process from now on
    if (group !== undefined) place.groups.delete(group);
    tell(code, signal);
  });
  child.on('close', () => channel.end());
  channel.on('close', () => {
    child.stdin.destroy();
    child.stdout.destroy();
    child.stderr.destroy();
  });
  return group;
}

/** Signals a process group; one that has ended is fine. */
export function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch {
    // it has ended
  }
}
