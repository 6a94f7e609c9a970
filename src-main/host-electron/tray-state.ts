import type { PrinterState } from '../../src-shared/service/panel.ts';
import type { StatusEvent } from '../service-api/status-watch.ts';

/** The state in one word, as the tray shows it. */
export type TrayTone = 'noTarget' | 'good' | 'attention' | 'bad' | 'unknown';

const toneOfPrinter: Record<PrinterState, TrayTone> = {
  ready: 'good',
  'busy-elsewhere': 'good',
  'paper-near-end': 'attention',
  mute: 'attention',
  unknown: 'unknown',
  'paper-end': 'bad',
  'cover-open': 'bad',
  cutter: 'bad',
  overheated: 'bad',
  error: 'bad',
  unreachable: 'bad',
};

/** Never green on old data: silence is unknown, whatever was said before. */
export function toneOf(event: StatusEvent | null): TrayTone {
  if (event === null || event.kind === 'silent') return 'unknown';
  const printer = toneOfPrinter[event.status.printer.state];
  if (printer === 'bad') return 'bad';
  if (event.status.wix.state === 'refused' || event.status.queue.unknown > 0 || event.status.queue.held > 0)
    return 'attention';
  return event.status.wix.state === 'offline' ? 'attention' : printer;
}

/** A person is told when it turns bad and when it is good again after that; not of every word in between. */
export function isWorthTelling(before: TrayTone, now: TrayTone): boolean {
  if (before === now) return false;
  return now === 'bad' || (before === 'bad' && now === 'good');
}
