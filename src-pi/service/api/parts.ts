import type { DatabaseClient } from '../database/client.ts';
import type { Log } from '../life/log.ts';
import type { StatusBoard } from '../status-board.ts';

/** What the calls are answered from. */
export interface ServiceParts {
  readonly database: DatabaseClient;
  readonly board: StatusBoard;
  readonly log: Log;
  readonly schema: number;
  readonly notifications: { readonly enabled: boolean; readonly configured: boolean };
  /** Callers from other machines must bring it; empty where nobody but this machine can call. */
  readonly token: string;
  /** Makes a backup of the database now. */
  backUp(): Promise<{ readonly path: string; readonly bytes: number }>;
  /** Looks for orders now; resolves after that look. */
  lookAtShop(): Promise<void>;
  wakePrinter(): void;
  /** A ticket that stands still in a printer is to be printed anew. False: no printer has it. */
  printAnew(jobId: number): boolean;
}
