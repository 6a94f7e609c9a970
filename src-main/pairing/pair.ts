import { createReadStream } from 'node:fs';
import { hostname } from 'node:os';
import { Readable } from 'node:stream';
import { refuse } from '../../src-shared/contract/errors.ts';
import { callBonctl } from '../bonctl/call.ts';
import type { Pairing, PairingRequest, PairingResult } from '../calls/surroundings.ts';
import { connectSsh } from '../ssh/connect.ts';
import { makeKeyPair } from '../ssh/key-pair.ts';
import type { RemoteHost } from '../ssh/remote-host.ts';
import { asRoot, asUser, type RunScript } from './become-root.ts';
import { inspectMachine, type Machine } from './inspect.ts';
import { findBootstrap } from './payload.ts';
import {
  addKeyScript,
  installScript,
  receiveScript,
  removeKeyScript,
  removeOlderKeysScript,
  uninstallScript,
} from './scripts.ts';

const archiveName = '.bonwart-bootstrap.tar.gz';
type OnStep = Parameters<Pairing['pair']>[1];

/**
 * Pairs a machine: signs in with what the person gave, looks around, installs bonctl and a key of our own, and comes back
 * with that key alone. What was begun is taken back if it fails or is cancelled; a machine that was paired already keeps
 * its bonctl then.
 */
export async function pairMachine(
  payloadFolder: string,
  request: PairingRequest,
  onStep: OnStep,
  signal: AbortSignal,
): Promise<PairingResult> {
  const { address, port, user, acceptedFingerprint: hostKey } = request;
  const step = async <Value>(
    name: Parameters<OnStep>[0]['step'],
    act: () => Promise<Value> | Value,
  ): Promise<Value> => {
    if (signal.aborted) throw refuse('pairing.cancelled', {});
    onStep({ kind: 'step', step: name, state: 'running' });
    const value = await act();
    onStep({ kind: 'step', step: name, state: 'done' });
    return value;
  };

  const host = await step('connect', () => connectSsh({ address, port, user, hostKey }, request.login, signal));
  const undo: (() => Promise<void>)[] = [];
  try {
    const machine = await step('inspect', () => inspectMachine(host, request.kind, signal));
    const bootstrap = findBootstrap(
      payloadFolder,
      request.kind === 'practice' ? 'practice' : `linux-${machine.architecture}`,
    );
    const root = await step('sudo', () => rootOf(host, request, machine, signal));
    const key = makeKeyPair(`bonwart@${hostname().replace(/[^A-Za-z0-9.-]/g, '')}`);
    await step('key', async () => {
      undo.unshift(() => asUser(host, undefined)('key', removeKeyScript, [key.publicKey, archiveName]));
      await asUser(host, signal)('key', addKeyScript, [key.publicKey]);
    });
    const installed = machine.bootstrap === bootstrap.sha256;
    await step('upload', async () => {
      if (!installed) await sendArchive(host, bootstrap, onStep, signal);
    });
    await step('install', async () => {
      if (installed) return;
      if (machine.bootstrap === '') undo.unshift(() => root('install', uninstallScript, [machine.root]));
      const words = [machine.root, user, `${machine.home}/${archiveName}`, bootstrap.sha256];
      await root('install', installScript, words, 180_000);
    });
    const facts = await step('reconnect', async () => {
      const own = { kind: 'key', privateKey: key.privateKey } as const;
      const again = await connectSsh({ address, port, user, hostKey }, own, signal);
      onStep({ kind: 'step', step: 'facts', state: 'running' });
      return callBonctl(again, request.kind, 'facts', {}, { signal }).finally(() => again.close());
    });
    // only now: until the new key is proven, an earlier pairing keeps its own
    await asUser(host, signal)('key', removeOlderKeysScript, [key.publicKey]);
    onStep({ kind: 'step', step: 'facts', state: 'done' });
    if (signal.aborted) throw refuse('pairing.cancelled', {});
    return { privateKey: key.privateKey, publicKey: key.publicKey, facts };
  } catch (error) {
    // What cannot be taken back now, because the machine is gone, is taken back or renewed by the next pairing.
    for (const takeBack of undo) await takeBack().catch(() => {});
    throw signal.aborted ? refuse('pairing.cancelled', {}) : error;
  } finally {
    host.close();
  }
}

/** On the practice Pi everything belongs to the one user, and there is no sudo. */
function rootOf(
  host: RemoteHost,
  request: PairingRequest,
  machine: Machine,
  signal: AbortSignal,
): Promise<RunScript> | RunScript {
  if (request.kind === 'practice') {
    if (machine.root === '') throw refuse('pairing.install-failed', { step: 'sudo', output: 'not a practice Pi' });
    return asUser(host, undefined);
  }
  const password = request.sudoPassword ?? (request.login.kind === 'password' ? request.login.password : undefined);
  return asRoot(host, { name: request.user, uid: machine.uid }, password, signal);
}

async function sendArchive(
  host: RemoteHost,
  bootstrap: { archive: string; size: number },
  onStep: OnStep,
  signal: AbortSignal,
): Promise<void> {
  let doneBytes = 0;
  let toldAt = 0;
  const counted = async function* () {
    for await (const part of createReadStream(bootstrap.archive, { highWaterMark: 256 * 1024 })) {
      doneBytes += (part as Buffer).length;
      if (Date.now() - toldAt >= 100) {
        toldAt = Date.now();
        onStep({ kind: 'step', step: 'upload', state: 'running', doneBytes, totalBytes: bootstrap.size });
      }
      yield part as Buffer;
    }
  };
  const command = { program: 'sh', arguments: ['-c', receiveScript, 'sh', archiveName] };
  // 50 MB over the slowest Wi-Fi that is still one: 100 kB/s.
  const { exitCode, errors } = await host.execute(command, {
    input: Readable.from(counted()),
    deadlineMs: 600_000,
    signal,
  });
  if (exitCode === 0) return;
  if (/No space left/i.test(errors)) throw refuse('disk.full', { path: '~' });
  throw refuse('pairing.install-failed', { step: 'upload', output: errors.slice(-800) });
}
