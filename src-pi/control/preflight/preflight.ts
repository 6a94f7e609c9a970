import { existsSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import type { Facts } from '../../../src-shared/bonctl/facts.ts';
import type { Preflight, PreflightFinding } from '../../../src-shared/bonctl/preflight.ts';
import type { ReleaseManifest } from '../../../src-shared/bonctl/release.ts';
import { checkIntegrity, databaseBytes, databaseFile } from '../database/database-file.ts';
import { readFacts } from '../facts/facts.ts';
import { readIfThere } from '../files/durable.ts';
import { readHealth } from '../health/read-health.ts';
import { currentLease } from '../lock/lease.ts';
import { bytesBelow } from '../old-service/archive.ts';
import { oldServiceHasUnit } from '../old-service/old-units.ts';
import { currentVersion, type ReleasePlace, releaseFolder } from '../releases/releases.ts';
import { currentSettings, servicePort } from '../settings/service-settings.ts';
import { cardUsedPercent } from './card-life.ts';
import { finding, judgeClock, judgeMachine } from './findings.ts';
import { checkInternet, checkMail, checkNames, checkPrinter, checkShop } from './network.ts';

/** What must be free besides twice the release and the database. */
const reserveBytes = 200_000_000;
/** A check that takes longer is not waited for: what it looks at is then unknown. */
const checkMilliseconds = 8000;
/** No clock that is right shows an earlier time: this code was not there before. */
const written = Date.UTC(2026, 10, 1);

interface Given {
  readonly at: ReleasePlace;
  readonly manifest: ReleaseManifest;
  /** Settings that the deployment will write. */
  readonly settings: Readonly<Record<string, string>>;
  /** The run that asks, which holds the lock itself. */
  readonly runId?: string;
}

/**
 * Everything that can be known before a deployment, side by side, in less than 20 s. Reads only: whatever it finds, nothing on the
 * machine has changed. What cannot be found out is said to be unknown, never fine.
 */
export async function preflight(given: Given): Promise<Preflight> {
  const begun = performance.now();
  const settings = { ...currentSettings(given.at), ...given.settings };
  const health = readHealth(servicePort(currentSettings(given.at)));
  const shop = health.then((told) => checkShop(settings, told?.wix?.state ?? null));
  const findings = await Promise.all([
    inTime('system', lookAtMachine(given)),
    inTime(
      'clock',
      shop.then(({ date }) => lookAtClock(given, date)),
    ),
    inTime('lock', async () => [lookAtLock(given)]),
    inTime('return', async () => [lookAtReturn(given)]),
    inTime('queue', health.then(lookAtQueue)),
    inTime('printer', checkPrinter(settings)),
    inTime('names', checkNames(settings)),
    inTime('internet', checkInternet(settings)),
    inTime(
      'wix',
      shop.then((told) => told.finding),
    ),
    inTime('mail', checkMail(settings)),
  ]);
  // SQLite reads the whole file at once and holds up everything else meanwhile.
  findings.push(await inTime('database', async () => [lookAtDatabase(given)]));
  return { findings: findings.flat(), milliseconds: Math.round(performance.now() - begun) };
}

type Looking = Promise<PreflightFinding | PreflightFinding[]>;

/** Waits for a check no longer than it may take; one that breaks, too, is only unknown. */
async function inTime(
  check: PreflightFinding['check'],
  looking: Looking | (() => Looking),
): Promise<PreflightFinding[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<PreflightFinding>((resolve) => {
    timer = setTimeout(() => resolve({ check, reason: 'check-untold', data: {} }), checkMilliseconds);
  });
  try {
    return [await Promise.race([typeof looking === 'function' ? looking() : looking, late])].flat();
  } catch {
    return [{ check, reason: 'check-untold', data: {} }];
  } finally {
    clearTimeout(timer);
  }
}

async function lookAtMachine({ at, manifest }: Given): Promise<PreflightFinding[]> {
  const facts = await readFacts(at.machine);
  const size = manifest.files.reduce((sum, file) => sum + file.size, 0);
  const onSystemd = facts.supervisor === 'systemd';
  const oldServiceBytes = facts.installed.kind === 'legacy' ? await bytesBelow(facts.installed.path) : 0;
  return [
    ...judgeMachine({
      wantedArchitecture: manifest.architecture,
      architecture: facts.architecture,
      osRelease: readIfThere('/etc/os-release'),
      freeBytes: facts.diskFreeBytes,
      neededBytes: 2 * (size + databaseBytes(at)) + oldServiceBytes + reserveBytes,
      readOnly: facts.diskReadOnly,
      cardUsedPercent: cardUsedPercent(),
      underVoltage: facts.underVoltage,
      celsius: facts.temperatureCelsius,
      memoryFreeBytes: facts.memoryFreeBytes,
      load: loadavg()[0] ?? 0,
      processors: cpus().length || 1,
    }),
    finding(onSystemd ? 'supervisor-there' : 'supervisor-ours'),
    // Only root may write units; without systemd everything belongs to the one who practises.
    finding(!onSystemd || process.getuid?.() === 0 ? 'rights-there' : 'rights-missing'),
    await installedFinding(facts),
  ];
}

async function installedFinding({ installed, supervisor }: Facts): Promise<PreflightFinding> {
  switch (installed.kind) {
    case 'nothing':
      return finding('installed-nothing');
    case 'bonwart':
      return finding('installed-ours', { version: installed.version });
    case 'legacy':
      return supervisor === 'systemd' && (await oldServiceHasUnit())
        ? finding('installed-old-service', { path: installed.path })
        : finding('installed-old-by-hand', { path: installed.path });
    case 'foreign':
      return finding('installed-foreign', { path: installed.path });
  }
}

async function lookAtClock({ at }: Given, shopDate: number | null): Promise<PreflightFinding> {
  const { timeSynchronised } = await readFacts(at.machine);
  return judgeClock({ now: Date.now(), built: written, synchronised: timeSynchronised, shopDate });
}

function lookAtDatabase({ at }: Given): PreflightFinding {
  const file = databaseFile(at);
  if (!existsSync(file)) return finding('database-new');
  try {
    checkIntegrity(file, false);
    return finding('database-sound', { bytes: databaseBytes(at) });
  } catch {
    return finding('database-damaged', { path: file });
  }
}

function lookAtLock({ at, runId }: Given): PreflightFinding {
  const lease = currentLease(at.machine);
  if (!lease || lease.runId === runId) return finding('lock-free');
  return finding('lock-held', { name: lease.by.name, pc: lease.by.pc, since: lease.since });
}

/** What is live now is what a rollback returns to: it must be whole. */
function lookAtReturn({ at }: Given): PreflightFinding {
  const version = currentVersion(at);
  if (version === null) return finding('return-first');
  const folder = releaseFolder(at, version);
  const whole = ['manifest.json', 'service.mjs', 'migrate.mjs', 'node'].every((name) => existsSync(join(folder, name)));
  return finding(whole ? 'return-there' : 'return-incomplete', { version });
}

function lookAtQueue(health: Awaited<ReturnType<typeof readHealth>>): PreflightFinding {
  if (health === null) return finding('queue-untold');
  const waiting = health.queue?.waiting;
  if (waiting === undefined) return finding('queue-untold');
  return waiting === 0 ? finding('queue-quiet') : finding('queue-busy', { count: waiting });
}
