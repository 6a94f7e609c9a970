import type { Restaurant, RestaurantPrinter } from '../../../src-shared/service/restaurant.ts';
import type { DatabaseClient } from '../database/client.ts';
import type { ReadDatabase } from '../database/last-known.ts';
import type { CircuitBreaker } from '../healing/circuit-breaker.ts';
import type { FigureBook } from '../healing/figures.ts';
import type { PanelWatch } from '../healing/panel-watch.ts';
import type { SampleBook } from '../healing/sample-book.ts';
import type { Watch } from '../healing/watch.ts';
import type { Log } from '../life/log.ts';
import type { PostOffice } from '../mail/post-office.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Recovery } from '../recovery/recovery.ts';
import type { StatusBoard } from '../status-board.ts';
import type { RestaurantIdentity } from '../tickets/kit.ts';
import type { TicketSlips } from '../tickets/slips.ts';
import type { SignatureCheck } from '../wix/webhook-signature.ts';

/** What the calls are answered from. */
export interface ServiceParts {
  readonly database: DatabaseClient;
  /** What a GET asks of the database: while the disk hangs it is told what is known. */
  readonly read: ReadDatabase;
  readonly board: StatusBoard;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly schema: number;
  /** The service is about to end: who listens for ever is let go. */
  readonly ending: AbortSignal;
  readonly postOffice: PostOffice;
  /** Callers from other machines must bring it; empty where nobody but this machine can call. */
  readonly token: string;
  /** Makes a backup of the database now. */
  backUp(): Promise<{ readonly path: string; readonly bytes: number }>;
  readonly restaurant: RestaurantPart;
  readonly recovery: Recovery;
  readonly watch: Watch;
  readonly panels: PanelWatch;
  readonly figures: FigureBook;
  readonly samples: SampleBook;
  readonly breakers: readonly CircuitBreaker[];
  /** Looks for orders now; resolves after that look. */
  lookAtShop(): Promise<void>;
  /** Is this the shop's own word? */
  readonly checkWebhook: SignatureCheck;
  wakePrinter(): void;
  /** A ticket that stands still in a printer is to be printed anew. False: no printer has it. */
  printAnew(jobId: number): boolean;
}

/** What the calls about the restaurant need. */
export interface RestaurantPart {
  /** The one that this process was started with. */
  readonly active: Restaurant;
  readonly identity: RestaurantIdentity;
  readonly timeZone: string | undefined;
  /** What `.env` says of the printer, see `restaurant/stored.ts`. */
  readonly settingsPrinter: string;
  slipsOf(printer: RestaurantPrinter): TicketSlips;
  restartSoon(reason: string): void;
}
