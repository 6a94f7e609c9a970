/** One ticket on the tape: the bytes in the order in which they became paper, readable alone by `decodePaper`. */
export interface TapeTicket {
  readonly index: number;
  readonly startedAt: string;
  readonly bytes: Uint8Array;
  /** The cutter went through. */
  readonly complete: boolean;
  readonly processIds: readonly string[];
}

export type TapeEvent =
  | { readonly kind: 'ticket started'; readonly index: number }
  | { readonly kind: 'line'; readonly index: number }
  | { readonly kind: 'cut'; readonly index: number };

interface OpenTicket {
  startedAt: string;
  chunks: Uint8Array[];
  complete: boolean;
  processIds: string[];
}

/** The paper that has left the printer since it was made. Bounded: of the oldest of more than 2000 tickets the bytes go. */
export interface Tape {
  tickets(): TapeTicket[];
  ticket(index: number): TapeTicket | undefined;
  /** Bytes that moved the paper or go before them. `prelude` is the printer's style from before, for a ticket that begins. */
  print(bytes: Uint8Array, prelude: Uint8Array): void;
  /** Bytes behind the last cut that belong to the ticket before it. */
  append(bytes: Uint8Array): void;
  passed(processId: string): void;
  cut(): void;
  /** The strip is torn off without a cut; what comes next is another ticket. */
  tear(): void;
}

const maximumTickets = 2000;

/** An empty tape; `tell` hears of each ticket, line and cut. */
export function makeTape(tell: (event: TapeEvent) => void): Tape {
  const all: OpenTicket[] = [];
  let open: OpenTicket | undefined;

  const readable = (index: number): TapeTicket | undefined => {
    const found = all[index];
    return (
      found && {
        index,
        startedAt: found.startedAt,
        bytes: joined(found.chunks),
        complete: found.complete,
        processIds: [...found.processIds],
      }
    );
  };
  const begin = (prelude: Uint8Array): OpenTicket => {
    const ticket = { startedAt: new Date().toISOString(), chunks: [prelude], complete: false, processIds: [] };
    all.push(ticket);
    const old = all[all.length - 1 - maximumTickets];
    if (old) old.chunks = [];
    tell({ kind: 'ticket started', index: all.length - 1 });
    return ticket;
  };
  return {
    tickets: () => all.map((_, index) => readable(index)).filter((ticket) => ticket !== undefined),
    ticket: readable,
    print(bytes, prelude) {
      open ??= begin(prelude);
      open.chunks.push(bytes);
      tell({ kind: 'line', index: all.length - 1 });
    },
    append(bytes) {
      (open ?? all.at(-1))?.chunks.push(bytes);
    },
    passed(processId) {
      (open ?? all.at(-1))?.processIds.push(processId);
    },
    cut() {
      if (!open) return;
      open.complete = true;
      open = undefined;
      tell({ kind: 'cut', index: all.length - 1 });
    },
    tear() {
      open = undefined;
    },
  };
}

export function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
