import { z } from 'zod';

/** What is looked at before a deployment. */
export const preflightChecks = [
  'architecture',
  'system',
  'supervisor',
  'rights',
  'installed',
  'disk',
  'card',
  'power',
  'temperature',
  'memory',
  'load',
  'clock',
  'database',
  'lock',
  'return',
  'queue',
  'printer',
  'names',
  'internet',
  'wix',
  'mail',
] as const;
export type PreflightCheck = (typeof preflightChecks)[number];

/**
 * What a check found, as the key of a text (area `preflight`) that says it in one plain sentence, with a remedy where one is needed.
 * The word before the first dash is the check.
 */
export const preflightReasons = {
  'architecture-fits': 'fine',
  'architecture-wrong': 'no-go',
  'system-known': 'fine',
  'system-old': 'warning',
  'system-foreign': 'warning',
  'supervisor-there': 'fine',
  'supervisor-ours': 'fine',
  'rights-there': 'fine',
  'rights-missing': 'no-go',
  'installed-nothing': 'fine',
  'installed-ours': 'fine',
  'installed-old-service': 'warning',
  'installed-old-by-hand': 'no-go',
  'installed-foreign': 'no-go',
  'disk-enough': 'fine',
  'disk-short': 'no-go',
  'card-writable': 'fine',
  'card-read-only': 'no-go',
  'card-ageing': 'warning',
  'power-fine': 'fine',
  'power-was-weak': 'warning',
  'power-weak': 'no-go',
  'power-untold': 'unknown',
  'temperature-fine': 'fine',
  'temperature-hot': 'warning',
  'temperature-too-hot': 'no-go',
  'temperature-untold': 'unknown',
  'memory-enough': 'fine',
  'memory-short': 'no-go',
  'load-fine': 'fine',
  'load-high': 'warning',
  'clock-right': 'fine',
  'clock-alone': 'warning',
  'clock-off': 'warning',
  'clock-wrong': 'warning',
  'clock-untold': 'unknown',
  'database-new': 'fine',
  'database-sound': 'fine',
  'database-damaged': 'no-go',
  'lock-free': 'fine',
  'lock-held': 'no-go',
  'return-first': 'fine',
  'return-there': 'fine',
  'return-incomplete': 'no-go',
  'queue-quiet': 'fine',
  'queue-busy': 'warning',
  'queue-untold': 'unknown',
  'printer-answers': 'fine',
  'printer-silent': 'warning',
  'printer-unset': 'unknown',
  'names-found': 'fine',
  'names-missing': 'warning',
  'internet-there': 'fine',
  'internet-missing': 'warning',
  'wix-answers': 'fine',
  'wix-refuses': 'warning',
  'wix-silent': 'warning',
  'mail-open': 'fine',
  'mail-blocked': 'warning',
  'mail-unset': 'unknown',
  /** The check did not come to an end in its time, or broke: that is never taken for fine. */
  'check-untold': 'warning',
} as const satisfies Record<string, 'fine' | 'warning' | 'no-go' | 'unknown'>;
export type PreflightReason = keyof typeof preflightReasons;
export type PreflightState = (typeof preflightReasons)[PreflightReason];

export const preflightFindingSchema = z.object({
  check: z.enum(preflightChecks),
  reason: z.enum(Object.keys(preflightReasons) as [PreflightReason, ...PreflightReason[]]),
  /** What the sentence names: bytes, degrees, an address. */
  data: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});
export type PreflightFinding = z.infer<typeof preflightFindingSchema>;

export const preflightSchema = z.object({ findings: z.array(preflightFindingSchema), milliseconds: z.number() });
export type Preflight = z.infer<typeof preflightSchema>;

export function stateOf({ reason }: Pick<PreflightFinding, 'reason'>): PreflightState {
  return preflightReasons[reason];
}

/** What forbids the deployment. */
export function obstacles(findings: readonly PreflightFinding[]): PreflightFinding[] {
  return findings.filter((finding) => stateOf(finding) === 'no-go');
}
