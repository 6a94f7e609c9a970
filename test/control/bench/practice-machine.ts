import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { places } from '../../../src-shared/bonctl/places.ts';
import type { Decision, JournalEntry, RunState } from '../../../src-shared/bonctl/run.ts';
import { finalRunStates, journalEntrySchema } from '../../../src-shared/bonctl/run.ts';
import { type RunView, viewOf } from '../../../src-shared/bonctl/run-view.ts';
import type { Runbook } from '../../../src-shared/runbook/schema.ts';
import { runbookSchema } from '../../../src-shared/runbook/schema.ts';
import { bonctlProgram } from './bundle.ts';
import { call } from './call.ts';
import { until } from './deadline.ts';
import type { FakeRelease } from './fake-release.ts';
import { killBelow } from './processes-below.ts';

/** The secret of every test deployment. No file that the tests look through may hold it, but `.env`. */
export const secret = 'IST.eyJ-a-very-secret-wix-key-4711';
export const manager = { name: 'Rosa', pc: 'Kasse' };

/** A machine of the tests: a folder that stands for `/`, with bonctl's own process supervisor. */
export interface PracticeMachine {
  readonly root: string;
  readonly port: number;
  place(...parts: string[]): string;
}

/** A free port of the loopback. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export async function practiceMachine(): Promise<PracticeMachine> {
  const root = mkdtempSync(join(tmpdir(), 'bonwart-machine-'));
  // what pairing would have unpacked there
  mkdirSync(join(root, places.home, 'bin'), { recursive: true });
  mkdirSync(join(root, places.home, 'runtime'), { recursive: true });
  symlinkSync(process.execPath, join(root, places.runtime));
  return { root, port: await freePort(), place: (...parts) => join(root, ...parts) };
}

/** Kills what runs there and removes the folder. */
export function removeMachine(machine: PracticeMachine): void {
  killBelow(machine.root);
  rmSync(machine.root, { recursive: true, force: true });
}

/** The shipped runbook, with waiting times that suit a test. */
export function shippedRunbook(change: { startWindow?: string; confirmationWindow?: string } = {}): Runbook {
  const file = join(import.meta.dirname, '..', '..', '..', 'resources', 'runbooks', 'wix-printer-service.yaml');
  const runbook = parse(readFileSync(file, 'utf8')) as { guard: Record<string, unknown> };
  runbook.guard = { ...runbook.guard, ...change };
  return runbookSchema.parse(runbook);
}

/** Sends what the machine lacks of a release, as the panel does. */
export async function upload(machine: PracticeMachine, release: FakeRelease): Promise<void> {
  const files = release.manifest.files.map(({ sha256, size }) => ({ sha256, size }));
  const { missing } = await call(machine.root, 'store.missing', { files });
  const frames = missing.flatMap(({ sha256 }) => {
    const content = release.contents.get(sha256) ?? Buffer.alloc(0);
    const header = { sha256, size: content.length, offset: 0, encoding: 'none', bytes: content.length };
    return [Buffer.from(`${JSON.stringify(header)}\n`), content];
  });
  await call(machine.root, 'store.receive', {}, { body: Buffer.concat(frames) });
}

export function settingsOf(machine: PracticeMachine): Record<string, string> {
  return {
    WIX_API_KEY: secret,
    WIX_SITE_ID: '0b9c1a5e-0000-4000-8000-000000000001',
    PRINTER_IP: '127.0.0.1',
    PRINTER_PORT: '9100',
    SERVICE_PORT: String(machine.port),
    RESTAURANT_NAME: 'Bei Rosa',
  };
}

/** Uploads a release and starts its deployment. */
export async function startDeployment(
  machine: PracticeMachine,
  release: FakeRelease,
  runbook: Runbook = shippedRunbook(),
  settings: Record<string, string> = settingsOf(machine),
): Promise<string> {
  await upload(machine, release);
  const request = { kind: 'deployment', runbook, manifest: release.manifest, settings, by: manager } as const;
  return (await call(machine.root, 'run.start', request as never)).runId;
}

export function journalPath(machine: PracticeMachine, runId: string): string {
  return machine.place(places.runs, runId, 'journal.jsonl');
}

/** What stands in a run's journal now. */
export function entriesNow(machine: PracticeMachine, runId: string): JournalEntry[] {
  const text = readFileSync(journalPath(machine, runId), 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1)
    .map((line) => journalEntrySchema.parse(JSON.parse(line)));
}

export function viewNow(machine: PracticeMachine, runId: string): RunView {
  const view = viewOf(entriesNow(machine, runId));
  if (!view) throw new Error('the journal is empty');
  return view;
}

/** Waits for a run to come into one of these states. A final state that was not asked for ends the waiting at once. */
export function reached(
  machine: PracticeMachine,
  runId: string,
  states: readonly RunState[],
  deadlineMs = 60_000,
): Promise<RunView> {
  return until(
    `${runId} to be ${states.join(' or ')}`,
    () => {
      const view = viewNow(machine, runId);
      if (states.includes(view.state)) return view;
      if (finalRunStates.includes(view.state))
        throw new Error(`${runId} ended ${view.state}:\n${story(machine, runId)}`);
      return null;
    },
    deadlineMs,
  ).catch((problem: Error) => {
    throw new Error(`${problem.message}\n${story(machine, runId)}`);
  });
}

/** The journal in short lines and what crashed, for the message of a failed test. */
export function story(machine: PracticeMachine, runId: string): string {
  const crashes = machine.place(places.runs, runId, 'crashes.json');
  const crashed = existsSync(crashes) ? `\n${readFileSync(crashes, 'utf8').slice(0, 3000)}` : '';
  const lines = entriesNow(machine, runId)
    .map((entry) => {
      const { seq, at, bootId, previous, ...rest } = entry;
      return entry.type === 'run-created' ? `${seq} run-created` : `${seq} ${JSON.stringify(rest).slice(0, 300)}`;
    })
    .join('\n');
  return lines + crashed;
}

export function decide(machine: PracticeMachine, runId: string, decision: Decision): Promise<{ accepted: true }> {
  return call(machine.root, 'run.decide', { runId, decision, by: manager });
}

/** A whole deployment that nobody disturbs, confirmed. */
export async function deploy(machine: PracticeMachine, release: FakeRelease, runbook?: Runbook): Promise<string> {
  const runId = await startDeployment(machine, release, runbook);
  await reached(machine, runId, ['confirming']);
  await decide(machine, runId, { choice: 'confirm' });
  await reached(machine, runId, ['confirmed']);
  return runId;
}

/** The machine starts anew: another boot id, and what systemd would start at boot. */
export function boot(machine: PracticeMachine, bootId: string): void {
  const guard = spawn(process.execPath, [bonctlProgram, '--root', machine.root, 'guard'], {
    env: { ...process.env, BONWART_BOOT_ID: bootId },
    detached: true,
    stdio: 'ignore',
  });
  guard.unref();
}

export function currentVersion(machine: PracticeMachine): string | null {
  try {
    return readlinkSync(machine.place(places.service, 'current')).split('/').at(-1) ?? null;
  } catch {
    return null;
  }
}

/** What the service answers, or `null` while it does not. */
export async function ask(machine: PracticeMachine, path: string, body?: object): Promise<unknown> {
  try {
    const answer = await fetch(`http://127.0.0.1:${machine.port}${path}`, {
      signal: AbortSignal.timeout(10_000),
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
