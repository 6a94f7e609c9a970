import { readdirSync, readFileSync } from 'node:fs';
import { release as systemRelease } from 'node:os';
import { join } from 'node:path';
import type { SupportSource } from '../../src-shared/history/support.ts';
import { hiddenMark } from '../../src-shared/secrets/hide-secrets.ts';
import { isSecretSetting } from '../../src-shared/secrets/secret-settings.ts';
import { serviceAnswers, servicePaths } from '../../src-shared/service/api.ts';
import { mirrorRun } from '../calls/history.ts';
import { onTarget, platformOf } from '../calls/on-target.ts';
import type { CallSurroundings } from '../calls/surroundings.ts';
import { gatherHistory } from '../history/gather.ts';
import type { AskTarget } from '../service-api/asking.ts';
import { cleanJson, cleanJsonLines } from './clean-json.ts';

export interface SupportFile {
  readonly name: string;
  readonly text: string;
}

/** Where some files of a help package come from. Rejects if it does not answer. */
export interface Source {
  readonly name: Exclude<SupportSource, 'check'>;
  files(signal: AbortSignal): Promise<SupportFile[]>;
}

const newestRuns = 5;
const newestReports = 5;
/** Milliseconds for a journal that this PC does not have yet. */
const journalMs = 5_000;
const logLines = 2000;
const samplesHours = 24;

/** Every source of a help package about a target. What they give is without what is secret by name or shape. */
export function supportSourcesOf(surroundings: CallSurroundings, ask: AskTarget, targetId: string): Source[] {
  const { panel, redaction } = surroundings;
  const target = panel.targets.get(targetId);
  const redact = redaction.redact;
  const json = (name: string, value: unknown): SupportFile => ({
    name: `${name}.json`,
    text: `${JSON.stringify(cleanJson(value, redact), null, 2)}\n`,
  });
  const get = <Path extends 'status' | 'recovery' | 'restaurant'>(path: Path, signal: AbortSignal) =>
    ask(targetId, { method: 'GET', path: servicePaths[path], answer: serviceAnswers[path], signal });

  return [
    {
      name: 'versions',
      files: async (signal) => {
        const { facts: app } = surroundings;
        const { name, kind, pairedAt } = target;
        const pc = { ...app, platform: process.platform, system: systemRelease(), versions: process.versions };
        const silent = { name, kind, pairedAt, facts: null };
        const facts = await onTarget(surroundings, targetId, 'facts', {}, signal).catch(() => null);
        return [json('versions', { pc, pi: { ...silent, facts } })];
      },
    },
    {
      name: 'settings',
      files: async (signal) => {
        const { settings, releases, ...status } = await onTarget(surroundings, targetId, 'status', {}, signal);
        const told = Object.entries(settings).map(([key, value]) => [
          key,
          typeof value === 'string' && !isSecretSetting(key) ? value : hiddenMark,
        ]);
        const restaurant = await get('restaurant', signal).catch(() => null);
        return [
          json('settings', Object.fromEntries(told)),
          json('releases', { ...status, releases }),
          ...(restaurant ? [json('restaurant', restaurant)] : []),
        ];
      },
    },
    {
      name: 'runs',
      files: async (signal) => [json('runs', await onTarget(surroundings, targetId, 'run.list', {}, signal))],
    },
    {
      name: 'journals',
      files: async (signal) => {
        // those that only the Pi knows come first; a Pi that is away leaves what is mirrored here
        const told = await onTarget(surroundings, targetId, 'run.list', {}, signal).catch(() => []);
        const all = new Set([...told.map(({ runId }) => runId), ...panel.journals.runs(targetId)]);
        const runs = [...all].sort().reverse().slice(0, newestRuns);
        for (const runId of runs) {
          // of a run that goes on, what there is by then
          const soon = AbortSignal.any([signal, AbortSignal.timeout(journalMs)]);
          await mirrorRun(surroundings, targetId, runId, soon);
        }
        return runs.map((runId) => {
          const lines = panel.journals.entries(targetId, runId).map((entry) => JSON.stringify(entry));
          return { name: `journals/${runId}.jsonl`, text: `${cleanJsonLines(lines.join('\n'), redact)}\n` };
        });
      },
    },
    { name: 'history', files: async () => [json('history', gatherHistory(panel, targetId, []).entries)] },
    {
      name: 'service-log',
      files: async (signal) => {
        const { text } = await onTarget(surroundings, targetId, 'service.log', { lines: logLines }, signal);
        return [{ name: 'service.log', text: `${cleanJsonLines(text, redact)}\n` }];
      },
    },
    {
      name: 'status',
      files: async (signal) => {
        const status = await get('status', signal);
        return [json('status', { status, recovery: await get('recovery', signal).catch(() => null) })];
      },
    },
    {
      name: 'preflight',
      files: async (signal) => {
        const facts = await onTarget(surroundings, targetId, 'facts', {}, signal);
        const manifest = surroundings.payloads.manifest(platformOf(target, facts));
        const request = { manifest, settings: {} };
        return [json('preflight', await onTarget(surroundings, targetId, 'preflight', request, signal))];
      },
    },
    {
      name: 'samples',
      files: async (signal) => {
        const path = servicePaths.samples(samplesHours);
        return [json('samples', await ask(targetId, { method: 'GET', path, answer: serviceAnswers.samples, signal }))];
      },
    },
    {
      name: 'panel-log',
      files: async () => [
        { name: 'bonwart.log', text: redact(readIfThere(join(surroundings.logFolder, 'bonwart.log'))) },
        ...crashReports(surroundings.logFolder, redact),
      ],
    },
  ];
}

function crashReports(logFolder: string, redact: (text: string) => string): SupportFile[] {
  const folder = join(logFolder, 'crashes');
  try {
    return readdirSync(folder)
      .filter((name) => /^[\w-]+\.txt$/.test(name))
      .sort()
      .slice(-newestReports)
      .map((name) => ({ name: `crashes/${name}`, text: redact(readIfThere(join(folder, name))) }));
  } catch {
    // nothing has ever gone wrong
    return [];
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
