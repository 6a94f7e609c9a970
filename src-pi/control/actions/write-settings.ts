import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '../../../src-shared/contract/errors.ts';
import type { Setting } from '../../../src-shared/runbook/schema.ts';
import { readIfThere, writeDurably } from '../files/durable.ts';
import { pathOn } from '../machine.ts';
import { earlierSettingsFile } from '../settings/earlier-settings.ts';
import { changeEnvironment, parseEnvironment } from '../settings/env-file.ts';
import { settingsFile } from '../settings/service-settings.ts';
import { ensureServiceUser, giveToService } from '../settings/service-user.ts';
import { type Action, type ActionContext, proof } from './action.ts';

/** What the settings will be: those that are there, the given ones over them, and defaults for what is missing. */
function wanted(context: ActionContext, text: string): string {
  const there = parseEnvironment(text);
  const changes: Record<string, string> = {};
  for (const setting of context.runbook.settings) {
    const value = context.settings[setting.key] ?? there[setting.key] ?? setting.default;
    if (value === undefined || value === '') {
      if (setting.required) throw refuse('settings.invalid', { key: setting.key, problem: 'missing' });
      continue;
    }
    checkValue(setting, value);
    if (there[setting.key] !== value) changes[setting.key] = value;
  }
  for (const [key, value] of Object.entries(context.settings)) {
    if (!context.runbook.settings.some((setting) => setting.key === key) && there[key] !== value) changes[key] = value;
  }
  return changeEnvironment(text, changes);
}

function checkValue(setting: Setting, value: string): void {
  if (/[\r\n\0]/.test(value)) throw refuse('settings.invalid', { key: setting.key, problem: 'more than one line' });
  if (setting.pattern && !new RegExp(`^(?:${setting.pattern})$`, 'u').test(value)) {
    throw refuse('settings.invalid', { key: setting.key, problem: 'form' });
  }
  if (setting.choices && !setting.choices.some((choice) => choice.value === value)) {
    throw refuse('settings.invalid', { key: setting.key, problem: 'choice' });
  }
}

/** Writes the service's settings (0600). Comments, order and unknown keys stay; what was there before is kept beside it. */
export const writeSettings: Action = {
  async prepare(context) {
    return { existed: existsSync(settingsFile(context.at)) };
  },
  // a kill may have come between the file and its owner, and without that the service cannot read it: done again, it is whole
  check: async () => null,
  async act(context) {
    const folder = pathOn(context.machine, context.at.place);
    for (const name of ['', 'data', 'logs']) mkdirSync(join(folder, name), { recursive: true });
    const file = settingsFile(context.at);
    const text = readIfThere(file) ?? '';
    if (context.memory.existed === true && !existsSync(earlierSettingsFile(context.at, context.runId)))
      writeDurably(earlierSettingsFile(context.at, context.runId), text, 0o600);
    writeDurably(file, wanted(context, text), 0o600);
    await ensureServiceUser(context.machine);
    await giveToService(context.machine, folder, ['.env', 'data', 'logs']);
    return proof('settings-written');
  },
  async undo(context) {
    const file = settingsFile(context.at);
    const earlier = readIfThere(earlierSettingsFile(context.at, context.runId));
    if (earlier !== null) {
      writeDurably(file, earlier, 0o600);
      await giveToService(context.machine, pathOn(context.machine, context.at.place), ['.env']);
    } else if (context.memory.existed !== true) rmSync(file, { force: true });
    return proof('settings-returned');
  },
};
