import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../../scripts/build/layout.ts';
import { releaseManifestSchema } from '../../src-shared/bonctl/release.ts';
import { finalRunStates, type JournalEntry, type RunState } from '../../src-shared/bonctl/run.ts';
import { foldEntry, type RunView } from '../../src-shared/bonctl/run-view.ts';
import { payloadFolder, platform, type TestPanel } from './panel.ts';

const runDeadlineMs = 120_000;

export interface Installation {
  readonly payloads: string;
  readonly projectFolder: string;
  remove(): void;
}

/**
 * An installation of Bonwart as it might lie on a PC: `previous` is the app of last month, whose payload holds an older release;
 * `guardSeconds` makes both windows of the guard so short that a test can wait for their end; `bonctl` is the version that its bonctl bears.
 */
export function installBonwart(options: {
  release: 'previous' | 'current';
  guardSeconds?: number;
  bonctl?: string;
}): Installation {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-installation-'));
  const payloads = join(folder, 'payload');
  cpSync(join(payloadFolder, platform), join(payloads, platform), { recursive: true });
  if (options.bonctl === undefined) symlinkSync(join(payloadFolder, 'objects'), join(payloads, 'objects'));
  else nameBonctl(payloads, options.bonctl);
  if (options.release === 'previous')
    cpSync(
      join(payloadFolder, 'practice', 'wix-printer-service-previous.json'),
      join(payloads, platform, 'wix-printer-service.json'),
    );
  symlinkSync(join(repository, 'migrations'), join(folder, 'migrations'));
  mkdirSync(join(folder, 'resources'));
  symlinkSync(join(repository, 'resources', 'practice'), join(folder, 'resources', 'practice'));
  cpSync(join(repository, 'resources', 'runbooks'), join(folder, 'resources', 'runbooks'), { recursive: true });
  if (options.guardSeconds !== undefined) shortenGuard(folder, options.guardSeconds);
  return { payloads, projectFolder: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The bonctl of the payload under another version: its card and its list of files say so, all else is the same. */
function nameBonctl(payloads: string, version: string): void {
  const objects = join(payloads, 'objects');
  mkdirSync(objects);
  for (const name of readdirSync(join(payloadFolder, 'objects')))
    symlinkSync(join(payloadFolder, 'objects', name), join(objects, name));
  const list = join(payloads, platform, 'bonctl.json');
  const manifest = releaseManifestSchema.parse(JSON.parse(readFileSync(list, 'utf8')));
  const card = JSON.stringify({ name: 'bonctl', version, schema: 0 });
  const sha256 = createHash('sha256').update(card).digest('hex');
  writeFileSync(join(objects, sha256), card);
  const files = manifest.files.map((file) =>
    file.path === 'bonctl/release.json' ? { ...file, sha256, size: card.length } : file,
  );
  writeFileSync(list, JSON.stringify({ ...manifest, version, files }));
}

function shortenGuard(folder: string, seconds: number): void {
  const file = join(folder, 'resources', 'runbooks', 'wix-printer-service.yaml');
  const text = readFileSync(file, 'utf8');
  const shorter = text.replace(/confirmationWindow: \S+/, `confirmationWindow: ${seconds}s`);
  if (shorter === text) throw new Error('the runbook has no confirmation window');
  writeFileSync(file, shorter);
}

/** Sends what is missing and starts a deployment. */
export async function startDeployment(
  panel: TestPanel,
  targetId: string,
  settings: Record<string, string>,
): Promise<string> {
  await panel.open('deployment.upload', { targetId }).ended;
  return (await panel.call('deployment.start', { targetId, settings })).runId;
}

/** Waits until a run is in one of the states. @throws Error if it ends in another, or asks for help */
export async function reaches(
  panel: TestPanel,
  targetId: string,
  runId: string,
  states: readonly RunState[],
): Promise<RunView> {
  let view: RunView | null = null;
  const wanted = [...states, ...finalRunStates, 'asking'];
  await new Promise<void>((resolve, reject) => {
    const late = () => finish(() => reject(new Error(`${describe(view)} after ${runDeadlineMs} ms`)));
    const timer = setTimeout(late, runDeadlineMs);
    const stream = panel.open('run.follow', { targetId, runId, fromSeq: 1 }, (event) => {
      if (event.kind !== 'entries') return;
      for (const entry of event.entries) view = foldEntry(view, entry);
      // in a later turn: the stream's own function is not there yet for what is told at once
      if (view && wanted.includes(view.state)) setImmediate(() => finish(resolve));
    });
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      stream.close();
      settle();
    };
    stream.ended.then(
      () => finish(resolve),
      (problem) => finish(() => reject(problem)),
    );
  });
  const seen = view as RunView | null;
  if (seen && states.includes(seen.state)) return seen;
  throw new Error(`${describe(seen)}, not ${states.join(' or ')}`);
}

function describe(view: RunView | null): string {
  const failed = view?.phases.flatMap(({ steps }) => steps).filter(({ error }) => error !== null) ?? [];
  const errors = failed.map(({ id, error, output }) => `${id}: ${JSON.stringify(error)} ${output.slice(-5).join(' ')}`);
  return `the run is ${view?.state ?? 'not seen'} ${errors.join('; ')}`;
}

/** A whole deployment with its confirmation. */
export async function deploy(panel: TestPanel, targetId: string, settings: Record<string, string>): Promise<RunView> {
  const runId = await startDeployment(panel, targetId, settings);
  await reaches(panel, targetId, runId, ['confirming']);
  await panel.call('run.decide', { targetId, runId, decision: { choice: 'confirm' } });
  return reaches(panel, targetId, runId, ['confirmed']);
}

/** All entries that a panel has of a run, from its mirror and the target. */
export async function entriesOf(panel: TestPanel, targetId: string, runId: string): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  await panel.open('run.follow', { targetId, runId, fromSeq: 1 }, (event) => {
    if (event.kind === 'entries') entries.push(...event.entries);
  }).ended;
  return entries;
}
