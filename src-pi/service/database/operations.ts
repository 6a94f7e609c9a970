import { crashPoint } from '../life/crash.ts';
import { adoptLegacyJobs, legacyWaiting } from './adoption.ts';
import { alertFacts, deadLetters, noteRestart, raisedAlerts, setAlert } from './alerts.ts';
import { announce } from './announcements.ts';
import {
  attemptHappened,
  claimJob,
  markFirstByte,
  nextJob,
  printerCame,
  proveByPrinter,
  reprintUnknown,
  resolveInterrupted,
  stationsWithOpenJobs,
} from './attempts.ts';
import { busyHours } from './busy-hours.ts';
import type { Connection } from './connection.ts';
import { resumeEvents, ticketTimes } from './event-queries.ts';
import { jobTimeline } from './job-timeline.ts';
import { appendEvent, eventsAfter, lastEventId, readMeta, writeMeta } from './journal.ts';
import { moveLeadTime } from './lead-time.ts';
import {
  cleanupQueue,
  connectivityEvents,
  jobOfLegacy,
  notificationHistory,
  offlineQueueStatus,
  printStatistics,
  readOrder,
  recordConnectivity,
  recoveryHistory,
  recoveryQueue,
} from './legacy-queries.ts';
import {
  addToHistory,
  mailFacts,
  mailHistory,
  mailNotNeeded,
  mailsDueNow,
  mailTried,
  nextMail,
  waitingMail,
} from './mails.ts';
import { migrate, readMigrations, schemaNumber } from './migrations.ts';
import { takeNotices } from './notices.ts';
import { openQuestions, orderPage } from './order-pages.ts';
import { indexOrders } from './order-search.ts';
import { acceptOrders, knownOrders, readWatermark } from './orders.ts';
import { listOrders, queueFacts, readTicket, reprint, resolveJob, retryHeld } from './panel-queries.ts';
import { foundAddress, printerMoved, readPrinter, rememberPrinter } from './printers.ts';
import { abandonRecovery, cancelRecovery, recoveryProgress, releaseBatch, validateRecovery } from './recovery-items.ts';
import { beginRecovery, moveSession, openSession, pastSessions } from './recovery-sessions.ts';
import { addTestJob, menuSections, writeRestaurant } from './restaurant.ts';
import { readSamples, storeSamples } from './samples.ts';
import { noteSilence } from './silence.ts';
import { printStatisticsByDay } from './statistics.ts';
import { markRebuilt, pruneEvents } from './upkeep.ts';
import { writeWeekly } from './weekly.ts';

/** Everything that the rest of the service may ask of the database thread, by name. Each is at most one transaction that matters. */
export const operations = {
  ping: () => true,
  schema: (database: Connection) => schemaNumber(database),
  /** A file without any table: nobody's data is in it. */
  isEmpty: (database: Connection) => database.prepare('SELECT 1 FROM sqlite_master').get() === undefined,
  /** Makes all tables of a new database, in one transaction: one that is half made would be taken for somebody else's. */
  migrate: (database: Connection, input: { folder: string; to: number }) => {
    database.transaction(() => migrate(database, readMigrations(input.folder), input.to))();
    crashPoint('migration-after-commit');
  },

  moveLeadTime,
  knownOrders,
  readWatermark,
  acceptOrders,
  legacyWaiting,
  adoptLegacyJobs,

  alertFacts,
  setAlert,
  raisedAlerts,
  deadLetters,
  noteRestart,
  noteSilence,

  openSession,
  pastSessions,
  beginRecovery,
  moveSession,
  validateRecovery,
  recoveryProgress,
  releaseBatch,
  cancelRecovery,
  abandonRecovery,

  nextJob,
  claimJob,
  markFirstByte,
  attemptHappened,
  proveByPrinter,
  printerCame,
  resolveInterrupted,
  reprintUnknown,
  stationsWithOpenJobs,
  readPrinter,
  rememberPrinter,
  foundAddress,
  printerMoved,

  writeRestaurant,
  menuSections,
  addTestJob,

  indexOrders: (database: Connection) => indexOrders(database),
  listOrders,
  orderPage,
  openQuestions,
  jobTimeline,
  printStatisticsByDay,
  busyHours,
  readTicket,
  reprint,
  resolveJob,
  retryHeld,

  offlineQueueStatus,
  recoveryQueue,
  recoveryHistory,
  notificationHistory,
  connectivityEvents,
  recordConnectivity,
  cleanupQueue,
  printStatistics,
  readOrder,
  jobOfLegacy,

  takeNotices,
  announce,
  nextMail,
  waitingMail,
  mailTried,
  mailNotNeeded,
  mailsDueNow,
  mailHistory,
  mailFacts,
  addToHistory,
  writeWeekly,

  storeSamples,
  readSamples,

  markRebuilt,
  pruneEvents: (database: Connection) => pruneEvents(database),

  queueFacts,
  ticketTimes,
  resumeEvents,
  lastEventId,
  eventsAfter: (database: Connection, input: { id: number; limit: number }) =>
    eventsAfter(database, input.id, input.limit),
  record: (database: Connection, input: { kind: string; orderId?: string; data?: Record<string, unknown> }) =>
    appendEvent(database, input.kind, input.orderId ? { orderId: input.orderId } : {}, input.data),
  readMeta,
  writeMeta: (database: Connection, input: { key: string; value: string }) =>
    writeMeta(database, input.key, input.value),
} as const;

/** These write nothing: they are answered also while the disk takes no bytes. */
const reading: ReadonlySet<string> = new Set<keyof typeof operations>([
  'ping',
  'schema',
  'isEmpty',
  'knownOrders',
  'readWatermark',
  'legacyWaiting',
  'nextJob',
  'stationsWithOpenJobs',
  'readPrinter',
  'menuSections',
  'listOrders',
  'orderPage',
  'openQuestions',
  'jobTimeline',
  'printStatisticsByDay',
  'busyHours',
  'readTicket',
  'offlineQueueStatus',
  'recoveryQueue',
  'recoveryHistory',
  'openSession',
  'pastSessions',
  'alertFacts',
  'raisedAlerts',
  'deadLetters',
  'notificationHistory',
  'connectivityEvents',
  'printStatistics',
  'readOrder',
  'jobOfLegacy',
  'queueFacts',
  'ticketTimes',
  'resumeEvents',
  'lastEventId',
  'eventsAfter',
  'readMeta',
  'nextMail',
  'waitingMail',
  'mailHistory',
  'mailFacts',
  'readSamples',
]);

export function isReading(operation: string): boolean {
  return reading.has(operation);
}

export type Operations = typeof operations;
export type OperationName = keyof Operations;
export type OperationInput<Name extends OperationName> =
  Parameters<Operations[Name]> extends [Connection, infer Input] ? Input : undefined;
export type OperationOutput<Name extends OperationName> = ReturnType<Operations[Name]>;
