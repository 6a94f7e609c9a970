import { z } from 'zod';

/** Everything that can be wrong with the virtual printer. `test/printer/run.ts` takes the same object over its control port. */
export const printerSwitchesSchema = z.strictObject({
  power: z.boolean(),
  /** What the network sees while it is off: refused connections, or (a device that vanished behind a switch) silence. */
  powerOff: z.enum(['refuse', 'vanish']),
  paper: z.enum(['enough', 'near-end', 'end']),
  /** Lines until the paper ends, in the middle of a ticket if need be. Null: the roll is long. */
  linesLeft: z.number().int().min(0).nullable(),
  cover: z.enum(['closed', 'open']),
  /** `jams-at-cut`: turns into `jammed` at the next cut, which then has not happened. */
  cutter: z.enum(['ok', 'jams-at-cut', 'jammed']),
  head: z.enum(['ok', 'overheated']),
  /** A mechanical error that only a technician ends. */
  broken: z.boolean(),
  /** After paper, cover or cutter are right again: go on, or wait for `DLE ENQ 1` (go on) or `2` (forget the rest). */
  recovery: z.enum(['by-itself', 'by-command']),
  /** `mute`: takes bytes and never says one, as cheap printers do. */
  answers: z.enum(['all', 'mute']),
  /** Echo of process ids (`GS ( H`); without it a printer can prove no more than that it processed the bytes. */
  processIds: z.boolean(),
  /** Understands `GS a`. */
  automaticStatus: z.boolean(),
  /** Automatic status messages too many: this number after each chunk of bytes, asked for or not. */
  statusFlood: z.number().int().min(0).max(1000),
  /** The cable is cut behind the plug: bytes vanish, nothing is answered, nothing is closed. */
  halfOpen: z.boolean(),
  /** Drops its connections; the next one is reset too, but wakes it. */
  asleep: z.boolean(),
  /** One connection at a time. The next waits unanswered until the first has gone, or is reset. */
  secondConnection: z.enum(['wait', 'refuse']),
  /** Resets the connection after this many more bytes, once. 0: at the next connect. What came before is printed. */
  resetAtByte: z.number().int().min(0).nullable(),
  /** 130 mm/s are 31, 300 mm/s are 71. Null: at once. */
  linesPerSecond: z.number().min(0.1).max(10_000).nullable(),
  /** What it tells when it is asked who it is. */
  serialNumber: z.string().regex(/^[\x21-\x7e]{1,30}$/),
  /** Size of the receive buffer; when it is full, the network waits. */
  bufferBytes: z.number().int().min(45).max(1_048_576),
});

export type PrinterSwitches = z.infer<typeof printerSwitchesSchema>;

/** A printer as it should be. */
export const goodPrinter: PrinterSwitches = {
  power: true,
  powerOff: 'refuse',
  paper: 'enough',
  linesLeft: null,
  cover: 'closed',
  cutter: 'ok',
  head: 'ok',
  broken: false,
  recovery: 'by-itself',
  answers: 'all',
  processIds: true,
  automaticStatus: true,
  statusFlood: 0,
  halfOpen: false,
  asleep: false,
  secondConnection: 'wait',
  resetAtByte: null,
  linesPerSecond: null,
  serialNumber: 'PRACTICE01',
  bufferBytes: 65_536,
};
