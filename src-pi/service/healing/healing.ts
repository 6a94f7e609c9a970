import type { DatabaseClient } from '../database/client.ts';
import type { Log } from '../life/log.ts';
import type { Settings } from '../settings.ts';
import type { StatusBoard } from '../status-board.ts';
import { type FigureBook, figureBook } from './figures.ts';
import { resourceSampler } from './resources.ts';
import { type SampleBook, sampleBook } from './sample-book.ts';
import { startStatusAlerts } from './status-alerts.ts';
import { startWatch, type Watch } from './watch.ts';

/** All that the service does to know how it is, and to help itself. */
export interface Healing {
  readonly watch: Watch;
  readonly figures: FigureBook;
  readonly samples: SampleBook;
  stop(): Promise<void>;
}

export function startHealing(parts: {
  readonly settings: Settings;
  readonly database: DatabaseClient;
  readonly board: StatusBoard;
  readonly log: Log;
  readonly dataFolder: string;
  now(): string;
  restartSoon(reason: string): void;
}): Healing {
  const { settings, database, board, log, now } = parts;
  const figures = figureBook({ database, canPrint: () => board.components.printer.status !== 'offline' });
  const samples = sampleBook({ database, log, now });
  const measureMachine = resourceSampler(parts.dataFolder);
  const watch = startWatch({
    database,
    log,
    limits: {
      memoryMegabytes: settings.RESOURCE_MEMORY_MB,
      cpuPercent: settings.RESOURCE_CPU_PERCENT,
      diskMegabytes: settings.RESOURCE_DISK_MB,
      temperatureCelsius: settings.RESOURCE_TEMPERATURE_C,
      answerMilliseconds: settings.RESOURCE_ANSWER_MS,
      queryMilliseconds: settings.RESOURCE_QUERY_MS,
      recoverySeconds: settings.RESOURCE_RECOVERY_SECONDS,
    },
    intervalMilliseconds: settings.MONITORING_PERFORMANCE_INTERVAL * 1000,
    measures: settings.MONITORING_ENABLED,
    sample: async () => ({ ...(await measureMachine()), ...figures.take() }),
    keep: samples.add,
    now,
    restartSoon: parts.restartSoon,
  });
  const statusAlerts = startStatusAlerts({ board, database, log, now });
  return {
    watch,
    figures,
    samples,
    async stop() {
      watch.stop();
      figures.stop();
      statusAlerts.stop();
      await samples.stop();
    },
  };
}
