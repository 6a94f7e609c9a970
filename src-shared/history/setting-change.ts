import { z } from 'zod';
import { isSecretSetting } from '../secrets/secret-settings.ts';

/** One value that was changed. Of a secret only that it was; `null` is: not recorded, or nothing there. */
export const settingChangeSchema = z.object({
  key: z.string().max(200),
  secret: z.boolean(),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type SettingChange = z.infer<typeof settingChangeSchema>;

/** Settings as a target tells them: a secret is only said to be there. */
export type ToldSettings = Readonly<Record<string, string | { readonly secret: true } | undefined>>;

/** An entry of the audit stays readable: so many changes, and so many letters of each value. */
const mostChanges = 60;
const longestValue = 300;

/** What differs between the whole of two settings, key by key. A key of a secret name is a secret whatever its value looks like; empty is the same as not there. */
export function changesBetween(before: ToldSettings, after: ToldSettings): SettingChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key): SettingChange[] => {
    const [from, to] = [before[key] || undefined, after[key] || undefined];
    if (isSecretSetting(key) || typeof from === 'object' || typeof to === 'object')
      return isSame(from, to) ? [] : [{ key, secret: true, from: null, to: null }];
    return from === to ? [] : [{ key, secret: false, from: from ?? null, to: to ?? null }];
  });
}

/** The same for keys of which the target has told that they are others now: of a secret nobody else can tell. */
export function changesAmong(
  keys: readonly string[],
  before: ToldSettings,
  after: ToldSettings,
  isSecret: (key: string) => boolean = isSecretSetting,
): SettingChange[] {
  return keys.map((key) =>
    isSecret(key)
      ? { key, secret: true, from: null, to: null }
      : { key, secret: false, from: textOf(before[key]), to: textOf(after[key]) },
  );
}

function textOf(value: ToldSettings[string]): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A secret that is there before and after, told as such on both sides, is the same as far as anybody can tell. */
function isSame(from: ToldSettings[string], to: ToldSettings[string]): boolean {
  return from === to || (typeof from === 'object' && typeof to === 'object');
}

/** The changes as one text for the audit, whose entries hold nothing but texts. Long values are cut, and it can be seen. */
export function packChanges(changes: readonly SettingChange[]): string {
  const cut = (value: string | null) =>
    value !== null && value.length > longestValue ? `${value.slice(0, longestValue)}…` : value;
  return JSON.stringify(
    changes.slice(0, mostChanges).map((change) => ({ ...change, from: cut(change.from), to: cut(change.to) })),
  );
}

/**
 * The changes of an entry of the audit. Entries of earlier versions name only keys (`keys`), or hold `KEY: "old → new"`; what
 * cannot be read is no change.
 */
export function unpackChanges(data: Readonly<Record<string, string>>): SettingChange[] {
  if (data.changes !== undefined) return parsed(data.changes);
  if (data.keys !== undefined)
    return data.keys
      .split(' ')
      .filter((key) => key !== '')
      .map((key) => ({ key, secret: isSecretSetting(key), from: null, to: null }));
  return Object.entries(data).flatMap(([key, value]) => {
    const [from, to, ...more] = value.split(' → ');
    if (from === undefined || to === undefined || more.length > 0 || isSecretSetting(key)) return [];
    return [{ key, secret: false, from, to }];
  });
}

function parsed(text: string): SettingChange[] {
  try {
    return z.array(settingChangeSchema).safeParse(JSON.parse(text)).data ?? [];
  } catch {
    return [];
  }
}
