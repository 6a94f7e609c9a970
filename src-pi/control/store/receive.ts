import type { Readable } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';
import { z } from 'zod';
import { sha256Schema } from '../../../src-shared/bonctl/release.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import type { Machine } from '../machine.ts';
import { type ContentWriter, receiveContent } from './store.ts';

/** The line before the bytes of one content. `bytes` is how many follow on the wire. */
export const frameHeaderSchema = z.strictObject({
  sha256: sha256Schema,
  size: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31),
  offset: z.number().int().min(0),
  encoding: z.enum(['zstd', 'none']),
  bytes: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31),
});
type FrameHeader = z.infer<typeof frameHeaderSchema>;

const longestHeader = 4096;

/** Takes lines and counted bytes out of one stream. */
export interface FrameSource {
  /** The next line without its end, or `null` at the end of the stream. */
  line(): Promise<string | null>;
  bytes(count: number): AsyncGenerator<Buffer>;
}

/** Reads frames from a stream that may hold bytes already read (`first`). */
export function frameSource(input: Readable, first: Buffer): FrameSource {
  const iterator = input[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let held = first;
  const more = async () => {
    const next = await iterator.next();
    if (next.done) return false;
    held = held.length === 0 ? next.value : Buffer.concat([held, next.value]);
    return true;
  };
  return {
    async line() {
      let end = held.indexOf(10);
      while (end < 0) {
        if (held.length > longestHeader) throw refuse('upload.damaged', { sha256: 'frame header' });
        if (!(await more())) return null;
        end = held.indexOf(10);
      }
      const line = held.subarray(0, end).toString('utf8');
      held = held.subarray(end + 1);
      return line;
    },
    async *bytes(count) {
      for (let left = count; left > 0; ) {
        if (held.length === 0 && !(await more()))
          throw refuse('upload.interrupted', { sentBytes: count - left, totalBytes: count }, { retry: 'now' });
        const piece = held.subarray(0, left);
        held = held.subarray(piece.length);
        left -= piece.length;
        yield piece;
      }
    },
  };
}

/** Receives contents until the stream ends. `stored` hears of each one that is verified and in its place. */
export async function receiveFrames(
  machine: Machine,
  source: FrameSource,
  stored: (sha256: string) => void,
): Promise<number> {
  let count = 0;
  for (let line = await source.line(); line !== null; line = await source.line()) {
    if (line === '') continue;
    const header = frameHeaderSchema.parse(JSON.parse(line));
    const writer = receiveContent(machine, header.sha256, header.size, header.offset);
    try {
      await writeFrame(header, source, writer);
    } catch (problem) {
      writer.interrupt();
      throw problem;
    }
    await writer.finish();
    stored(header.sha256);
    count += 1;
  }
  return count;
}

async function writeFrame(header: FrameHeader, source: FrameSource, writer: ContentWriter): Promise<void> {
  if (header.encoding === 'none') {
    for await (const piece of source.bytes(header.bytes)) writer.write(piece);
    return;
  }
  const unpack = createZstdDecompress();
  const writing = (async () => {
    for await (const piece of unpack) writer.write(piece as Buffer);
  })();
  writing.catch(() => unpack.destroy());
  try {
    for await (const piece of source.bytes(header.bytes)) {
      if (!unpack.write(piece)) await Promise.race([new Promise((resolve) => unpack.once('drain', resolve)), writing]);
    }
  } finally {
    unpack.end();
    await writing.catch(() => {});
  }
  await writing;
}
