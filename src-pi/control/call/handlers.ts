import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import { places } from '../../../src-shared/bonctl/places.ts';
import type { OperationName, operations } from '../../../src-shared/bonctl/protocol.ts';
import { secretHider } from '../../../src-shared/secrets/hide-secrets.ts';
import { proveBackup, storedBackups } from '../backups/backups.ts';
import { decide } from '../engine/decisions.ts';
import { lastRunCleared } from '../engine/last-run-cleared.ts';
import { startRun } from '../engine/start.ts';
import { readFacts } from '../facts/facts.ts';
import { ensureGuard } from '../guard/keeper.ts';
import { followJournal } from '../journal/follow.ts';
import { runSummaries } from '../journal/run-folder.ts';
import { preflight } from '../preflight/preflight.ts';
import { stageRelease } from '../releases/stage.ts';
import { renewBonctl } from '../renewal/renew.ts';
import { restoreOffer } from '../restore/offer.ts';
import { changeSettings, takeBackSettings } from '../settings/change-settings.ts';
import { machineSecrets } from '../settings/machine-secrets.ts';
import { receiveFrames } from '../store/receive.ts';
import { stepAside } from '../store/step-aside.ts';
import { bytesHere } from '../store/store.ts';
import { readServiceLog } from '../supervisor/service-log.ts';
import type { CallContext } from './serve.ts';
import { readStatus } from './status.ts';
import { unpair } from './unpair.ts';

type Handlers = {
  [Name in OperationName]: (
    request: z.output<(typeof operations)[Name]['request']>,
    context: CallContext,
  ) => Promise<z.input<(typeof operations)[Name]['result']>>;
};

/** What bonctl does for each operation of its protocol. */
export const handlers: Handlers = {
  facts: (_, { machine }) => readFacts(machine),
  status: async (_, { machine }) => {
    await ensureGuard(machine);
    return readStatus(machine);
  },
  preflight: ({ manifest, settings }, { machine }) =>
    preflight({ at: { machine, place: places.service }, manifest, settings }),
  'store.missing': async ({ files }, { machine }) => ({
    missing: files
      .map(({ sha256, size }) => ({ sha256, size, haveBytes: bytesHere(machine, sha256, size) }))
      .filter(({ size, haveBytes }) => haveBytes < size || size === 0)
      .map(({ sha256, haveBytes }) => ({ sha256, haveBytes })),
  }),
  'store.receive': async (_, { machine, frames, emit }) => {
    await stepAside();
    return { stored: await receiveFrames(machine, frames, (sha256) => emit({ stored: sha256 })) };
  },
  'run.start': async (request, { machine }) => ({ runId: await startRun(machine, request) }),
  'run.list': async (_, { machine }) => runSummaries(machine),
  'run.follow': ({ runId, fromSeq }, { machine, emit, signal }) =>
    followJournal(machine, runId, fromSeq, (line) => emit({ line }), signal),
  'run.decide': async ({ runId, decision, by }, { machine }) => {
    await decide(machine, runId, decision, by);
    return { accepted: true as const };
  },
  'settings.change': async ({ changes }, { machine }) => {
    await lastRunCleared(machine);
    return changeSettings({ machine, place: places.service }, changes);
  },
  'settings.takeBack': async ({ keys }, { machine }) => {
    await lastRunCleared(machine);
    return takeBackSettings({ machine, place: places.service }, keys);
  },
  'service.log': async ({ lines }, { machine }) => {
    const hide = secretHider(machineSecrets({ machine, place: places.service }));
    return { text: hide(await readServiceLog(machine, lines)).text };
  },
  'secrets.hide': async ({ texts }, { machine }) => {
    const hide = secretHider(machineSecrets({ machine, place: places.service }));
    const clean = [];
    for (const text of texts) {
      clean.push(hide(text));
      // a long text takes seconds on a small machine; between two the PC hears that we live
      await setImmediate();
    }
    return { texts: clean };
  },
  'stored.list': async (_, { machine }) => {
    const { current, previous, releases } = readStatus(machine);
    return { current, previous, releases, backups: storedBackups(machine) };
  },
  'stored.prove': ({ runId }, { machine }) => proveBackup(machine, runId),
  'restore.offer': ({ runId }, { machine, signal }) => restoreOffer(machine, runId, signal),
  'release.stage': async ({ manifest }, { machine }) => {
    await stageRelease({ machine, place: places.service }, manifest);
    return { version: manifest.version };
  },
  'bonctl.renew': async ({ manifest }, { machine }) => {
    await lastRunCleared(machine);
    return renewBonctl(machine, manifest);
  },
  unpair: async ({ publicKey }, { machine }) => {
    await lastRunCleared(machine);
    return unpair(machine, publicKey);
  },
};
