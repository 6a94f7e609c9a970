// First, before the rest is even evaluated.
import './database/early-worker.ts';

import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal, refuse } from '../../src-shared/contract/errors.ts';
import { databaseAnswers } from './api/calls/health.ts';
import { closeDoor } from './api/close-door.ts';
import { isLoopback } from './api/gate.ts';
import { startLanDoor } from './api/lan-door.ts';
import { apiServer } from './api/server.ts';
import { type DatabaseClient, startDatabase } from './database/client.ts';
import { takeEarlyWorker } from './database/early-worker.ts';
import { readMigrations } from './database/migrations.ts';
import { spawnDatabaseWorker } from './database/spawn-worker.ts';
import { circuitBreaker } from './healing/circuit-breaker.ts';
import { startHealing } from './healing/healing.ts';
import { takeOverSilence } from './healing/own-silence.ts';
import { startPanelWatch } from './healing/panel-watch.ts';
import { startPrinters } from './jobs/printers.ts';
import { takeOverLegacyJobs } from './jobs/takeover.ts';
import { bootId } from './life/boot-id.ts';
import { farewell } from './life/farewell.ts';
import { createLog, type Log } from './life/log.ts';
import { controlledRestart } from './life/restart.ts';
import { giveBackGarbage } from './life/small-heap.ts';
import { inheritedSocket, supervisor } from './life/supervisor.ts';
import { waitWhileThere } from './life/wait-file.ts';
import { handOverNoteFile } from './mail/hand-over-note.ts';
import { startPostOffice } from './mail/post-office.ts';
import { mailTokensFile } from './mail/tokens/rotated-tokens.ts';
import { startMetrics } from './metrics/metrics.ts';
import { openerOf } from './printer/open.ts';
import { releaseVersion } from './program.ts';
import { program } from './program-files.ts';
import { startRecovery } from './recovery/recovery.ts';
import { readRestaurant, settingsPrinter } from './restaurant/stored.ts';
import { identityOf, readSettings, type Settings } from './settings.ts';
import { statusBoard } from './status-board.ts';
import { startStorageKeeper } from './storage/keeper.ts';
import { openStorage, rebuildingIsOver } from './storage/open.ts';
import { type StoragePlaces, storagePlaces } from './storage/places.ts';
import { waitForDisk } from './storage/wait.ts';
import { ticketRenderers } from './tickets/renderers.ts';
import { ticketDesk } from './tickets/station-tickets.ts';
import { shopClock } from './wix/shop-clock.ts';
import { startShopSide } from './wix/shop-side.ts';

/** The tables that this code cannot do without. The last migration is not among them. */
const neededSchema = 6;

/**
 * The print service: `service --root DIR [--port N]`. DIR holds `.env`, `data/printer_service.db` and `logs/`. Prints one JSON line
 * with the address when it can be used. Ends with 0 on SIGTERM and SIGINT; with 75 when it wants to begin anew with what has changed; with 78 when the settings or the database need a
 * person; with anything else it wants to be started again.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { root: { type: 'string' }, port: { type: 'string' } } });
  if (!values.root) throw refuse('settings.invalid', { key: '--root', problem: 'is missing' });
  await waitWhileThere(process.env.BONWART_WAIT_FILE);
  const root = resolve(values.root);
  const settings = readSettings(join(root, '.env'));
  const port = values.port === undefined ? settings.SERVICE_PORT : Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw refuse('settings.invalid', { key: '--port', problem: 'must be a port number' });
  const bound = inheritedSocket(process.env) ? '127.0.0.1' : settings.SERVICE_HOST;
  refuseOpenDoor(bound, settings.SERVICE_TOKEN);
  const log = createLog(settings.LOG_LEVEL);
  const { leave, assembling } = farewell(log);
  const places = storagePlaces(root);
  mkdirSync(places.data, { recursive: true });
  const where = inheritedSocket(process.env) ?? { host: settings.SERVICE_HOST, port };
  const waiting = { places, where, log, supervisor: () => supervisor(process.env, () => true) };
  const open = (thorough: boolean) =>
    startDatabase(
      takeEarlyWorker() ?? spawnDatabaseWorker(program.databaseWorker),
      { path: places.database, reserve: places.reserve, thorough },
      (reason) => {
        log.fatal({ reason }, 'database thread died');
        process.exit(1);
      },
    );
  const { database, rebuilt } = await waitForDisk(waiting, () => openStorage(places, open));
  const schema = await usableSchema(database, places.database, rebuilt !== null);
  if (rebuilt) {
    log.fatal(rebuilt, 'the database was damaged; a backup took its place');
    await database.call('markRebuilt', rebuilt);
    rebuildingIsOver(places);
  }
  const restartSoon = controlledRestart(leave);
  const settingsFile = join(root, '.env');
  await assembling(() => assemble({ settings, log, database, schema, port, places, settingsFile, restartSoon }));
}

/**
 * Brings a new database up, and a backup that was made before the last migration; one that exists must already have been migrated,
 * by the deployment and with a backup.
 */
async function usableSchema(database: DatabaseClient, path: string, rebuilt: boolean): Promise<number> {
  const found = await database.call('schema');
  if (found >= neededSchema) return found;
  if (!rebuilt && !(await database.call('isEmpty')))
    throw refuse('database.damaged', {
      path,
      problem: `has schema ${found}; this release needs at least ${neededSchema}`,
    });
  const latest = readMigrations(program.migrations).length;
  await database.call('migrate', { folder: program.migrations, to: latest });
  return latest;
}

/** Starts the parts in the order in which they need each other, and answers how to stop them in the reverse order. */
async function assemble(given: {
  settings: Settings;
  log: Log;
  database: DatabaseClient;
  schema: number;
  port: number;
  places: StoragePlaces;
  settingsFile: string;
  restartSoon(reason: string): void;
}): Promise<() => Promise<void>> {
  const { settings, log, database, schema, places } = given;
  const release = releaseVersion();
  const restaurant = await readRestaurant(database, settings, log);
  const renderers = ticketRenderers(restaurant, identityOf(settings), settings.TIME_ZONE);
  const desk = ticketDesk(restaurant, renderers);
  const board = statusBoard({ release, printers: restaurant.printers }, (change) => {
    database.call('recordConnectivity', change).catch((error) => log.error({ error: String(error) }, 'not recorded'));
  });
  board.queue(await database.call('queueFacts'));
  const interrupted = await database.call('resolveInterrupted');
  await takeOverLegacyJobs(database, desk);

  const clock = shopClock();
  const now = () => clock.now().toISOString();
  // What has waited since before this start is a backlog; what came a moment ago is not.
  await database.call('beginRecovery', { type: 'combined_recovery', at: now(), olderThanSeconds: 60 });
  const acknowledgementMilliseconds = settings.PRINTER_ACKNOWLEDGEMENT_TIMEOUT * 1000;
  const searchMilliseconds = settings.PRINTER_SEARCH_AFTER_SECONDS * 1000;
  const printerBreakers = new Map(restaurant.printers.map(({ id }) => [id, circuitBreaker(`printer-${id}`, () => {})]));
  const printers = await startPrinters({
    breakers: printerBreakers,
    restaurant,
    database,
    board,
    log,
    open: ({ connection }, book) => openerOf(connection, book, { acknowledgementMilliseconds, searchMilliseconds }),
    slipsOf: renderers.slipsOf,
    release,
    bootId: bootId(),
    now,
    maximumAttempts: settings.RECOVERY_MAX_RETRIES,
    reprintUnknownMilliseconds: settings.ON_UNKNOWN === 'ask' ? null : settings.ON_UNKNOWN_SECONDS * 1000,
    failoverMilliseconds: settings.FAILOVER_AFTER_SECONDS * 1000,
    interrupted,
  });
  const recovery = startRecovery({
    database,
    log,
    batchSize: settings.RECOVERY_BATCH_SIZE,
    batchDelayMilliseconds: settings.RECOVERY_BATCH_DELAY * 1000,
    validationTimeoutMilliseconds: settings.RECOVERY_VALIDATION_TIMEOUT * 1000,
    staleMinutes: settings.RECOVERY_STALE_MINUTES,
    now,
    wakePrinters: printers.wake,
  });
  const stopListening = database.onChanges((events, facts) => {
    board.queue(facts);
    if (events.some(({ kind }) => kind === 'job-queued')) printers.wake();
  });
  const shop = await startShopSide({ settings, database, desk, clock, log, onState: board.wix });
  const healing = startHealing({
    settings,
    database,
    board,
    log,
    dataFolder: places.data,
    now,
    restartSoon: given.restartSoon,
  });
  const silence = await takeOverSilence({ database, log, dataFolder: places.data });
  const postOffice = startPostOffice({
    told: silence.told,
    database,
    board,
    log,
    settingsFile: given.settingsFile,
    tokensFile: mailTokensFile(places.data),
    noteFile: handOverNoteFile(places.data),
    timeZone: settings.TIME_ZONE,
    now,
  });
  const keeper = startStorageKeeper({
    places,
    database,
    workerFile: program.databaseWorker,
    board,
    log,
    intervalMilliseconds: settings.STORAGE_CHECK_INTERVAL * 1000,
    onDamaged: () => setTimeout(() => process.exit(1), 500),
  });
  const metrics = startMetrics({ database, board });
  const panels = startPanelWatch({ tell: board.panels, now });
  const ending = new AbortController();
  const app = apiServer({
    ending: ending.signal,
    metrics,
    panels,
    ...healing,
    database,
    board,
    log,
    schema,
    postOffice,
    token: settings.SERVICE_TOKEN,
    backUp: keeper.backUp,
    lookAtShop: shop.lookNow,
    checkWebhook: shop.checkWebhook,
    recovery,
    breakers: [shop.breaker, postOffice.breaker, ...printerBreakers.values()],
    wakePrinter: printers.wake,
    printAnew: printers.printAnew,
    restaurant: {
      active: restaurant,
      identity: identityOf(settings),
      timeZone: settings.TIME_ZONE,
      settingsPrinter: settingsPrinter(settings),
      slipsOf: renderers.slipsOf,
      restartSoon: given.restartSoon,
    },
  });
  await app.ready();
  const lanDoor = startLanDoor({
    server: app.server,
    port: settings.SERVICE_LAN_PORT,
    token: settings.SERVICE_TOKEN,
    log,
    onState: board.lan,
  });
  await new Promise<void>((listening, failed) => {
    app.server.once('error', failed);
    app.server.once('listening', listening);
    app.server.listen(inheritedSocket(process.env) ?? { host: settings.SERVICE_HOST, port: given.port });
  });
  const address = app.server.address();
  // The socket that systemd hands over may be bound to anything.
  if (address && typeof address === 'object') refuseOpenDoor(address.address, settings.SERVICE_TOKEN);
  log.info({ address, release, schema }, 'listening');

  // One question a second keeps the database thread's silence measurable, and costs no write.
  const pulse = setInterval(() => database.call('ping').catch(() => {}), 1000);
  const supervised = supervisor(process.env, () => databaseAnswers(database));
  supervised.ready();
  giveBackGarbage();

  return async () => {
    supervised.stopping();
    keeper.stop();
    metrics.stop();
    panels.stop();
    silence.stop();
    await healing.stop();
    await postOffice.stop();
    await shop.stop();
    await recovery.stop();
    await printers.stop();
    clearInterval(pulse);
    stopListening();
    ending.abort();
    lanDoor.stop();
    await closeDoor(app.server, ...(lanDoor.listener ? [lanDoor.listener] : []));
    await app.close();
    await database.close();
    supervised.stop();
  };
}

/** Other machines may come in only where they need a token. Throws `settings.invalid`. */
function refuseOpenDoor(host: string, token: string): void {
  if (isLoopback(host) || token !== '') return;
  throw refuse('settings.invalid', {
    key: 'SERVICE_TOKEN',
    problem: `must be set when the service listens on ${host}`,
  });
}

try {
  await main();
} catch (error) {
  const told = error instanceof Refusal ? error.error : { code: 'internal.bug', cause: String(error) };
  process.stdout.write(
    `${JSON.stringify({ level: 60, at: new Date().toISOString(), error: told, msg: 'not started' })}\n`,
  );
  process.exit(error instanceof Refusal ? 78 : 1);
}
