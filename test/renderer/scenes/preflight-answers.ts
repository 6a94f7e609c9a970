import {
  type PreflightFinding,
  type PreflightReason,
  preflightChecks,
  preflightReasons,
} from '../../../src-shared/bonctl/preflight.ts';
import { ago } from './times.ts';

const finding = (reason: PreflightReason, data: PreflightFinding['data'] = {}): PreflightFinding => ({
  check: preflightChecks.find((check) => reason.startsWith(`${check}-`)) ?? 'system',
  reason,
  data,
});

const data: Partial<Record<PreflightReason, PreflightFinding['data']>> = {
  'system-known': { name: 'Debian GNU/Linux 12 (bookworm)' },
  'installed-ours': { version: '0.1.0' },
  'disk-enough': { free: 21_400_000_000 },
  'temperature-fine': { celsius: 51 },
  'memory-enough': { free: 2_400_000_000 },
  'return-there': { version: '0.1.0' },
  'printer-answers': { address: '192.168.1.87' },
};

/** What a healthy Pi answers: of each check the first reason, but for one that does not tell of its power and has no mail yet. */
export function preflightOf(instead: readonly PreflightFinding[] = []) {
  const usual: Partial<Record<(typeof preflightChecks)[number], PreflightReason>> = {
    installed: 'installed-ours',
    database: 'database-sound',
    return: 'return-there',
    power: 'power-untold',
    mail: 'mail-unset',
  };
  const reasons = Object.keys(preflightReasons) as PreflightReason[];
  const findings = preflightChecks.map((check) => {
    const other = instead.find((one) => one.check === check);
    if (other) return other;
    const reason = usual[check] ?? reasons.find((one) => one.startsWith(`${check}-`)) ?? 'check-untold';
    return finding(reason, data[reason]);
  });
  return { findings, milliseconds: 2300 };
}

export const warnings = [
  finding('power-was-weak'),
  finding('queue-busy', { count: 3 }),
  finding('printer-silent', { address: '192.168.1.87' }),
];

export const obstacles = [
  finding('disk-short', { free: 180_000_000, needed: 460_000_000 }),
  finding('lock-held', { name: 'Rosa', pc: 'Kasse', since: ago(95) }),
];
