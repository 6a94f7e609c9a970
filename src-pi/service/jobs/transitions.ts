import type { JobState } from '../../../src-shared/service/panel.ts';

/** What can happen to a job. */
export type Happening =
  | 'printer-away'
  | 'printer-back'
  | 'claimed'
  | 'nothing-sent'
  | 'stopped-in-printer'
  | 'going-on'
  | 'proven'
  | 'sent-without-proof'
  | 'forgotten'
  | 'lost-sight'
  | 'attempts-used-up'
  | 'order-cancelled'
  | 'restored-from-backup'
  | 'set-aside'
  | 'order-readable'
  | 'order-approved-again'
  | 'person-says-printed'
  | 'person-says-print-again'
  | 'policy-says-print-again';

/**
 * The life of a ticket, as one page. Each arrow is one transaction that is on the disk before its consequence happens.
 * What is not in the table cannot happen.
 *
 * - An outage moves jobs between `queued` and `waiting-printer` and costs no attempt.
 * - `claimed` is committed before the printer hears of the job, and a second mark before the first byte that prints; so after
 *   a crash `nothing-sent` is a fact, and everything else is `lost-sight`.
 * - From `unknown` leads on: the printer's own word (`proven`), a person's, or after a while the restaurant's rule, if it has set
 *   one. What is printed again bears REPRINT. Until it is, the printer may still say that the first ticket is out.
 * - What waits in a file that was restored from a backup may have been printed since: a person is asked.
 * - A recovery sets aside what is long past its time: a person is asked.
 * - Nothing is ever deleted.
 */
export const transitions: Readonly<Record<JobState, Partial<Readonly<Record<Happening, JobState>>>>> = {
  queued: {
    'restored-from-backup': 'held',
    'set-aside': 'held',
    'printer-away': 'waiting-printer',
    claimed: 'printing',
    proven: 'printed',
    'order-cancelled': 'cancelled',
  },
  'waiting-printer': {
    'restored-from-backup': 'held',
    'set-aside': 'held',
    'printer-back': 'queued',
    claimed: 'printing',
    proven: 'printed',
    'order-cancelled': 'cancelled',
  },
  printing: {
    'nothing-sent': 'queued',
    'attempts-used-up': 'held',
    'stopped-in-printer': 'paused-in-printer',
    forgotten: 'queued',
    proven: 'printed',
    'sent-without-proof': 'sent',
    'lost-sight': 'unknown',
  },
  'paused-in-printer': {
    'going-on': 'printing',
    forgotten: 'queued',
    proven: 'printed',
    'sent-without-proof': 'sent',
    'lost-sight': 'unknown',
  },
  unknown: {
    proven: 'printed',
    'person-says-printed': 'printed',
    'person-says-print-again': 'queued',
    'policy-says-print-again': 'queued',
  },
  held: {
    'order-readable': 'queued',
    'order-cancelled': 'cancelled',
    'person-says-printed': 'printed',
    'person-says-print-again': 'queued',
  },
  cancelled: { 'order-approved-again': 'queued' },
  printed: {},
  sent: {},
};

/** Jobs in these states may be given to the printer. */
export const claimableStates: readonly JobState[] = ['queued', 'waiting-printer'];
