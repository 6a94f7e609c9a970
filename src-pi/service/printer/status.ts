import type { PrinterState } from '../../../src-shared/service/panel.ts';
import type { Capability } from './conversation.ts';

/** The four answers to DLE EOT 1 to 4, or null where the printer gave none. */
export interface StatusBytes {
  readonly printer: number;
  readonly offline: number | null;
  readonly error: number | null;
  readonly paper: number | null;
}

const bit = (byte: number | null, position: number): boolean => byte !== null && (byte & (1 << position)) !== 0;

/**
 * One reason, the most urgent: what somebody must do first. Bits as in the Epson APG: printer bit 3 offline; offline bit 2 cover,
 * bit 5 stopped for paper, bit 6 error; error bit 3 cutter, bit 5 unrecoverable, bit 6 recovers by itself (hot head); paper bits
 * 5 and 6 end, bits 2 and 3 near end.
 */
export function printerStateOf(status: StatusBytes): PrinterState {
  if (bit(status.offline, 2)) return 'cover-open';
  if (bit(status.offline, 5) || bit(status.paper, 5) || bit(status.paper, 6)) return 'paper-end';
  if (bit(status.error, 3)) return 'cutter';
  if (bit(status.error, 6)) return 'overheated';
  if (bit(status.error, 5) || bit(status.offline, 6) || bit(status.printer, 3)) return 'error';
  if (bit(status.paper, 2) || bit(status.paper, 3)) return 'paper-near-end';
  return 'ready';
}

/**
 * The same from the four bytes of an automatic status: first bit 3 offline, bit 5 cover; second bit 3 cutter, bit 5
 * unrecoverable, bit 6 recovers by itself; third bits 0 and 1 near end, bits 2 and 3 end.
 */
export function automaticState([first, second, third]: readonly [number, number, number, number]): PrinterState {
  if (bit(first, 5)) return 'cover-open';
  if (bit(third, 2) || bit(third, 3)) return 'paper-end';
  if (bit(second, 3)) return 'cutter';
  if (bit(second, 6)) return 'overheated';
  if (bit(second, 5) || bit(first, 3)) return 'error';
  return bit(third, 0) || bit(third, 1) ? 'paper-near-end' : 'ready';
}

/** The cause has gone and the printer waits to be told to go on: error bit 2, with nothing left that a person must do. */
export function waitsForRecovery(status: StatusBytes): boolean {
  return bit(status.error, 2) && bit(status.printer, 3) && printerStateOf(status) === 'error' && !bit(status.error, 5);
}

/** What must be seen to first, when several printers have something: a person at the printer, then a wait, then nothing. */
const byUrgency: readonly PrinterState[] = [
  'paper-end',
  'cover-open',
  'cutter',
  'error',
  'unreachable',
  'busy-elsewhere',
  'overheated',
  'paper-near-end',
  'mute',
  'unknown',
  'ready',
];

/** The index of the state that needs a person most; the first of several alike. */
export function mostUrgent(states: readonly PrinterState[]): number {
  const ranks = states.map((state) => byUrgency.indexOf(state));
  return ranks.indexOf(Math.min(...ranks));
}

/** Can a printer in this state, that proves so much, do its work? One that never says anything may print all the same. */
export function isAble(state: PrinterState, capability: Capability | null): boolean {
  return canPrint(state) || (state === 'mute' && capability === 'A1');
}

/** Can a ticket be given to a printer in this state? */
export function canPrint(state: PrinterState): boolean {
  return state === 'ready' || state === 'paper-near-end';
}
