import type { ServiceStatus } from '../../../src-shared/service/panel.ts';
import type { Say } from '../../language/use-texts.ts';
import type { KnownStatus } from '../../stores/known-status.ts';
import { shopAnswers } from './sentence.ts';
import type { TileFacts } from './tile-facts.ts';

/** What a tile is called: its kind, or the printer's own name where there are several. */
export function tileName({ kind, printer }: TileFacts, last: ServiceStatus | null, text: Say<'status'>): string {
  return printer && (last?.printers.length ?? 0) > 1 ? printer.name : text(`tile.${kind}`);
}

/** The state of a tile in a few words. */
export function tileState(tile: TileFacts, { last, silence }: KnownStatus, text: Say<'status'>): string {
  if (tile.kind === 'pi') return piState(last, silence, text);
  if (!last) return text(silence ? 'notKnown' : 'wix.unknown');
  if (tile.kind === 'printer') return text(`printer.${(tile.printer ?? last.printer).state}`);
  if (tile.kind === 'queue') return queueState(last, text);
  if (tile.kind === 'recovery') return recoveryState(last, text);
  if (tile.kind === 'mail') return text(`mail.${last.mail?.state ?? 'off'}`);
  if (tile.kind === 'internet') {
    if (last.wix.state === 'unknown') return text('internet.unknown');
    return text(shopAnswers(last.wix) ? 'internet.there' : 'internet.gone');
  }
  return text(last.wix.state === 'offline' && shopAnswers(last.wix) ? 'wix.failing' : `wix.${last.wix.state}`);
}

function piState(last: ServiceStatus | null, silence: KnownStatus['silence'], text: Say<'status'>): string {
  if (silence?.reason === 'pi-unreachable') return text('piSilent');
  if (silence) return text(silence.reason === 'not-heard' ? 'notKnown' : 'piAnswers');
  if (!last) return text('wix.unknown');
  const storage = last.storage?.state ?? 'ok';
  return storage === 'ok' ? text('piFine') : text(`storage.${storage}`);
}

/** What is most worth knowing of the queue. */
function queueState({ queue }: ServiceStatus, text: Say<'status'>): string {
  if (queue.unknown > 0) return text('queueUnknown', { count: queue.unknown });
  if (queue.waiting > 0) return text('queueWaiting', { count: queue.waiting });
  return queue.held > 0 ? text('queueHeld', { count: queue.held }) : text('queueEmpty');
}

function recoveryState({ recovery }: ServiceStatus, text: Say<'status'>): string {
  if (!recovery) return text('recovery.none');
  return recovery.paused ? text('recovery.paused') : text(`recovery.phase.${recovery.phase}`);
}
