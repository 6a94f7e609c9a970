import { readFile, statfs } from 'node:fs/promises';
import type { Figures } from './figures.ts';

/** What the process and the machine use at this moment. Null: the system does not tell. */
export interface ResourceSample {
  readonly at: string;
  /** For how long before `at` it speaks. */
  readonly seconds: number;
  readonly memoryMegabytes: number;
  /** Of one core, since the sample before. */
  readonly cpuPercent: number;
  readonly diskFreeMegabytes: number | null;
  readonly temperatureCelsius: number | null;
}

/** All that is measured at one time. */
export type Sample = ResourceSample & Figures;

/** Takes samples; each tells the processor time since the one before. `folder` is where the data lies. */
export function resourceSampler(folder: string): () => Promise<ResourceSample> {
  let before = { cpu: process.cpuUsage(), at: performance.now() };
  return async () => {
    const used = process.cpuUsage(before.cpu);
    const milliseconds = Math.max(1, performance.now() - before.at);
    before = { cpu: process.cpuUsage(), at: performance.now() };
    const disk = await statfs(folder).catch(() => null);
    return {
      at: new Date().toISOString(),
      seconds: Math.round(milliseconds / 100) / 10,
      memoryMegabytes: Math.round(process.memoryUsage.rss() / 1024 / 1024),
      cpuPercent: Math.round((used.user + used.system) / 10 / milliseconds),
      diskFreeMegabytes: disk ? Math.round((disk.bavail * disk.bsize) / 1024 / 1024) : null,
      temperatureCelsius: await temperature(),
    };
  };
}

async function temperature(): Promise<number | null> {
  try {
    const milli = Number(await readFile('/sys/class/thermal/thermal_zone0/temp', 'utf8'));
    return Number.isFinite(milli) ? Math.round(milli / 100) / 10 : null;
  } catch {
    return null;
  }
}
