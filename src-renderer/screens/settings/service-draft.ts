import {
  readTypedSetting,
  type ServiceSettingKey,
  type SettingProblem,
  serviceSettingKeys,
  valueInForce,
} from '../../../src-shared/service/changeable-settings.ts';

export type WrittenSettings = Readonly<Partial<Record<ServiceSettingKey, string>>>;

/** One setting that would be different. Values as `.env` has them; an empty one is the preset. */
export interface SettingChange {
  readonly key: ServiceSettingKey;
  readonly before: string;
  readonly after: string;
}

/** What a person's typing would change of what is in force. `isValid` is false while a field cannot be read. */
export function settingChanges(
  known: WrittenSettings,
  typed: WrittenSettings,
): { readonly changes: SettingChange[]; readonly isValid: boolean } {
  const changes: SettingChange[] = [];
  let isValid = true;
  for (const key of serviceSettingKeys) {
    if (typed[key] === undefined) continue;
    const read = readTypedSetting(key, typed[key]);
    if ('problem' in read) isValid = false;
    else if (valueInForce(key, read.value) !== valueInForce(key, known[key]))
      changes.push({ key, before: known[key] ?? '', after: read.value });
  }
  return { changes, isValid };
}

/** Why what was typed cannot be; null while all is well. */
export function problemWith(key: ServiceSettingKey, typed: string | undefined): SettingProblem | null {
  const read = typed === undefined ? null : readTypedSetting(key, typed);
  return read && 'problem' in read ? read.problem : null;
}
