import type { PrinterState } from '../../../src-shared/service/panel.ts';
import type { Tone } from '../../design/tone.ts';
import type { KnownStatus } from '../../stores/status.ts';

/** What the one button below the sentence leads to. */
export type StatusHelp =
  | 'paper'
  | 'cover'
  | 'cutter'
  | 'printer-off'
  | 'pi-off'
  | 'internet'
  | 'wix-key'
  | 'overheated';

export type SentenceKey =
  | 'sentence.waiting'
  | 'sentence.fine'
  | 'sentence.printing'
  | 'sentence.question'
  | 'sentence.held'
  | 'sentence.wixOffline'
  | 'sentence.wixRefused'
  | 'sentence.piSilent'
  | 'sentence.serviceSilent'
  | 'sentence.notInstalled'
  | `sentence.printer.${Exclude<PrinterState, 'ready' | 'unknown'>}`;

export interface StatusSentence {
  readonly tone: Tone;
  readonly key: SentenceKey;
  /** Tickets that wait, where the second sentence tells how many. */
  readonly waiting: number | null;
  readonly help: StatusHelp | null;
  /** Where the button leads instead of help. */
  readonly goTo: 'orders' | 'deployment' | null;
}

const printerHelp: Partial<Record<PrinterState, StatusHelp>> = {
  'paper-end': 'paper',
  'paper-near-end': 'paper',
  'cover-open': 'cover',
  cutter: 'cutter',
  overheated: 'overheated',
  error: 'printer-off',
  unreachable: 'printer-off',
  mute: 'printer-off',
};

/** The states in which no ticket comes out. */
const stopped: readonly PrinterState[] = [
  'paper-end',
  'cover-open',
  'cutter',
  'overheated',
  'error',
  'busy-elsewhere',
  'unreachable',
];

const plain = (tone: Tone, key: SentenceKey, more: Partial<StatusSentence> = {}): StatusSentence => ({
  tone,
  key,
  waiting: null,
  help: null,
  goTo: null,
  ...more,
});

/** The one sentence that says how things are: the most urgent thing, and what to do about it. Never good on old data. */
export function statusSentence({ last, silence }: KnownStatus): StatusSentence {
  if (silence?.reason === 'not-installed') return plain('unknown', 'sentence.notInstalled', { goTo: 'deployment' });
  if (silence?.reason === 'pi-unreachable') return plain('unknown', 'sentence.piSilent', { help: 'pi-off' });
  if (silence) return plain('unknown', 'sentence.serviceSilent', { goTo: 'deployment' });
  if (!last) return plain('unknown', 'sentence.waiting');
  const { printer, wix, queue } = last;
  const ofPrinter = (tone: Tone) =>
    plain(tone, `sentence.printer.${printer.state}` as SentenceKey, {
      waiting: queue.waiting,
      help: printerHelp[printer.state] ?? null,
    });
  if (stopped.includes(printer.state)) return ofPrinter('bad');
  if (queue.unknown > 0) return plain('attention', 'sentence.question', { goTo: 'orders' });
  if (wix.state === 'refused') return plain('bad', 'sentence.wixRefused', { help: 'wix-key' });
  if (wix.state === 'offline') return plain('attention', 'sentence.wixOffline', { help: 'internet' });
  if (queue.held > 0) return plain('attention', 'sentence.held', { goTo: 'orders' });
  if (printer.state === 'paper-near-end' || printer.state === 'mute') return ofPrinter('attention');
  if (printer.state === 'unknown') return plain('unknown', 'sentence.waiting');
  if (queue.waiting > 0) return plain('good', 'sentence.printing', { waiting: queue.waiting });
  return plain('good', 'sentence.fine');
}
