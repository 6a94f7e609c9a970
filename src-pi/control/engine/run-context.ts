import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type ReleaseManifest, releaseManifestSchema } from '../../../src-shared/bonctl/release.ts';
import type { JournalEntry } from '../../../src-shared/bonctl/run.ts';
import { type Runbook, runbookSchema } from '../../../src-shared/runbook/schema.ts';
import { isSecretSetting } from '../../../src-shared/secrets/secret-settings.ts';
import { readIfThere } from '../files/durable.ts';
import { type Journal, openJournal } from '../journal/journal.ts';
import { journalFile, runFile } from '../journal/run-folder.ts';
import type { Machine } from '../machine.ts';
import type { ReleasePlace } from '../releases/releases.ts';
import { redactor } from './redaction.ts';

/** What the engine has at hand while it carries out one run. */
export interface RunContext {
  readonly machine: Machine;
  readonly runId: string;
  readonly journal: Journal;
  readonly created: Extract<JournalEntry, { type: 'run-created' }>;
  readonly runbook: Runbook;
  readonly manifest: ReleaseManifest;
  readonly at: ReleasePlace;
  readonly settings: Readonly<Record<string, string>>;
  readonly redact: (text: string) => string;
}

export const settingsName = 'settings.json';
export const manifestName = 'manifest.json';

/** Opens a run for its one writer, the engine. */
export function openRun(machine: Machine, runId: string): RunContext {
  const journal = openJournal(runId, journalFile(machine, runId));
  const created = journal.entries[0];
  if (created?.type !== 'run-created') throw new Error(`run ${runId} has no beginning`);
  const manifest = releaseManifestSchema.parse(JSON.parse(readFileSync(runFile(machine, runId, manifestName), 'utf8')));
  const settings = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readIfThere(runFile(machine, runId, settingsName)) ?? '{}'));
  const secrets = Object.entries(settings).filter(
    ([key]) => isSecretSetting(key) || isDeclaredSecret(created.runbook, key),
  );
  return {
    machine,
    runId,
    journal,
    created,
    runbook: runbookSchema.parse(created.runbook),
    manifest,
    at: { machine, place: created.runbook.place },
    settings,
    redact: redactor(secrets.map(([, value]) => value)),
  };
}

function isDeclaredSecret(runbook: Runbook, key: string): boolean {
  return runbook.settings.some((setting) => setting.key === key && setting.secret);
}
