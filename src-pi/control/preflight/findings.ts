import type { PreflightCheck, PreflightFinding, PreflightReason } from '../../../src-shared/bonctl/preflight.ts';

/** Told by the system, or null where it tells nothing: unknown is never taken for fine. */
export interface MachineReadings {
  readonly wantedArchitecture: string;
  readonly architecture: string;
  /** The text of os-release(5). */
  readonly osRelease: string | null;
  readonly freeBytes: number;
  readonly neededBytes: number;
  readonly readOnly: boolean;
  /** Share of the card's life that is used, in percent (eMMC's and SD's own estimate, in steps of 10). */
  readonly cardUsedPercent: number | null;
  readonly underVoltage: 'now' | 'since-boot' | 'never' | null;
  readonly celsius: number | null;
  readonly memoryFreeBytes: number;
  readonly load: number;
  readonly processors: number;
}

type Data = PreflightFinding['data'];

/** One finding; the check is the first word of the reason. */
export function finding(reason: PreflightReason, data: Data = {}): PreflightFinding {
  return { check: reason.slice(0, reason.indexOf('-')) as PreflightCheck, reason, data };
}

const leastMemoryBytes = 100_000_000;
/** Above this many waiting programs for each processor a start takes long enough to be taken for a failure. */
const highLoad = 2;
const hotCelsius = 75;
const tooHotCelsius = 80;
/** From here on the card's maker expects no more. */
const agedPercent = 90;

/** What the readings of the machine mean for a deployment. */
export function judgeMachine(readings: MachineReadings): PreflightFinding[] {
  const { wantedArchitecture, architecture, freeBytes, neededBytes, memoryFreeBytes, load, processors } = readings;
  return [
    architecture === wantedArchitecture
      ? finding('architecture-fits', { found: architecture })
      : finding('architecture-wrong', { found: architecture, wanted: wantedArchitecture }),
    judgeSystem(readings.osRelease),
    freeBytes >= neededBytes
      ? finding('disk-enough', { free: freeBytes })
      : finding('disk-short', { free: freeBytes, needed: neededBytes }),
    judgeCard(readings),
    judgePower(readings.underVoltage),
    judgeTemperature(readings.celsius),
    memoryFreeBytes >= leastMemoryBytes
      ? finding('memory-enough', { free: memoryFreeBytes })
      : finding('memory-short', { free: memoryFreeBytes, needed: leastMemoryBytes }),
    load / processors <= highLoad ? finding('load-fine') : finding('load-high', { load: Math.round(load * 10) / 10 }),
  ];
}

/** Debian 11 is the first whose C library Node 24 runs on; Raspberry Pi OS counts as Debian does. */
function judgeSystem(osRelease: string | null): PreflightFinding {
  const value = (key: string) => new RegExp(`^${key}="?([^"\\n]+)`, 'm').exec(osRelease ?? '')?.[1] ?? '';
  const name = value('PRETTY_NAME');
  const family = `${value('ID')} ${value('ID_LIKE')}`.split(' ');
  if (!family.includes('debian') && !family.includes('raspbian')) return finding('system-foreign', { name });
  const isDebian = ['debian', 'raspbian'].includes(value('ID'));
  return isDebian && Number.parseInt(value('VERSION_ID'), 10) < 11
    ? finding('system-old', { name })
    : finding('system-known', { name });
}

function judgeCard({ readOnly, cardUsedPercent }: MachineReadings): PreflightFinding {
  if (readOnly) return finding('card-read-only');
  if (cardUsedPercent !== null && cardUsedPercent >= agedPercent)
    return finding('card-ageing', { percent: cardUsedPercent });
  return finding('card-writable');
}

function judgePower(underVoltage: MachineReadings['underVoltage']): PreflightFinding {
  if (underVoltage === 'now') return finding('power-weak');
  if (underVoltage === 'since-boot') return finding('power-was-weak');
  return finding(underVoltage === 'never' ? 'power-fine' : 'power-untold');
}

function judgeTemperature(celsius: number | null): PreflightFinding {
  if (celsius === null) return finding('temperature-untold');
  if (celsius > tooHotCelsius) return finding('temperature-too-hot', { celsius });
  return finding(celsius > hotCelsius ? 'temperature-hot' : 'temperature-fine', { celsius });
}

/** Seconds by which the shop's clock and ours may differ before orders look late. */
const clockSeconds = 120;

/**
 * What the clock is worth. `built` is when the release was made: a clock before it is surely wrong. `shopDate` is the `Date` of an HTTP
 * answer, which tells a clock that nobody sets.
 */
export function judgeClock(given: {
  readonly now: number;
  readonly built: number;
  readonly synchronised: boolean | null;
  readonly shopDate: number | null;
}): PreflightFinding {
  const years = (milliseconds: number) => milliseconds / (365.25 * 86_400_000);
  const time = new Date(given.now).toISOString();
  if (given.now < given.built - 86_400_000 || years(given.now - given.built) > 10)
    return finding('clock-wrong', { time });
  const off = given.shopDate === null ? 0 : Math.round((given.now - given.shopDate) / 1000);
  if (Math.abs(off) > clockSeconds) return finding('clock-off', { seconds: Math.abs(off), time });
  if (given.synchronised === null && given.shopDate === null) return finding('clock-untold');
  return finding(given.synchronised === false ? 'clock-alone' : 'clock-right');
}
