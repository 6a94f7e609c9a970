import type { Command } from '../../../src-shared/paper/commands.ts';
import { nextCommand } from '../../../src-shared/paper/commands.ts';

/** The printer's memory for bytes that it has not worked on. */
export interface ReceiveBuffer {
  /** Bytes in it. */
  size(): number;
  add(bytes: Uint8Array): void;
  /** Takes the next whole command out; undefined if there is none yet. */
  take(): Command | undefined;
  /** Puts nothing back, forgets everything. */
  clear(): void;
}

/** An empty buffer. It does not limit itself: the connection stops reading when `size` is enough. */
export function makeReceiveBuffer(): ReceiveBuffer {
  let bytes = new Uint8Array(0);
  let at = 0;
  return {
    size: () => bytes.length - at,
    add(more) {
      const next = new Uint8Array(bytes.length - at + more.length);
      next.set(bytes.subarray(at));
      next.set(more, bytes.length - at);
      bytes = next;
      at = 0;
    },
    take() {
      const command = nextCommand(bytes, at);
      if (command) at = command.end;
      return command;
    },
    clear() {
      bytes = new Uint8Array(0);
      at = 0;
    },
  };
}

/** `end` is how many bytes of the chunk are behind it: what comes after is not there yet when the printer acts. */
export type RealTimeRequest = { readonly kind: 'status' | 'recover'; readonly n: number; readonly end: number };

/**
 * Finds `DLE EOT n` and `DLE ENQ n` in the stream as it arrives, wherever they stand (also inside a picture: Epson warns of
 * that), over any split into chunks. A printer acts on them at once, before everything that waits in its buffer.
 */
export function makeRealTimeEar(): (bytes: Uint8Array) => RealTimeRequest[] {
  let heard: 'nothing' | 'DLE' | 'status' | 'recover' = 'nothing';
  return (bytes) => {
    const found: RealTimeRequest[] = [];
    for (const [index, byte] of bytes.entries()) {
      if (heard === 'status' || heard === 'recover') {
        found.push({ kind: heard, n: byte, end: index + 1 });
        heard = 'nothing';
      } else if (heard === 'DLE' && (byte === 0x04 || byte === 0x05)) heard = byte === 0x04 ? 'status' : 'recover';
      else heard = byte === 0x10 ? 'DLE' : 'nothing';
    }
    return found;
  };
}
