import type { PrinterSwitches } from './switches.ts';

/** What the status bytes speak of. `waiting`: the cause has gone, but recovery wants a command. */
export type Condition = Pick<PrinterSwitches, 'paper' | 'cover' | 'cutter' | 'head' | 'broken'> & {
  readonly waiting: boolean;
};

const bit = (on: boolean, value: number): number => (on ? value : 0);
const jammed = (condition: Condition): boolean => condition.cutter === 'jammed';

/** An offline printer leaves its receive buffer alone; only real-time requests are answered. */
export function isOffline(condition: Condition): boolean {
  return (
    condition.paper === 'end' ||
    condition.cover === 'open' ||
    jammed(condition) ||
    condition.head === 'overheated' ||
    condition.broken ||
    condition.waiting
  );
}

function hasError(condition: Condition): boolean {
  return jammed(condition) || condition.head === 'overheated' || condition.broken || condition.waiting;
}

/** Answer to `DLE EOT n` (n = 1 printer, 2 cause of being offline, 3 cause of the error, 4 paper); Epson's bits, `0xx1xx10`. */
export function realTimeStatus(n: number, condition: Condition): number | undefined {
  const frame = 0x12;
  switch (n) {
    case 1:
      return frame | 0x04 | bit(isOffline(condition), 0x08) | bit(condition.waiting, 0x20);
    case 2:
      return (
        frame |
        bit(condition.cover === 'open', 0x04) |
        bit(condition.paper === 'end', 0x20) |
        bit(hasError(condition), 0x40)
      );
    case 3:
      return (
        frame |
        bit(condition.waiting, 0x04) |
        bit(jammed(condition), 0x08) |
        bit(condition.broken, 0x20) |
        bit(condition.head === 'overheated', 0x40)
      );
    case 4:
      return frame | bit(condition.paper !== 'enough', 0x0c) | bit(condition.paper === 'end', 0x60);
    default:
      return undefined;
  }
}

/** The four bytes of an automatic status message (`GS a`): first `0xx1xx00`, the others `0xx0xxxx`. */
export function automaticStatus(condition: Condition): Uint8Array {
  return Uint8Array.of(
    0x14 | bit(isOffline(condition), 0x08) | bit(condition.cover === 'open', 0x20),
    bit(condition.waiting, 0x04) |
      bit(jammed(condition), 0x08) |
      bit(condition.broken, 0x20) |
      bit(condition.head === 'overheated', 0x40),
    paperSensors(condition),
    0x0f,
  );
}

/** Bits of `GS r 1` and of the third automatic status byte. */
export function paperSensors(condition: Condition): number {
  return bit(condition.paper !== 'enough', 0x03) | bit(condition.paper === 'end', 0x0c);
}

const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));

/** Answer to `GS I n`: one byte for 1 to 3, a block `5F … 00` for 65 to 69. */
export function identity(n: number, serialNumber: string): Uint8Array | undefined {
  const blocks: Record<number, string> = {
    65: '1.00 ESC/POS',
    66: 'EPSON',
    67: 'TM-m30III',
    68: serialNumber,
    69: 'PC437',
  };
  const numbers: Record<number, number> = { 1: 0x20, 2: 0x02, 3: 0x01, 49: 0x20, 50: 0x02, 51: 0x01 };
  const block = blocks[n];
  if (block !== undefined) return Uint8Array.from([0x5f, ...ascii(block), 0]);
  const number = numbers[n];
  return number === undefined ? undefined : Uint8Array.of(number);
}

/** Answer to `GS ( H` function 48 when the paper has passed it: `37 22 d1 d2 d3 d4 00`. */
export function processIdEcho(id: string): Uint8Array {
  return Uint8Array.from([0x37, 0x22, ...ascii(id), 0]);
}
