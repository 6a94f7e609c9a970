import type { Facts } from '../../src-shared/bonctl/facts.ts';
import type { OperationName, OperationRequest, OperationResult } from '../../src-shared/bonctl/protocol.ts';
import type { ReleaseManifest } from '../../src-shared/bonctl/release.ts';
import type { EmittedBy, ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { ConnectionPool } from '../connections/pool.ts';
import type { Log } from '../logs/log.ts';
import type { Redaction } from '../logs/redaction.ts';
import type { Line } from '../mail-sign-in/post-form.ts';
import type { Panel } from '../panel/panel.ts';
import type { PairedTarget } from '../panel/targets.ts';
import type { Payloads } from '../payload/payloads.ts';
import type { SignIns } from '../people/sign-ins.ts';
import type { PrintPage } from '../report/print-with-chromium.ts';
import type { SaveFile } from '../saving/save-file.ts';
import type { Signers } from '../sign-off/signers.ts';
import type { RemoteHost } from '../ssh/remote-host.ts';
import type { Vault } from '../vault/vault.ts';
import type { AppFacts } from './app.ts';
import type { PracticeHolder } from './practice-holder.ts';

export interface UploadProgress {
  readonly sentBytes: number;
  readonly totalBytes: number;
  readonly files: number;
  readonly complete: boolean;
}

/** bonctl of a target, over a connection to it. */
export interface Bonctl {
  call<Name extends OperationName>(
    host: RemoteHost,
    target: PairedTarget,
    operation: Name,
    request: OperationRequest<Name>,
    signal?: AbortSignal,
  ): Promise<OperationResult<Name>>;
  /** Gives the journal's lines from a number on as they come, until the run has ended. */
  follow(
    host: RemoteHost,
    target: PairedTarget,
    from: { readonly runId: string; readonly fromSeq: number },
    onLine: (line: string) => void,
    signal: AbortSignal,
  ): Promise<{ ended: boolean }>;
  /** Sends what the target's store lacks of a release. */
  upload(
    host: RemoteHost,
    target: PairedTarget,
    manifest: ReleaseManifest,
    onProgress: (progress: UploadProgress) => void,
    signal: AbortSignal,
  ): Promise<void>;
}

export interface PairingRequest extends Omit<ParsedRequestOf<'pairing.pair'>, 'name'> {
  readonly kind: 'pi' | 'practice';
}

export interface PairingResult {
  /** OpenSSH form; goes into the vault and nowhere else. */
  readonly privateKey: string;
  readonly publicKey: string;
  readonly facts: Facts;
}

/** Finding, looking at and pairing machines. */
export interface Pairing {
  discover(onFound: (found: EmittedBy<'pairing.discover'>) => void, signal: AbortSignal): Promise<void>;
  inspect(address: string, port: number, signal: AbortSignal): Promise<{ keyType: string; fingerprint: string }>;
  /** Leaves nothing behind if it fails or the signal is aborted. */
  pair(
    request: PairingRequest,
    onStep: (step: Extract<EmittedBy<'pairing.pair'>, { kind: 'step' }>) => void,
    signal: AbortSignal,
  ): Promise<PairingResult>;
}

/** Signing in to a mailbox by the browser. */
export interface MailSignInSurroundings {
  /** `resources/mail-sign-in.json`. */
  readonly issuersFile: string;
  readonly line: Line;
  /** Opens an address in the person's browser, if this host may; false if it did not. */
  readonly openAddress?: ((url: string) => Promise<boolean>) | undefined;
  /** How long a person has; ten minutes if not given. */
  readonly milliseconds?: number | undefined;
}

/** What the calls work with; made once by the host. */
export interface CallSurroundings {
  readonly facts: AppFacts;
  readonly panel: Panel;
  /** Who is signed in at which window. */
  readonly signIns: SignIns;
  readonly vault: Vault;
  readonly redaction: Redaction;
  readonly log: Log;
  readonly connections: ConnectionPool;
  readonly bonctl: Bonctl;
  readonly pairing: Pairing;
  readonly payloads: Payloads;
  readonly runbooksFolder: string;
  /** `resources/mail-providers.json`. */
  readonly mailProvidersFile: string;
  readonly mailSignIn: MailSignInSurroundings;
  readonly practice: PracticeHolder;
  readonly signers: Signers;
  readonly printPage: PrintPage;
  /** How a file that a person takes along is written. */
  readonly saveFile: SaveFile;
  /** Where this PC's log and crash reports lie. */
  readonly logFolder: string;
  /** Where the window's fonts lie, for what is printed. */
  readonly fontsFolder: string;
}
