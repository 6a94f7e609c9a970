import type { PrinterState, ServiceStatus } from '../../../src-shared/service/panel.ts';
import type { Tone } from '../../design/tone.ts';
import type { KnownStatus } from '../../stores/known-status.ts';
import { shopAnswers } from './sentence.ts';

export type TileKind = 'printer' | 'queue' | 'recovery' | 'wix' | 'internet' | 'mail' | 'pi';
export type PrinterStatus = ServiceStatus['printers'][number] | ServiceStatus['printer'];

/** One tile: what it is about and how that is. There is one for each printer. */
export interface TileFacts {
  readonly id: string;
  readonly kind: TileKind;
  readonly tone: Tone;
  readonly printer: PrinterStatus | null;
}

const printerTones: Partial<Record<PrinterState, Tone>> = {
  ready: 'good',
  'paper-near-end': 'attention',
  mute: 'attention',
  'busy-elsewhere': 'attention',
  unknown: 'unknown',
};
const mailTones = { off: 'unknown', unproven: 'attention', fine: 'good', failing: 'attention' } as const;
const wixTones = { online: 'good', offline: 'attention', refused: 'bad', unknown: 'unknown' } as const;

/** The tiles in the order in which one looks at them. All are grey when nothing is known, or nothing any more. */
export function tilesOf({ last, silence }: Pick<KnownStatus, 'last' | 'silence'>): readonly TileFacts[] {
  const printers: readonly PrinterStatus[] = last?.printers.length ? last.printers : last ? [last.printer] : [];
  const grey = silence !== null || last === null;
  const tile = (id: string, kind: TileKind, tone: Tone, printer: PrinterStatus | null = null): TileFacts => ({
    id,
    kind,
    tone: grey ? 'unknown' : tone,
    printer,
  });
  return [
    ...(printers.length === 0
      ? [tile('printer', 'printer', 'unknown')]
      : printers.map((printer, place) =>
          tile(`printer ${place}`, 'printer', printerTones[printer.state] ?? 'bad', printer),
        )),
    tile('queue', 'queue', queueTone(last)),
    tile('recovery', 'recovery', last?.recovery?.paused ? 'attention' : 'good'),
    tile('wix', 'wix', wixTones[last?.wix.state ?? 'unknown']),
    tile('internet', 'internet', internetTone(last)),
    ...(last?.mail ? [tile('mail', 'mail', mailTones[last.mail.state])] : []),
    tile('pi', 'pi', storageTone(last)),
  ];
}

function queueTone(last: ServiceStatus | null): Tone {
  if (!last) return 'unknown';
  if (last.queue.unknown > 0 || last.queue.held > 0) return 'attention';
  const stuck = last.queue.waiting > 0 && last.printer.state !== 'ready' && last.printer.state !== 'paper-near-end';
  return stuck ? 'attention' : 'good';
}

function internetTone(last: ServiceStatus | null): Tone {
  if (!last || last.wix.state === 'unknown') return 'unknown';
  return shopAnswers(last.wix) ? 'good' : 'attention';
}

const storageTones = { ok: 'good', low: 'attention', full: 'bad', 'read-only': 'bad', damaged: 'bad' } as const;

function storageTone(last: ServiceStatus | null): Tone {
  return storageTones[last?.storage?.state ?? 'ok'];
}
