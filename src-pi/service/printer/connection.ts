/**
 * A line to a printer, whatever it is made of. What was given to `write` is not printed, and not even delivered: success is only
 * what the printer answers.
 */
export interface PrinterConnection {
  /** Resolves when the bytes have left this process. Rejects when the line is gone. */
  write(bytes: Uint8Array): Promise<void>;
  /** Hears every byte that the printer says. Reading never stops: unread bytes would make the system reset the line and lose ours. */
  onBytes(listener: (bytes: Uint8Array) => void): () => void;
  /** Resolves, never rejects, when the line is gone, with the reason for the log. */
  readonly closed: Promise<string>;
  readonly isClosed: () => boolean;
  /** Closes after everything written has gone out; gives up after a second. */
  end(): Promise<void>;
}

/** Opens the one line to the printer. Rejects in time when there is none. */
export type OpenPrinter = () => Promise<PrinterConnection>;
