import { z } from 'zod';

/** What a person may want to change of the service, and in which part of the page it stands. */
export const serviceSettingGroups = ['orders', 'printing', 'recovery', 'limits'] as const;
export type ServiceSettingGroup = (typeof serviceSettingGroups)[number];

interface NumberSetting {
  readonly group: ServiceSettingGroup;
  readonly kind: 'whole' | 'amount';
  readonly preset: number;
  readonly least: number;
  readonly most: number;
  readonly unit: 'milliseconds' | 'seconds' | 'minutes' | 'megabytes' | 'percent' | 'degrees' | 'tickets' | 'times';
}
interface ChoiceSetting {
  readonly group: ServiceSettingGroup;
  readonly kind: 'choice';
  readonly preset: string;
  readonly choices: readonly [string, ...string[]];
}
export type ServiceSetting = NumberSetting | ChoiceSetting;

/**
 * The settings of the print service that can be changed in the window: the keys of its `.env`, each with its preset and its bounds. The service reads its own
 * file by these, so what is accepted here it starts with.
 */
export const serviceSettings = {
  PREORDER_LEAD_MINUTES: { group: 'orders', kind: 'whole', preset: 120, least: 0, most: 100_000, unit: 'minutes' },
  WIX_RECONCILE_INTERVAL_MINUTES: {
    group: 'orders',
    kind: 'amount',
    preset: 15,
    least: 0.001,
    most: 1440,
    unit: 'minutes',
  },
  PRINTER_ACKNOWLEDGEMENT_TIMEOUT: {
    group: 'printing',
    kind: 'amount',
    preset: 30,
    least: 0.1,
    most: 600,
    unit: 'seconds',
  },
  FAILOVER_AFTER_SECONDS: { group: 'printing', kind: 'amount', preset: 30, least: 0, most: 3600, unit: 'seconds' },
  ON_UNKNOWN: { group: 'printing', kind: 'choice', preset: 'ask', choices: ['ask', 'mark_and_reprint'] },
  ON_UNKNOWN_SECONDS: { group: 'printing', kind: 'amount', preset: 20, least: 0, most: 3600, unit: 'seconds' },
  RECOVERY_BATCH_SIZE: { group: 'recovery', kind: 'whole', preset: 5, least: 1, most: 100, unit: 'tickets' },
  RECOVERY_BATCH_DELAY: { group: 'recovery', kind: 'amount', preset: 2, least: 0, most: 600, unit: 'seconds' },
  RECOVERY_MAX_RETRIES: { group: 'recovery', kind: 'whole', preset: 3, least: 1, most: 100, unit: 'times' },
  RECOVERY_VALIDATION_TIMEOUT: {
    group: 'recovery',
    kind: 'amount',
    preset: 30,
    least: 0.1,
    most: 600,
    unit: 'seconds',
  },
  RECOVERY_STALE_MINUTES: { group: 'recovery', kind: 'whole', preset: 60, least: 1, most: 100_000, unit: 'minutes' },
  RESOURCE_MEMORY_MB: { group: 'limits', kind: 'whole', preset: 512, least: 1, most: 100_000, unit: 'megabytes' },
  RESOURCE_CPU_PERCENT: { group: 'limits', kind: 'whole', preset: 50, least: 1, most: 10_000, unit: 'percent' },
  RESOURCE_DISK_MB: { group: 'limits', kind: 'whole', preset: 200, least: 0, most: 1_000_000, unit: 'megabytes' },
  RESOURCE_TEMPERATURE_C: { group: 'limits', kind: 'whole', preset: 80, least: 1, most: 200, unit: 'degrees' },
  RESOURCE_ANSWER_MS: { group: 'limits', kind: 'amount', preset: 500, least: 0.1, most: 600_000, unit: 'milliseconds' },
  RESOURCE_QUERY_MS: { group: 'limits', kind: 'amount', preset: 100, least: 0.1, most: 600_000, unit: 'milliseconds' },
  RESOURCE_RECOVERY_SECONDS: { group: 'limits', kind: 'amount', preset: 5, least: 0.1, most: 3600, unit: 'seconds' },
} as const satisfies Record<string, ServiceSetting>;
export type ServiceSettingKey = keyof typeof serviceSettings;
export const serviceSettingKeys = Object.keys(serviceSettings) as [ServiceSettingKey, ...ServiceSettingKey[]];
export const serviceSettingKeySchema = z.enum(serviceSettingKeys);

export function settingOf(key: ServiceSettingKey): ServiceSetting {
  return serviceSettings[key];
}

/** What is in force where `.env` says this, as text; an empty value is the preset. */
export function valueInForce(key: ServiceSettingKey, written: string | undefined): string {
  return written === undefined || written.trim() === '' ? String(settingOf(key).preset) : written.trim();
}

export type SettingProblem = 'no-number' | 'not-whole' | 'too-small' | 'too-large' | 'no-choice';

/** What a person typed, as `.env` is to have it: a decimal comma is a point. Empty is the preset. Or why it cannot be. */
export function readTypedSetting(
  key: ServiceSettingKey,
  typed: string,
): { readonly value: string } | { readonly problem: SettingProblem } {
  const setting = settingOf(key);
  const text = typed.trim();
  if (text === '') return { value: '' };
  if (setting.kind === 'choice') return setting.choices.includes(text) ? { value: text } : { problem: 'no-choice' };
  const plain = text.replace(',', '.');
  if (!/^-?\d{1,9}(\.\d{1,6})?$/.test(plain)) return { problem: 'no-number' };
  const number = Number(plain);
  if (setting.kind === 'whole' && !Number.isInteger(number)) return { problem: 'not-whole' };
  if (number < setting.least) return { problem: 'too-small' };
  if (number > setting.most) return { problem: 'too-large' };
  return { value: String(number) };
}
