import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { type DeviceMessage, type DeviceRequest, type DeviceStart, pulseIndex } from './device-protocol.ts';

/*
 * The thread of one device file. A USB printer's driver may hold a call for ever, whatever the flags say; here that holds up
 * nobody: neither the event loop nor the threads that the rest of the service shares. The file is opened non-blocking, and what
 * would block is tried again after a short sleep. Reading never stops.
 */
const port = parentPort;
if (!port) throw new Error('device worker: must run as a worker thread');
const { path, pulse } = workerData as DeviceStart;
const counter = new Int32Array(pulse);
const tell = (message: DeviceMessage) => port.postMessage(message);

const busyMilliseconds = 4;
const idleMilliseconds = 40;
const pieceBytes = 4096;

const waiting: { id: number; bytes: Uint8Array }[] = [];
let ending = false;

try {
  const file = openSync(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
  tell({ kind: 'opened' });
  try {
    serve(file);
  } finally {
    closeSync(file);
  }
  tell({ kind: 'gone', code: 'ended' });
} catch (error) {
  tell({ kind: 'gone', code: (error as NodeJS.ErrnoException).code ?? String(error) });
}
port.close();

function serve(file: number): void {
  const buffer = new Uint8Array(pieceBytes);
  let quiet = 0;
  while (!ending) {
    takeRequests();
    const read = tried(() => readSync(file, buffer, 0, buffer.length, null));
    if (read > 0) tell({ kind: 'bytes', bytes: buffer.slice(0, read) });
    const first = waiting[0];
    const written = first ? tried(() => writeSync(file, first.bytes, 0, Math.min(first.bytes.length, pieceBytes))) : 0;
    if (first && written > 0) {
      first.bytes = first.bytes.subarray(written);
      if (first.bytes.length === 0) {
        waiting.shift();
        tell({ kind: 'written', id: first.id });
      }
    }
    quiet = read > 0 || written > 0 ? 0 : quiet + 1;
    const seen = Atomics.add(counter, pulseIndex, 1) + 1;
    if (quiet > 0) Atomics.wait(counter, pulseIndex, seen, quiet > 250 ? idleMilliseconds : busyMilliseconds);
  }
}

/** How many bytes went through; 0 when the device would block. */
function tried(call: () => number): number {
  try {
    return call();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 0;
    throw error;
  }
}

function takeRequests(): void {
  for (;;) {
    const received = port ? receiveMessageOnPort(port) : undefined;
    if (!received) return;
    const request = received.message as DeviceRequest;
    if (request.kind === 'end') ending = true;
    else waiting.push({ id: request.id, bytes: request.bytes });
  }
}
