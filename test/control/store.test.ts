import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { zstdCompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Machine } from '../../src-pi/control/machine.ts';
import { frameSource, receiveFrames } from '../../src-pi/control/store/receive.ts';
import { bytesHere, contentFile } from '../../src-pi/control/store/store.ts';
import { places } from '../../src-shared/bonctl/places.ts';

let machine: Machine;
beforeEach(() => {
  machine = { root: mkdtempSync(join(tmpdir(), 'bonwart-store-')) } as Machine;
});
afterEach(() => rmSync(machine.root, { recursive: true }));

const hash = (content: Buffer) => createHash('sha256').update(content).digest('hex');

interface Frame {
  readonly content: Buffer;
  readonly offset?: number;
  readonly encoding?: 'zstd' | 'none';
  readonly sha256?: string;
  /** How many of the frame's bytes come before the line is cut. */
  readonly cutAfter?: number;
}

function wire({ content, offset = 0, encoding = 'none', sha256 = hash(content), cutAfter }: Frame): Buffer {
  const rest = content.subarray(offset);
  const bytes = encoding === 'zstd' ? zstdCompressSync(rest) : rest;
  const header = { sha256, size: content.length, offset, encoding, bytes: bytes.length };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), bytes.subarray(0, cutAfter ?? bytes.length)]);
}

/** Sends frames in pieces of `piece` bytes; the first piece was read already, with the request line. */
async function send(frames: readonly Frame[], piece = 1000): Promise<string[]> {
  const all = Buffer.concat(frames.map(wire));
  const pieces = Array.from({ length: Math.ceil(all.length / piece) }, (_, index) =>
    all.subarray(index * piece, (index + 1) * piece),
  );
  const [first = Buffer.alloc(0), ...others] = pieces;
  const stored: string[] = [];
  await receiveFrames(machine, frameSource(Readable.from(others), first), (sha256) => stored.push(sha256));
  return stored;
}

test('contents arrive whole, plain and compressed, however the wire cuts them', async () => {
  const contents = [randomBytes(5000), Buffer.from('Döner '.repeat(4000)), Buffer.alloc(0), Buffer.from([10, 10, 10])];
  for (const piece of [1, 7, 64, 100_000]) {
    rmSync(join(machine.root, 'opt'), { recursive: true, force: true });
    const frames = contents.map((content, index) => ({ content, encoding: index % 2 ? 'zstd' : 'none' }) as const);
    expect(await send(frames, piece)).toEqual(contents.map(hash));
    for (const content of contents) expect(readFileSync(contentFile(machine, hash(content)))).toEqual(content);
  }
});

test('a cut transfer keeps what came and goes on from there', async () => {
  const content = randomBytes(300_000);
  await expect(send([{ content, cutAfter: 250_000 }])).rejects.toThrow('upload.interrupted');
  expect(existsSync(contentFile(machine, hash(content)))).toBe(false);
  const here = bytesHere(machine, hash(content), content.length);
  expect(here).toBe(250_000);
  await send([{ content, offset: here }]);
  expect(readFileSync(contentFile(machine, hash(content)))).toEqual(content);
  expect(readdirSync(join(machine.root, places.store))).toEqual([hash(content)]);
});

test('a compressed transfer that was cut goes on with what could be unpacked', async () => {
  const content = Buffer.concat([randomBytes(400_000), Buffer.alloc(400_000, 'x')]);
  await expect(send([{ content, encoding: 'zstd', cutAfter: 300_000 }])).rejects.toThrow('upload.interrupted');
  const here = bytesHere(machine, hash(content), content.length);
  expect(here).toBeGreaterThan(0);
  await send([{ content, offset: here, encoding: 'zstd' }]);
  expect(readFileSync(contentFile(machine, hash(content)))).toEqual(content);
});

test('a content that is not what its hash says never gets its name', async () => {
  const content = randomBytes(1000);
  await expect(send([{ content, sha256: hash(Buffer.from('another')) }])).rejects.toThrow('upload.damaged');
  expect(readdirSync(join(machine.root, places.store))).toEqual([]);
});

test('compressed bytes that are none are refused', async () => {
  const content = randomBytes(1000);
  const bytes = randomBytes(500);
  const header = { sha256: hash(content), size: content.length, offset: 0, encoding: 'zstd', bytes: bytes.length };
  const source = frameSource(Readable.from([bytes]), Buffer.from(`${JSON.stringify(header)}\n`));
  await expect(receiveFrames(machine, source, () => {})).rejects.toThrow();
  expect(existsSync(contentFile(machine, hash(content)))).toBe(false);
});

test('more bytes than announced are refused, so that a small file cannot unpack to a full disk', async () => {
  const bomb = zstdCompressSync(Buffer.alloc(20_000_000));
  const sha256 = hash(Buffer.from('small'));
  const header = { sha256, size: 1000, offset: 0, encoding: 'zstd', bytes: bomb.length };
  const source = frameSource(Readable.from([bomb]), Buffer.from(`${JSON.stringify(header)}\n`));
  await expect(receiveFrames(machine, source, () => {})).rejects.toThrow('upload.damaged');
  const left = readdirSync(join(machine.root, places.store)).map(
    (name) => statSync(join(machine.root, places.store, name)).size,
  );
  expect(Math.max(0, ...left)).toBeLessThanOrEqual(1000);
});

test('an offset that is not where the last transfer ended is refused', async () => {
  const content = randomBytes(1000);
  await expect(send([{ content, offset: 500 }])).rejects.toThrow('upload.damaged');
});

test('a header that names a path instead of a hash is refused', async () => {
  const header = { sha256: '../../etc/passwd', size: 1, offset: 0, encoding: 'none', bytes: 1 };
  const source = frameSource(Readable.from([]), Buffer.from(`${JSON.stringify(header)}\nx`));
  await expect(receiveFrames(machine, source, () => {})).rejects.toThrow();
});
