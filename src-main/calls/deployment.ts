import { assessReadiness, blockersOf } from '../../src-shared/readiness/assess.ts';
import { forEngine, type Runbook } from '../../src-shared/runbook/schema.ts';
import type { Implementation } from '../contract/implementation.ts';
import { loadRunbook } from '../runbooks/load.ts';
import { onTarget, platformOf } from './on-target.ts';
import { personHere } from './person.ts';
import { renewBonctl } from './renew-bonctl.ts';
import { settingsForHistory, settingsToOffer, settingsToSend } from './settings.ts';
import type { CallSurroundings } from './surroundings.ts';

type DeploymentCalls = Pick<
  Implementation,
  'deployment.offer' | 'deployment.preflight' | 'deployment.upload' | 'deployment.start'
>;

/** The one runbook that ships today; the release that it deploys bears the same name. */
export const runbookId = 'wix-printer-service';

/** Hears of each run that is begun or looked at, so that those who are to know can be told. */
export type HearOfRun = (targetId: string, runId: string) => void;

export function deploymentCalls(surroundings: CallSurroundings, hearOfRun: HearOfRun): DeploymentCalls {
  const { panel, payloads, connections, bonctl, practice } = surroundings;

  const manifestFor = async (targetId: string, signal: AbortSignal) => {
    const target = panel.targets.get(targetId);
    if (target.kind === 'practice') return payloads.manifest('practice');
    return payloads.manifest(platformOf(target, await onTarget(surroundings, targetId, 'facts', {}, signal)));
  };
  /** Settings that only the practice Pi brings along: where its shop and its printer are. */
  const preparedFor = (targetId: string) =>
    panel.targets.get(targetId).kind === 'practice' ? practice.running().settings : {};

  return {
    'deployment.offer': async ({ targetId }, { signal }) => {
      const runbook = loadRunbook(surroundings.runbooksFolder, runbookId);
      const [manifest, status] = await Promise.all([
        manifestFor(targetId, signal),
        onTarget(surroundings, targetId, 'status', {}, signal),
      ]);
      return {
        runbook,
        version: manifest.version,
        current: status.current,
        activeRun: status.activeRun,
        settings: settingsToOffer(runbook, status.settings, preparedFor(targetId)),
      };
    },

    'deployment.preflight': async ({ targetId, settings }, { signal }) => {
      const runbook = loadRunbook(surroundings.runbooksFolder, runbookId);
      for (const { key, secret } of runbook.settings) if (secret) surroundings.redaction.hide(settings[key]);
      const [manifest, status] = await Promise.all([
        manifestFor(targetId, signal),
        onTarget(surroundings, targetId, 'status', {}, signal),
      ]);
      const wanted = settingsToSend(runbook, settings, status.settings, preparedFor(targetId));
      // No check needs a secret.
      const open = runbook.settings.filter(({ key, secret }) => !secret && wanted[key] !== undefined);
      const request = { manifest, settings: Object.fromEntries(open.map(({ key }) => [key, wanted[key] ?? ''])) };
      return onTarget(surroundings, targetId, 'preflight', request, signal);
    },

    'deployment.upload': async ({ targetId }, { emit, signal }) => {
      const facts = await renewBonctl(surroundings, targetId, emit, signal);
      const target = panel.targets.get(targetId);
      const manifest = payloads.manifest(facts ? platformOf(target, facts) : 'practice');
      await bonctl.upload(await connections.get(targetId), target, manifest, emit, signal);
    },

    'deployment.start': async ({ targetId, settings, person }, { signal }) => {
      const runbook = loadRunbook(surroundings.runbooksFolder, runbookId);
      for (const { key, secret } of runbook.settings) if (secret) surroundings.redaction.hide(settings[key]);
      const [manifest, status] = await Promise.all([
        manifestFor(targetId, signal),
        onTarget(surroundings, targetId, 'status', {}, signal),
      ]);
      const by = personHere(person);
      const missing = unansweredBefore(surroundings, runbook, targetId, manifest.version);
      const sent = settingsToSend(runbook, settings, status.settings, preparedFor(targetId));
      const started = await onTarget(surroundings, targetId, 'run.start', {
        kind: 'deployment',
        runbook: forEngine(runbook),
        manifest,
        settings: sent,
        by,
      });
      panel.audit.add({
        action: 'deployment-started',
        targetId,
        person: by.name,
        data: {
          ...{ runId: started.runId, version: manifest.version, missing: missing.join(' ') },
          ...settingsForHistory(status.settings, sent, declaredSecrets(runbook)),
        },
      });
      hearOfRun(targetId, started.runId);
      return started;
    },
  };
}

function declaredSecrets({ settings }: Runbook): string[] {
  return settings.filter(({ secret }) => secret).map(({ key }) => key);
}

/** Items of the checklist that want a person's yes and have none: a start is possible all the same, and it is kept that they lacked. */
function unansweredBefore(
  { panel }: CallSurroundings,
  { readiness }: Runbook,
  targetId: string,
  version: string,
): string[] {
  if (!readiness) return [];
  const answers = panel.answers.newest({ targetId, subject: version });
  return blockersOf(assessReadiness(readiness, { findings: null, answers, now: Date.now() })).map(
    ({ item }) => item.id,
  );
}
