import type { PracticeMail } from '../../src-shared/contract/practice.ts';
import type { Language, Localized } from '../../src-shared/localized.ts';
import type { MailRecognition } from '../../src-shared/mail/recognition.ts';
import type { PrinterSwitches } from './printer/switches.ts';

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
  readonly mailbox: { readonly address: string; readonly password: string; readonly trouble: PracticeMailTrouble };
  readonly orders: { number: string; title: string; placedAt: string }[];
  readonly samples: { id: string; title: Localized; explanation: Localized }[];
}

/** What can be wrong with the mailbox: nobody answers, the password does not count, the first attempt of each sender has to wait. */
export type PracticeMailTrouble = 'none' | 'off' | 'refuses-password' | 'lets-wait';

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
  /** How the virtual printer is; good, and with 60 lines a second, where nothing is said. For tests. */
  readonly printer?: Partial<PrinterSwitches>;
  /** Told what a person who looks for a fault wants to read: failed logins, commands that ended oddly. Never holds a secret. */
  readonly log?: (line: string) => void;
  /** Told when printer, shop, mailbox and SSH server start and are ready. */
  readonly progress?: (step: 'printer' | 'shop' | 'mailbox' | 'pi', state: 'running' | 'done') => void;
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
  /** Of the mailbox to practise with. */
  readonly mailPassword: string;
  state(): PracticeView;
  /** Calls at once and after each change, until the returned function is called. */
  watch(listener: (state: PracticeView) => void): () => void;
  /** Calls with every ticket of the tape so far and with each change, until the returned function is called. */
  paper(listener: (paper: PracticePaper) => void): () => void;
  /** Calls with the mails that the mailbox has, the newest last, and again with each further one. */
  mails(listener: (mails: readonly PracticeMail[]) => void): () => void;
  /** What the mailbox is known by, its name in a language; null for an address that is not its own. */
  recogniseMail(address: string, language: Language): MailRecognition | null;
  /** Places one of the samples; answers its order number. Throws a RangeError for an unknown sample. */
  placeOrder(sample: string): { readonly id: string; readonly number: string };
  cancelOrder(id: string): void;
  setPrinter(change: PracticePrinterChange): Promise<void>;
  /** Off: shop and mail server refuse connections, as seen from the service. */
  setInternet(on: boolean): Promise<void>;
  setMailbox(trouble: PracticeMailTrouble): Promise<void>;
  /** Ends sessions, shop, mailbox and printer, and every process that was started on the practice Pi. */
  stop(): Promise<void>;
}
