import { join } from 'node:path';
import { serviceFiles } from '../actions/action.ts';
import { readIfThere } from '../files/durable.ts';
import { pathOn } from '../machine.ts';
import type { ReleasePlace } from '../releases/releases.ts';
import { parseEnvironment } from './env-file.ts';

/** The service's settings as they lie on the machine now. */
export function currentSettings(at: ReleasePlace): Record<string, string> {
  return parseEnvironment(readIfThere(settingsFile(at)) ?? '');
}

export function settingsFile(at: ReleasePlace): string {
  return join(pathOn(at.machine, at.place), serviceFiles.settings);
}

/** The port of the service's API; 8000 if nothing else is set. */
export function servicePort(settings: Readonly<Record<string, string>>): number {
  const port = Number(settings.SERVICE_PORT ?? '');
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 8000;
}

/** A setting whose value nobody may read back. */
export function isSecret(key: string): boolean {
  return /KEY|PASSWORD|SECRET|TOKEN/.test(key);
}
