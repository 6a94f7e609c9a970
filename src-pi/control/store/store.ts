import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { sha256Schema } from '../../../src-shared/bonctl/release.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { syncFolder } from '../files/durable.ts';
import { type Machine, placeOn } from '../machine.ts';

/** Where a content lies, by its hash. What lies there is whole and was verified. */
export function contentFile(machine: Machine, sha256: string): string {
  return placeOn(machine, 'store', sha256Schema.parse(sha256));
}

/** How many bytes of a content are here already: all, those of an interrupted transfer, or none. */
export function bytesHere(machine: Machine, sha256: string, size: number): number {
  const file = contentFile(machine, sha256);
  if (existsSync(file) && statSync(file).size === size) return size;
  const partial = `${file}.partial`;
  return existsSync(partial) ? Math.min(statSync(partial).size, size) : 0;
}

/** The SHA-256 of a file in hex, read in pieces. */
export async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/** Receives one content, going on at `offset` of an interrupted transfer. */
export interface ContentWriter {
  write(bytes: Buffer): void;
  /** Flushes, verifies and puts the content in its place. */
  finish(): Promise<void>;
  /** Keeps what came so far for the next try. */
  interrupt(): void;
}

/**
 * @throws Refusal `upload.damaged` if `offset` is not where the partial file ends, or from `finish` if the hash is another;
 * what was received is thrown away then.
 */
export function receiveContent(machine: Machine, sha256: string, size: number, offset: number): ContentWriter {
  const file = contentFile(machine, sha256);
  const partial = `${file}.partial`;
  mkdirSync(placeOn(machine, 'store'), { recursive: true, mode: 0o755 });
  if (offset === 0) rmSync(partial, { force: true });
  const here = existsSync(partial) ? statSync(partial).size : 0;
  if (here !== offset) throw refuse('upload.damaged', { sha256 }, { retry: 'now' });
  const handle = openSync(partial, 'a', 0o644);
  let length = offset;
  // what goes on after an interruption is hashed from the disk at the end
  const hash = offset === 0 ? createHash('sha256') : null;
  return {
    write(bytes) {
      if (length + bytes.length > size) throw refuse('upload.damaged', { sha256 }, { retry: 'now' });
      length += bytes.length;
      hash?.update(bytes);
      writeSync(handle, bytes);
    },
    async finish() {
      fsyncSync(handle);
      closeSync(handle);
      if (length !== size || (hash ? hash.digest('hex') : await hashOf(partial)) !== sha256) {
        rmSync(partial, { force: true });
        throw refuse('upload.damaged', { sha256 }, { retry: 'now' });
      }
      renameSync(partial, file);
      syncFolder(placeOn(machine, 'store'));
    },
    interrupt() {
      closeSync(handle);
    },
  };
}
