import { join } from 'node:path';
import { Refusal, refuse } from '../../src-shared/contract/errors.ts';
import type { AppFacts } from '../calls/app.ts';
import { implementCalls } from '../calls/implementation.ts';
import { keyNameOf } from '../calls/pair-target.ts';
import { personHere } from '../calls/person.ts';
import { createPracticeHolder } from '../calls/practice-holder.ts';
import { preparePractice } from '../calls/prepare-practice.ts';
import type { Bonctl, CallSurroundings, MailSignInSurroundings, Pairing } from '../calls/surroundings.ts';
import { createConnectionPool } from '../connections/pool.ts';
import { createDispatcher } from '../contract/dispatcher.ts';
import { createCrashLog } from '../logs/crash-log.ts';
import { type Log, openLog } from '../logs/log.ts';
import { createRedaction } from '../logs/redaction.ts';
import { openPanel, type Panel } from '../panel/panel.ts';
import type { PairedTarget } from '../panel/targets.ts';
import { createPayloads } from '../payload/payloads.ts';
import { createAccess } from '../people/access.ts';
import { type Clock, createSignIns } from '../people/sign-ins.ts';
import type { Practice, PracticeOptions } from '../practice/interface.ts';
import { type PrintPage, printWithChromium } from '../report/print-with-chromium.ts';
import { handToWindow, type SaveFile } from '../saving/save-file.ts';
import { signersOf } from '../sign-off/signers.ts';
import type { RemoteHost } from '../ssh/remote-host.ts';
import type { Vault } from '../vault/vault.ts';

export interface BonwartOptions {
  /** Where this PC keeps its history, logs, and the practice. */
  readonly dataFolder: string;
  /** Where `resources/` and `migrations/` lie. */
  readonly projectFolder: string;
  /** Where the payloads of the targets lie. */
  readonly payloadFolder: string;
  readonly vault: Vault;
  readonly facts: AppFacts;
  readonly parts: BonwartParts;
  /** How a page becomes a PDF here; by an installed browser if nothing else is said. */
  readonly printPage?: PrintPage;
  /** How a file that a person takes along is written; handed to the window if nothing else is said. */
  readonly saveFile?: SaveFile;
  /** Takes the PINs of all admins away, for the one who forgot theirs; see `docs/people.md`. */
  readonly resetPins?: boolean;
  /** The clock of the idle lock; a test brings its own. */
  readonly clock?: Clock;
  /** What the host can do for signing in by the browser; tests bring a provider of their own. */
  readonly mailSignIn?: Partial<MailSignInSurroundings>;
}

/** The rooms' larger parts, each behind the interface that the calls need of it. */
export interface BonwartParts {
  connect(target: PairedTarget, privateKey: string): Promise<RemoteHost>;
  bonctl(payloadObjects: string): Bonctl;
  pairing(payloadFolder: string): Pairing;
  startPractice(options: PracticeOptions): Promise<Practice>;
}

/** The whole of Bonwart without a window: what both hosts run. */
export function createBonwart(options: BonwartOptions) {
  const { dataFolder, projectFolder, vault, parts } = options;
  const logFolder = join(dataFolder, 'logs');
  const redaction = createRedaction();
  const log = openLog(logFolder, redaction);
  const crashLog = createCrashLog(logFolder, redaction);
  const panel = openPanel(dataFolder, join(projectFolder, 'migrations', 'panel'));
  // A practice Pi of last time is gone; it is paired again when practice is started again.
  panel.targets.remove('practice');
  if (options.resetPins) resetPins(panel, log);
  const signIns = createSignIns(panel.people, panel.idleMinutes, options.clock);

  const connections = createConnectionPool(async (targetId) => {
    const target = panel.targets.get(targetId);
    const privateKey = await vault.read(keyNameOf(targetId));
    if (privateKey === null) throw refuse('target.not-paired', { targetId });
    redaction.hide(privateKey);
    return parts.connect(target, privateKey);
  });
  const payloads = createPayloads(options.payloadFolder);

  const surroundings: CallSurroundings = {
    facts: options.facts,
    panel,
    signIns,
    vault,
    redaction,
    log,
    connections,
    bonctl: parts.bonctl(payloads.objects),
    pairing: parts.pairing(payloads.folder),
    payloads,
    runbooksFolder: join(projectFolder, 'resources', 'runbooks'),
    mailProvidersFile: join(projectFolder, 'resources', 'mail-providers.json'),
    signers: signersOf(panel),
    printPage: options.printPage ?? printWithChromium,
    saveFile: options.saveFile ?? handToWindow,
    logFolder,
    fontsFolder: join(projectFolder, 'out', 'renderer', 'assets'),
    mailSignIn: {
      issuersFile: join(projectFolder, 'resources', 'mail-sign-in.json'),
      line: {},
      ...options.mailSignIn,
    },
    practice: createPracticeHolder({
      begin: (tell) =>
        parts
          .startPractice({
            directory: join(dataFolder, 'practice'),
            samplesFolder: join(projectFolder, 'resources', 'practice', 'orders'),
            log: (line) => log.info(`practice: ${line}`),
            progress: tell,
          })
          .catch((error: unknown) => {
            if (error instanceof Refusal) throw error;
            throw refuse('practice.cannot-start', { problem: error instanceof Error ? error.message : String(error) });
          }),
      prepare: (practice, tell) => preparePractice(surroundings, practice, tell),
    }),
  };

  const reportBug = (what: string, error: unknown) => {
    const reference = crashLog.report(what, error);
    log.warn(`bug in ${what}, see ${reference}`);
    return reference;
  };
  const { implementation, statuses, notices, announcements, caretaker } = implementCalls(surroundings, reportBug);
  log.info(`Bonwart ${options.facts.version} started in the ${options.facts.host} host`);

  return {
    dispatcher: createDispatcher(implementation, { reportBug, access: createAccess(signIns) }),
    panel,
    statuses,
    caretaker,
    notices,
    log,
    reportBug,
    /** Ends the practice, the connections and the database. Nothing of Bonwart runs on after it. */
    close: async () => {
      await caretaker.stop();
      await announcements.stop();
      await statuses.close();
      await surroundings.practice.stop();
      connections.closeAll();
      signIns.close();
      panel.close();
    },
  };
}
export type Bonwart = ReturnType<typeof createBonwart>;

/** Whoever may start Bonwart from a command line owns the computer's account; the history tells that it was done. */
function resetPins(panel: Panel, log: Log): void {
  const cleared = panel.people.forgetAdminPins();
  panel.audit.add({
    action: 'pins-reset',
    targetId: '',
    person: personHere('').name,
    data: { admins: String(cleared) },
  });
  log.warn(`the PINs of ${cleared} admins were taken away from the command line`);
}
