import type { PrinterState } from '../../src-shared/service/panel.ts';
import { stopsPrinting } from '../screen-notices/rules.ts';
import type { StatusChange } from '../service-api/status-watch.ts';

/** The state in one word, as the tray shows it. */
export type TrayTone = 'noTarget' | 'good' | 'attention' | 'bad' | 'unknown';

function toneOfPrinter(state: PrinterState): TrayTone {
  if (stopsPrinting.has(state)) return 'bad';
  if (state === 'unknown') return 'unknown';
  return state === 'paper-near-end' || state === 'mute' ? 'attention' : 'good';
}

/** Never green on old data: silence is unknown, whatever was said before. */
export function toneOf(event: StatusChange | null): TrayTone {
  if (event === null || event.kind === 'silent') return 'unknown';
  const printer = toneOfPrinter(event.status.printer.state);
  if (printer === 'bad') return 'bad';
  if (event.status.wix.state === 'refused' || event.status.queue.unknown > 0 || event.status.queue.held > 0)
    return 'attention';
  return event.status.wix.state === 'offline' ? 'attention' : printer;
}
