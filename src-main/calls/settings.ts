import { refuse } from '../../src-shared/contract/errors.ts';
import { changesAmong, packChanges } from '../../src-shared/history/setting-change.ts';
import type { Runbook, Setting } from '../../src-shared/runbook/schema.ts';
import { isSecretSetting } from '../../src-shared/secrets/secret-settings.ts';

/** A value, or the word that the target has one that is secret. */
export type KnownSettings = Record<string, string | { secret: true }>;

/**
 * What the first page of a deployment shows as known: what the target has, over what the practice prepared, over the
 * runbook's defaults. Settings that the runbook does not ask for are left out.
 */
export function settingsToOffer(
  runbook: Runbook,
  onTarget: KnownSettings,
  prepared: Readonly<Record<string, string>>,
): KnownSettings {
  const offered: KnownSettings = {};
  for (const { key, secret, default: usual } of runbook.settings) {
    const value = onTarget[key] ?? prepared[key] ?? usual;
    if (value !== undefined && value !== '') offered[key] = secret ? { secret: true } : value;
  }
  return offered;
}

/**
 * What a run writes on the target: what was typed, over what the target has, over what the practice prepared, over
 * the runbook's defaults. Only what the target lacks or what changes is sent. Throws `settings.invalid`.
 */
export function settingsToSend(
  runbook: Runbook,
  typed: Readonly<Record<string, string>>,
  onTarget: KnownSettings,
  prepared: Readonly<Record<string, string>>,
): Record<string, string> {
  const known = new Map(runbook.settings.map((setting) => [setting.key, setting]));
  for (const key of Object.keys(typed))
    if (!known.has(key)) throw refuse('settings.invalid', { key, problem: 'the runbook does not ask for it' });

  const sent: Record<string, string> = {};
  for (const [key, value] of Object.entries(prepared)) if (!known.has(key)) sent[key] = value;
  for (const setting of runbook.settings) {
    const value = valueToSend(setting, typed[setting.key], onTarget[setting.key], prepared[setting.key]);
    if (value !== undefined) sent[setting.key] = value;
  }
  return sent;
}

function valueToSend(
  setting: Setting,
  typed: string | undefined,
  onTarget: KnownSettings[string] | undefined,
  prepared: string | undefined,
): string | undefined {
  // An empty field of a secret means: leave it as it is.
  const given = setting.secret && typed === '' ? undefined : typed;
  if (given === undefined && onTarget !== undefined && onTarget !== '') return undefined;
  const value = given ?? prepared ?? setting.default;
  if (value === undefined || value === '') {
    if (setting.required) throw refuse('settings.invalid', { key: setting.key, problem: 'it is required' });
    return given;
  }
  checkValue(setting, value);
  return value;
}

function checkValue(setting: Setting, value: string): void {
  const invalid = (problem: string) => refuse('settings.invalid', { key: setting.key, problem });
  if (/[\r\n\0]/.test(value)) throw invalid('it has more than one line');
  if (setting.choices && !setting.choices.some((choice) => choice.value === value))
    throw invalid('it is none of the choices');
  if (setting.pattern && !new RegExp(`^(?:${setting.pattern})$`, 'u').test(value))
    throw invalid(`it does not match ${setting.pattern}`);
}

/**
 * What the history keeps of a deployment's settings: those in force once it is through, and what it changes. Of a secret, by its name
 * or because the runbook says so, only that it is there.
 */
export function settingsForHistory(
  onTarget: KnownSettings,
  sent: Readonly<Record<string, string>>,
  declared: readonly string[],
): { settings: string; changes: string } {
  const isSecret = (key: string) => declared.includes(key) || isSecretSetting(key);
  const inForce = Object.entries({ ...onTarget, ...sent }).filter(([, value]) => value !== '');
  const settings = Object.fromEntries(inForce.map(([key, value]) => [key, isSecret(key) ? { secret: true } : value]));
  // a secret is sent only where somebody typed one, or the target has none
  const differs = Object.keys(sent).filter((key) => isSecret(key) || sent[key] !== (onTarget[key] ?? ''));
  return {
    settings: JSON.stringify(settings),
    changes: packChanges(changesAmong(differs, onTarget, sent, isSecret)),
  };
}
