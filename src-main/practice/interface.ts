import type { Localized } from '../../src-shared/localized.ts';

/** What a person can break on the practice Pi's printer. Only the named things change. */
export interface PracticePrinterChange {
  readonly power?: boolean | undefined;
  readonly paper?: 'enough' | 'near-end' | 'end' | undefined;
  readonly cover?: 'closed' | 'open' | undefined;
}

/** Same shape as `practiceStateSchema` of the contract. */
export interface PracticeView {
  readonly running: boolean;
  readonly printer: {
    readonly power: boolean;
    readonly paper: 'enough' | 'near-end' | 'end';
    readonly cover: 'closed' | 'open';
    readonly paperMillimetres: 58 | 80;
  };
  readonly internet: boolean;
  readonly orders: { number: string; title: string; placedAt: string }[];
  readonly samples: { id: string; title: Localized; explanation: Localized }[];
}

/** One ticket of the tape; sent again, with more bytes, while it grows. `bytes` are those that reached the paper. */
export interface PracticePaper {
  readonly index: number;
  readonly at: string;
  readonly bytes: Uint8Array;
  readonly complete: boolean;
}

export interface PracticeOptions {
  /** Everything of the practice lies here: the Pi's files in `pi/`, host key and password in `ssh/`, the shop's orders in `shop/`. */
  readonly directory: string;
  /** Where the orders to practise with lie: `resources/practice/orders`. */
  readonly samplesFolder: string;
  /** Paper width of the virtual printer; 80 unless told. */
  readonly paperMillimetres?: 58 | 80;
  /** Lines a second; 60 unless told (a TM-m30III prints about 70). `null` prints without waiting, for tests. */
  readonly linesPerSecond?: number | null;
  /** Told what a person who looks for a fault wants to read: failed logins, commands that ended oddly. Never holds a secret. */
  readonly log?: (line: string) => void;
  /** Told when SSH server, shop or printer start and are ready. */
  readonly progress?: (step: 'printer' | 'shop' | 'pi', state: 'running' | 'done') => void;
}

/** A running practice Pi. All of it ends with `stop()`; starting again in the same directory finds the same Pi. */
export interface Practice {
  /** The SSH server, on loopback. */
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** `SHA256:` and unpadded base64, as `ssh-keygen -lf` shows it. */
  readonly hostKey: string;
  /** The Pi's `/`: bonctl runs with `--root` of it. Programs on the Pi read it as BONWART_PRACTICE_ROOT. */
  readonly root: string;
  /** What the deployment writes to `.env` so that the service finds shop and printer. SERVICE_PORT was free at the start. */
  readonly settings: Readonly<Record<string, string>>;
  /** The settings whose value is a secret of the pretend shop. */
  readonly secretSettings: readonly string[];
  state(): PracticeView;
  /** Calls at once and after each change, until the returned function is called. */
  watch(listener: (state: PracticeView) => void): () => void;
  /** Calls with every ticket of the tape so far and with each change, until the returned function is called. */
  paper(listener: (paper: PracticePaper) => void): () => void;
  /** Places one of the samples; answers its order number. Throws a RangeError for an unknown sample. */
  placeOrder(sample: string): { readonly id: string; readonly number: string };
  cancelOrder(id: string): void;
  setPrinter(change: PracticePrinterChange): Promise<void>;
  /** Off: the shop refuses connections, as seen from the service. */
  setInternet(on: boolean): Promise<void>;
  /** Ends sessions, shop and printer, and every process that was started on the practice Pi. */
  stop(): Promise<void>;
}
