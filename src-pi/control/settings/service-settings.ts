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

/** Seconds between two looks at the service from outside; 300 if nothing else that makes sense is set. */
export function watchEverySeconds(settings: Readonly<Record<string, string>>): number {
  const seconds = Number(settings.MONITORING_HEALTH_CHECK_INTERVAL ?? '');
  return Number.isInteger(seconds) && seconds >= 30 && seconds <= 86_400 ? seconds : 300;
}
