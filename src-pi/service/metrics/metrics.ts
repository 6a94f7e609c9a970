import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { acknowledgementSchema, jobStateSchema } from '../../../src-shared/service/panel.ts';
import type { DatabaseClient } from '../database/client.ts';
import type { ServiceEvent } from '../database/journal.ts';
import { isReading } from '../database/operations.ts';
import type { StatusBoard } from '../status-board.ts';
import { processFigures } from './process-figures.ts';

/** The service's figures. Labels come from closed lists, so that there are never more than some 300 series. */
export interface Metrics {
  /** A call was answered. */
  answered(topic: string, status: number, seconds: number): void;
  /** In the text format of Prometheus. */
  text(): Promise<string>;
  stop(): void;
}

const prefix = 'bonwart_';
const quick = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 5];
const slow = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60];

/** Begins to count. What is a state is asked of the board at each scrape; what happens is counted as it is told. */
export function startMetrics(parts: {
  readonly database: DatabaseClient;
  readonly board: Pick<StatusBoard, 'status'>;
}): Metrics {
  const { database, board } = parts;
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  const gauge = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `${prefix}${name}`, help, labelNames, registers });
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: `${prefix}${name}`, help, labelNames, registers });
  const histogram = <Label extends string = never>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: Label[] = [],
  ) => new Histogram({ name: `${prefix}${name}`, help, buckets, labelNames, registers });

  const release = gauge('release_info', 'The release that runs', ['release']);
  const queue = gauge('queue_jobs', 'Tickets that are not done', ['state']);
  const oldest = gauge('queue_oldest_seconds', 'Age of the ticket that has been waiting longest');
  const moved = counter('jobs_total', 'Tickets that came into a state since the start', ['state']);
  const acknowledged = counter('acknowledgements_total', 'How surely tickets are on paper', ['level']);
  const printerUp = gauge('printer_up', 'Can the printer print?', ['printer']);
  const printerState = gauge('printer_state', 'State of the printer: 1 for the one it has', ['printer', 'state']);
  const wixUp = gauge('wix_up', 'Was the last authenticated call of the shop answered?');
  const success = gauge('last_success_timestamp_seconds', 'When it last went well', ['what']);
  const storage = gauge('storage_state', 'State of the storage: 1 for the one it has', ['state']);
  const listening = histogram(
    'event_loop_lag_seconds',
    'How late a timer of the main loop was',
    [0.01, 0.05, 0.1, 0.5],
  );
  const calls = histogram('api_seconds', 'Time to answer a call', quick, ['topic']);
  const answers = counter('api_answers_total', 'Answers by class', ['class']);
  const operations = histogram('database_seconds', 'Time of an operation with its waiting', quick, ['kind']);
  const toFirstByte = histogram('seen_to_first_byte_seconds', 'From the shop to the first byte for the printer', slow);
  const toProof = histogram('first_byte_to_proof_seconds', 'From the first byte to the proof', slow);
  const own = processFigures(prefix, registers);

  const states = jobStateSchema.options;
  for (const state of states) moved.inc({ state }, 0);
  for (const level of acknowledgementSchema.options) acknowledged.inc({ level }, 0);
  for (const kind of ['read', 'write']) operations.zero({ kind });

  const hear = (event: ServiceEvent) => {
    const state = states.find((one) => event.kind === `job-${one}`);
    if (!state) return;
    moved.inc({ state });
    const level = acknowledgementSchema.safeParse(event.data.acknowledgement);
    const ended = state === 'printed' || state === 'sent' || state === 'unknown';
    if (ended && level.success) acknowledged.inc({ level: level.data });
    if (state !== 'printed' || event.jobId === null) return;
    database.call('ticketTimes', event.jobId).then(
      (times) => {
        if (times?.seenToFirstByte != null) toFirstByte.observe(times.seenToFirstByte);
        if (times?.firstByteToEnd != null) toProof.observe(times.firstByteToEnd);
      },
      () => {},
    );
  };
  const stops = [
    database.onChanges((events) => events.forEach(hear)),
    database.onTimed((operation, milliseconds) =>
      operations.observe({ kind: isReading(operation) ? 'read' : 'write' }, milliseconds / 1000),
    ),
  ];
  const everyMilliseconds = 1000;
  let due = performance.now() + everyMilliseconds;
  const timer = setInterval(() => {
    const at = performance.now();
    listening.observe(Math.max(0, at - due) / 1000);
    due = at + everyMilliseconds;
  }, everyMilliseconds);
  timer.unref();

  const readBoard = () => {
    const status = board.status();
    release.set({ release: status.release }, 1);
    for (const state of ['waiting', 'held', 'unknown'] as const) queue.set({ state }, status.queue[state]);
    oldest.set(status.queue.oldestAt ? (Date.now() - Date.parse(status.queue.oldestAt)) / 1000 : 0);
    printerUp.reset();
    printerState.reset();
    for (const { id, state } of status.printers) {
      const up = state === 'ready' || state === 'paper-near-end' || state === 'mute';
      printerUp.set({ printer: id }, up ? 1 : 0);
      printerState.set({ printer: id, state }, 1);
    }
    wixUp.set(status.wix.state === 'online' ? 1 : 0);
    const seconds = (instant: string | null | undefined) => (instant ? Date.parse(instant) / 1000 : 0);
    success.set({ what: 'print' }, seconds(status.lastPrinted?.at));
    success.set({ what: 'shop' }, status.wix.state === 'online' ? Date.now() / 1000 : seconds(status.wix.since));
    success.set({ what: 'backup' }, seconds(status.storage?.backupAt));
    storage.reset();
    storage.set({ state: status.storage?.state ?? 'ok' }, 1);
  };
  return {
    answered(topic, status, seconds) {
      // A listener stays for hours: that is no answer that took long.
      if (topic !== 'events') calls.observe({ topic }, seconds);
      answers.inc({ class: `${Math.floor(status / 100)}xx` });
    },
    text() {
      readBoard();
      own();
      return registry.metrics();
    },
    stop() {
      clearInterval(timer);
      for (const stop of stops) stop();
    },
  };
}
