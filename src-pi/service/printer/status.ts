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
