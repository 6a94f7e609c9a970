/** What a printer says. Source: Epson ESC/POS APG v10.01, appendix G (identification of transmitted data). */
export type PrinterAnswer =
  /** One byte, the answer to DLE EOT. */
  | { readonly kind: 'real-time'; readonly byte: number }
  /** Four bytes that the printer sends by itself when its state changes (GS a). */
  | { readonly kind: 'automatic'; readonly bytes: readonly [number, number, number, number] }
  /** One byte, the answer to GS r. */
  | { readonly kind: 'fence'; readonly byte: number }
  /** GS ( H: what was sent before this identity has been printed. */
  | { readonly kind: 'process-id'; readonly id: string }
  /** A block of GS I: maker, model, serial number, in the order of asking. */
  | { readonly kind: 'identity'; readonly text: string }
  | { readonly kind: 'other'; readonly bytes: readonly number[] };

const blockHeaders = new Set([0x35, 0x37, 0x3b, 0x3d, 0x5f]);
const longestBlock = 256;

/**
 * Takes the printer's bytes apart, however the network has cut them. The second to fourth byte of an automatic status look like
 * the answer to a fence, so the four are taken as one group; a block runs from its header to NUL.
 */
export function answerReader(tell: (answer: PrinterAnswer) => void): (bytes: Uint8Array) => void {
  let group: number[] = [];
  let block: number[] = [];

  const take = (byte: number): void => {
    if (block.length > 0) {
      if (byte !== 0 && block.length < longestBlock) {
        block.push(byte);
        return;
      }
      tell(blockAnswer(block));
      block = [];
      return;
    }
    if (group.length > 0) {
      if ((byte & 0x90) === 0) {
        group.push(byte);
        if (group.length === 4) {
          tell({ kind: 'automatic', bytes: group as [number, number, number, number] });
          group = [];
        }
        return;
      }
      group = [];
    }
    if ((byte & 0x93) === 0x12) tell({ kind: 'real-time', byte });
    else if ((byte & 0x93) === 0x10) group = [byte];
    else if (blockHeaders.has(byte)) block = [byte];
    else if ((byte & 0x90) === 0) tell({ kind: 'fence', byte });
    else tell({ kind: 'other', bytes: [byte] });
  };
  return (bytes) => {
    for (const byte of bytes) take(byte);
  };
}

function blockAnswer(block: readonly number[]): PrinterAnswer {
  if (block[0] === 0x37 && block[1] === 0x22 && block.length === 6)
    return { kind: 'process-id', id: String.fromCharCode(...block.slice(2)) };
  if (block[0] === 0x5f) return { kind: 'identity', text: String.fromCharCode(...block.slice(1)) };
  return { kind: 'other', bytes: block };
}
