import { join } from 'node:path';
import { places } from '../../src-shared/bonctl/places.ts';
import type { ServiceManager } from './supervisor/service-manager.ts';

/** The machine that bonctl works on: its places, moved below a root on a practice Pi, and what supervises its programs. */
export interface Machine {
  /** Empty on a real machine, else the folder that stands for `/`. */
  readonly root: string;
  readonly services: ServiceManager;
  /** How bonctl is started again by itself: program and first arguments. */
  readonly self: readonly string[];
}

type Place = keyof typeof places;

/** A place of Bonwart on this machine, with more parts behind it. */
export function placeOn(machine: Pick<Machine, 'root'>, place: Place, ...more: string[]): string {
  return join(machine.root || '/', places[place], ...more);
}

/** A path of the machine as the runbook names it, for example `/opt/wix-printer-service`. */
export function pathOn(machine: Pick<Machine, 'root'>, path: string): string {
  return join(machine.root || '/', path);
}
