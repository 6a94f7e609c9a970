import { accessSync, constants, existsSync, readFileSync, statfsSync } from 'node:fs';
import { arch, freemem, hostname, release, totalmem, uptime } from 'node:os';
import { join } from 'node:path';
import type { Facts } from '../../../src-shared/bonctl/facts.ts';
import { databasePlaces, places, unitNames } from '../../../src-shared/bonctl/places.ts';
import { readIfThere } from '../files/durable.ts';
import { type Machine, pathOn, placeOn } from '../machine.ts';
import { currentVersion } from '../releases/releases.ts';
import { execute } from '../supervisor/execute.ts';
import { bonctlVersion } from '../version.ts';
import { bootId } from './boot.ts';

/** What this machine is and how it is. Takes milliseconds; what it does not tell is `null`. */
export async function readFacts(machine: Machine): Promise<Facts> {
  const disk = statfsSync(existingFolder(pathOn(machine, '/opt')));
  return {
    model: readModel(),
    system: readSystem(),
    kernel: release(),
    architecture: arch() === 'arm64' ? 'arm64' : 'x64',
    hostName: hostname(),
    memoryBytes: totalmem(),
    memoryFreeBytes: availableMemory(),
    diskBytes: disk.blocks * disk.bsize,
    diskFreeBytes: disk.bavail * disk.bsize,
    diskReadOnly: !isWritable(existingFolder(pathOn(machine, '/opt'))),
    temperatureCelsius: readTemperature(),
    underVoltage: await readUnderVoltage(),
    uptimeSeconds: Math.round(uptime()),
    time: new Date().toISOString(),
    timeSynchronised: await readTimeSynchronised(machine),
    bootId: bootId(),
    services: await readServices(machine),
    supervisor: machine.services.kind,
    bonctlVersion: bonctlVersion(),
    installed: readInstalled(machine),
  };
}

function existingFolder(path: string): string {
  return existsSync(path) ? path : existingFolder(join(path, '..'));
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The board's name from the device tree (Raspberry Pi), else the product's name from the firmware. */
function readModel(): string {
  const sources = ['/proc/device-tree/model', '/sys/class/dmi/id/product_name'];
  for (const source of sources) {
    const text = tryRead(source)?.replaceAll('\0', '').trim();
    if (text) return text;
  }
  return process.platform === 'linux' ? 'Linux' : process.platform;
}

/** `PRETTY_NAME` of os-release(5). */
function readSystem(): string {
  return /^PRETTY_NAME="?([^"\n]+)/m.exec(tryRead('/etc/os-release') ?? '')?.[1] ?? process.platform;
}

/** Bytes that can be had without swapping (`MemAvailable`, proc(5)). */
function availableMemory(): number {
  const kilobytes = /^MemAvailable:\s+(\d+) kB/m.exec(tryRead('/proc/meminfo') ?? '')?.[1];
  return kilobytes ? Number(kilobytes) * 1024 : freemem();
}

function readTemperature(): number | null {
  const millidegrees = Number(tryRead('/sys/class/thermal/thermal_zone0/temp') ?? 'none');
  return Number.isFinite(millidegrees) ? Math.round(millidegrees / 100) / 10 : null;
}

/** `vcgencmd get_throttled`: bit 0 says under-voltage now, bit 16 since boot (Raspberry Pi documentation). */
async function readUnderVoltage(): Promise<Facts['underVoltage']> {
  if (!existsSync('/usr/bin/vcgencmd')) return null;
  const { exitCode, output } = await execute('vcgencmd', ['get_throttled'], 3000);
  const bits = Number(/throttled=(0x[0-9a-f]+)/i.exec(output)?.[1] ?? 'none');
  if (exitCode !== 0 || !Number.isInteger(bits)) return null;
  if (bits & 0x1) return 'now';
  return bits & 0x10000 ? 'since-boot' : 'never';
}

async function readTimeSynchronised(machine: Machine): Promise<boolean | null> {
  if (machine.services.kind !== 'systemd') return null;
  const { exitCode, output } = await execute('timedatectl', ['show', '--property=NTPSynchronized', '--value'], 3000);
  return exitCode === 0 && output.trim() !== '' ? output.trim() === 'yes' : null;
}

async function readServices(machine: Machine): Promise<Facts['services']> {
  const state = await machine.services.serviceState();
  if (state === 'absent') return [];
  return [{ name: unitNames.service, state }];
}

/** What stands at the print service's place. The old service is known by its folders (see docs). */
export function readInstalled(machine: Machine): Facts['installed'] {
  const place = placeOn(machine, 'service');
  const version = currentVersion({ machine, place: places.service });
  if (version) return { kind: 'bonwart', version };
  if (existsSync(join(place, 'wix_printer_service')) || existsSync(join(place, 'venv'))) {
    const databases = databasePlaces.map((name) => join(place, name));
    return { kind: 'legacy', path: place, database: databases.find((file) => existsSync(file)) ?? null };
  }
  const unit = readIfThere(pathOn(machine, join(places.units, unitNames.service)));
  if (unit && !unit.includes('Written by Bonwart'))
    return { kind: 'foreign', path: join(places.units, unitNames.service) };
  return { kind: 'nothing' };
}

function tryRead(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
