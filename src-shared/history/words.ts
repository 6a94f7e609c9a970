import { lanPortKey } from '../service/lan-access.ts';
import { fillPlaceholders } from '../texts/explain-error.ts';
import type { Spoken } from '../texts/index.ts';
import { type HistoryEntry, isRunKind } from './entry.ts';
import type { SettingChange } from './setting-change.ts';

/** What happened, as the list says it. */
export function entryTitle(entry: HistoryEntry, spoken: Spoken): string {
  const text = spoken.texts.history;
  const { kind, matter, version, about } = entry;
  const sentence = isRunKind(kind) ? text.kind[kind] : matter ? text.matter[matter] : text.kinds[kind];
  const role = (spoken.texts.roles.role as Readonly<Record<string, string>>)[about];
  return fillPlaceholders(sentence, { version: version ?? text.stateBefore, about: role ?? about }, spoken);
}

/** How it ended: of a run its state, of the rest its result. */
export function resultInWords({ state, result }: HistoryEntry, spoken: Spoken): string {
  const text = spoken.texts.history;
  return state ? text.state[state] : text.result[result];
}

/** `Versuche für einen Bon: bisher 3, seither 5` */
export function changeInWords(change: SettingChange, spoken: Spoken): string {
  const text = spoken.texts.history;
  const key = settingInWords(change.key, spoken);
  if (change.secret) return fillPlaceholders(text.changedSecret, { key }, spoken);
  if (change.from === null && change.to === null) return fillPlaceholders(text.changedSomehow, { key }, spoken);
  const nothing = change.key === lanPortKey ? text.noPort : text.nothing;
  const values = { key, from: change.from ?? nothing, to: change.to ?? nothing };
  return fillPlaceholders(text.changedFromTo, values, spoken);
}

/** What people call a setting; of a path through the restaurant's settings its first part. One that has no name stays as it is. */
export function settingInWords(key: string, spoken: Spoken): string {
  const { serviceSettings, history } = spoken.texts;
  const names: Readonly<Record<string, string>> = { ...history.setting, ...serviceSettings.label };
  if (Object.hasOwn(names, key)) return names[key] ?? key;
  const [first = '', ...rest] = key.split('.');
  const part = Object.hasOwn(names, first) ? names[first] : undefined;
  return part && rest.length > 0 ? `${part} ${rest.join('.')}` : key;
}
