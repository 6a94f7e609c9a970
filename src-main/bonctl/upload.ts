import { createReadStream, existsSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { zstdCompress } from 'node:zlib';
import type { ReleaseManifest } from '../../src-shared/bonctl/release.ts';
import { Refusal, refuse } from '../../src-shared/contract/errors.ts';
import type { RemoteHost } from '../ssh/remote-host.ts';
import { callBonctl } from './call.ts';

const compress = promisify(zstdCompress);
/** Milliseconds between two words about the progress. */
const tellEveryMs = 100;

export interface UploadProgress {
  readonly sentBytes: number;
  readonly totalBytes: number;
  readonly files: number;
  readonly complete: boolean;
}

interface Content {
  readonly sha256: string;
  readonly size: number;
  readonly haveBytes: number;
  /** Bytes on the wire as far as known before. */
  readonly estimatedBytes: number;
}

/**
 * Sends what the target's store lacks of a release: whole contents as they lie compressed in the payload, interrupted ones
 * from where they broke off. Throws `upload.interrupted` if the connection is lost; the next call goes on.
 */
export async function uploadRelease(
  host: RemoteHost,
  kind: 'pi' | 'practice',
  objects: string,
  manifest: ReleaseManifest,
  onProgress: (progress: UploadProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const sizes = new Map(manifest.files.map(({ sha256, size }) => [sha256, size]));
  const files = [...sizes].map(([sha256, size]) => ({ sha256, size }));
  const { missing } = await callBonctl(host, kind, 'store.missing', { files }, { signal });
  const contents = missing.map(({ sha256, haveBytes }): Content => {
    const size = sizes.get(sha256) ?? 0;
    const packed = join(objects, `${sha256}.zst`);
    if (!existsSync(join(objects, sha256)))
      throw refuse('pairing.no-payload', { architecture: manifest.architecture }, { cause: `${sha256} is missing` });
    const whole = haveBytes === 0 && existsSync(packed);
    return { sha256, size, haveBytes, estimatedBytes: whole ? statSync(packed).size : size - haveBytes };
  });
  const totalBytes = contents.reduce((sum, { estimatedBytes }) => sum + estimatedBytes, 0);
  let sentBytes = 0;
  let toldAt = 0;
  const tell = (complete: boolean) => {
    if (!complete && Date.now() - toldAt < tellEveryMs) return;
    toldAt = Date.now();
    onProgress({
      sentBytes: complete ? totalBytes : Math.min(sentBytes, totalBytes),
      totalBytes,
      files: contents.length,
      complete,
    });
  };

  tell(false);
  if (contents.length > 0) {
    const sendMore = async (input: Writable) => {
      for (const content of contents)
        await sendContent(objects, content, input, (bytes) => {
          sentBytes += bytes;
          tell(false);
        });
    };
    try {
      await callBonctl(host, kind, 'store.receive', {}, { signal, sendMore });
    } catch (error) {
      if (error instanceof Refusal && error.error.code.startsWith('connection.'))
        throw refuse('upload.interrupted', { sentBytes, totalBytes }, { cause: error.message, retry: 'now' });
      throw error;
    }
  }
  tell(true);
}

async function sendContent(
  objects: string,
  content: Content,
  input: Writable,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const { sha256, size, haveBytes } = content;
  const header = (bytes: number) => `${JSON.stringify({ sha256, size, offset: haveBytes, encoding: 'zstd', bytes })}\n`;
  const packed = join(objects, `${sha256}.zst`);
  if (haveBytes === 0 && existsSync(packed)) {
    await write(input, header(statSync(packed).size));
    for await (const part of createReadStream(packed, { highWaterMark: 256 * 1024 })) {
      await write(input, part as Buffer);
      onBytes((part as Buffer).length);
    }
    return;
  }
  const rest = await compress(await readFrom(join(objects, sha256), haveBytes, size));
  await write(input, header(rest.length));
  await write(input, rest);
  onBytes(size - haveBytes);
}

async function readFrom(file: string, offset: number, size: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    const buffer = Buffer.alloc(size - offset);
    await handle.read(buffer, 0, buffer.length, offset);
    return buffer;
  } finally {
    await handle.close();
  }
}

function hungUp(): NodeJS.ErrnoException {
  return Object.assign(new Error('the target has hung up'), { code: 'EPIPE' });
}

/** Writes and waits until there is room again, or the stream is gone. */
function write(input: Writable, bytes: Buffer | string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (input.destroyed || input.writableEnded) return reject(hungUp());
    if (input.write(bytes)) return resolve();
    const settle = (act: () => void) => {
      input.off('drain', drained);
      input.off('close', gone);
      act();
    };
    const drained = () => settle(resolve);
    const gone = () => settle(() => reject(hungUp()));
    input.on('drain', drained);
    input.on('close', gone);
  });
}
