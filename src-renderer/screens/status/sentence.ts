import type { PrinterState, ServiceStatus, StorageState } from '../../../src-shared/service/panel.ts';
import type { Tone } from '../../design/tone.ts';
import type { KnownStatus } from '../../stores/known-status.ts';

/** What the one button below the sentence leads to. */
export type StatusHelp =
  | 'paper'
  | 'cover'
  | 'cutter'
  | 'printer-off'
  | 'printer-fault'
  | 'printer-busy'
  | 'printer-mute'
  | 'pi-off'
  | 'internet'
  | 'wix-key'
  | 'overheated'
  | 'card';

type ToldPrinterState = Exclude<PrinterState, 'ready' | 'unknown'>;
type ToldStorageState = Exclude<StorageState['state'], 'ok'>;
export type SentenceKey =
  | 'sentence.waiting'
  | 'sentence.fine'
  | 'sentence.fineLast'
  | 'sentence.printing'
  | 'sentence.catchingUp'
  | 'sentence.question'
  | 'sentence.held'
  | 'sentence.wixOffline'
  | 'sentence.wixFailing'
  | 'sentence.wixRefused'
  | 'sentence.piSilent'
  | 'sentence.notHeard'
  | 'sentence.serviceSilent'
  | 'sentence.notInstalled'
  | 'sentence.mailFailing'
  | `sentence.storage.${ToldStorageState}`
  | `sentence.printer.${ToldPrinterState}`
  | `sentence.named.${ToldPrinterState}`;

export interface StatusSentence {
  readonly tone: Tone;
  readonly key: SentenceKey;
  /** Tickets that wait, where the second sentence tells how many. */
  readonly waiting: number | null;
  readonly help: StatusHelp | null;
  /** Where the button leads instead of help. */
  readonly goTo: 'orders' | 'deployment' | 'mail' | null;
}

const printerHelp: Record<ToldPrinterState, StatusHelp> = {
  'paper-end': 'paper',
  'paper-near-end': 'paper',
  'cover-open': 'cover',
  cutter: 'cutter',
  overheated: 'overheated',
  error: 'printer-fault',
  'busy-elsewhere': 'printer-busy',
  unreachable: 'printer-off',
  mute: 'printer-mute',
};

/** What to do about a printer in this state; nothing where nothing is to be done. */
export function helpForPrinter(state: PrinterState): StatusHelp | null {
  return state === 'ready' || state === 'unknown' ? null : printerHelp[state];
}

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

const silences = {
  'not-installed': plain('unknown', 'sentence.notInstalled', { goTo: 'deployment' }),
  'pi-unreachable': plain('unknown', 'sentence.piSilent', { help: 'pi-off' }),
  'service-not-running': plain('unknown', 'sentence.serviceSilent', { goTo: 'deployment' }),
  'not-heard': plain('unknown', 'sentence.notHeard'),
} as const;

/** The one sentence that says how things are: the most urgent thing, and what to do about it. Never good on old data. */
export function statusSentence({ last, silence }: Pick<KnownStatus, 'last' | 'silence'>): StatusSentence {
  if (silence) return silences[silence.reason];
  if (!last) return plain('unknown', 'sentence.waiting');
  const { printer, wix, queue } = last;
  const storage = last.storage?.state ?? 'ok';
  const ofPrinter = (tone: Tone) =>
    plain(tone, `sentence.${last.printers.length > 1 ? 'named' : 'printer'}.${printer.state as ToldPrinterState}`, {
      waiting: queue.waiting,
      help: helpForPrinter(printer.state),
    });
  if (storage === 'full' || storage === 'read-only' || storage === 'damaged')
    return plain('bad', `sentence.storage.${storage}`, { help: 'card' });
  if (stopped.includes(printer.state)) return ofPrinter('bad');
  if (queue.unknown > 0) return plain('attention', 'sentence.question', { goTo: 'orders' });
  if (wix.state === 'refused') return plain('bad', 'sentence.wixRefused', { help: 'wix-key' });
  if (wix.state === 'offline') return ofShop(last);
  if (queue.held > 0) return plain('attention', 'sentence.held', { goTo: 'orders' });
  if (printer.state === 'paper-near-end' || printer.state === 'mute') return ofPrinter('attention');
  if (storage === 'low') return plain('attention', 'sentence.storage.low', { help: 'card' });
  if (printer.state === 'unknown' || wix.state === 'unknown') return plain('unknown', 'sentence.waiting');
  if (last.mail?.state === 'failing') return plain('attention', 'sentence.mailFailing', { goTo: 'mail' });
  if (last.recovery) return plain('good', 'sentence.catchingUp', { waiting: queue.waiting });
  if (queue.waiting > 0) return plain('good', 'sentence.printing', { waiting: queue.waiting });
  return plain('good', last.lastPrinted ? 'sentence.fineLast' : 'sentence.fine');
}

function ofShop(last: ServiceStatus): StatusSentence {
  return shopAnswers(last.wix)
    ? plain('attention', 'sentence.wixFailing')
    : plain('attention', 'sentence.wixOffline', { help: 'internet' });
}

/** Whether Wix, though it gives no orders, did answer: then the internet is there. The service's own words, `HTTP 503`. */
export function shopAnswers({ state, detail }: ServiceStatus['wix']): boolean {
  return state === 'online' || state === 'refused' || /^(HTTP \d|the answer )/.test(detail);
}
