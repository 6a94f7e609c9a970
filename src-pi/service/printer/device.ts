import { Worker } from 'node:worker_threads';
import type { OpenPrinter, PrinterConnection } from './connection.ts';
import { type DeviceMessage, type DeviceRequest, pulseIndex } from './device-protocol.ts';

/** A thread that has not moved for so long is stuck in the driver. */
const stuckMilliseconds = 5000;
const openMilliseconds = 5000;
const farewellMilliseconds = 1000;

/**
 * A device file such as `/dev/usb/lp0`. `path` is asked at each opening, because a printer that is plugged in again may come back
 * under another name. `workerFile` is the program of its thread.
 */
export function devicePrinter(path: () => string, workerFile: string): OpenPrinter {
  return async () => {
    const pulse = new SharedArrayBuffer(4);
    const worker = new Worker(workerFile, {
      workerData: { path: path(), pulse },
      resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
    });
    const opened = Promise.withResolvers<void>();
    const connection = overThread(worker, new Int32Array(pulse), opened);
    const timer = setTimeout(() => opened.reject(new Error('the device does not open')), openMilliseconds);
    try {
      await opened.promise;
      return connection;
    } catch (error) {
      // Not waited for: a thread that is stuck in the driver does not end.
      void worker.terminate();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
}

function overThread(
  worker: Worker,
  counter: Int32Array<SharedArrayBuffer>,
  opened: { resolve(): void; reject(error: Error): void },
): PrinterConnection {
  const listeners = new Set<(bytes: Uint8Array) => void>();
  const writing = new Map<number, { resolve(): void; reject(error: Error): void }>();
  const closed = Promise.withResolvers<string>();
  let gone = false;
  let lastId = 0;
  let seen = -1;
  let moved = performance.now();

  const ends = (code: string) => {
    if (gone) return;
    gone = true;
    clearInterval(watch);
    worker.unref();
    opened.reject(Object.assign(new Error(`device: ${code}`), { code }));
    for (const { reject } of writing.values()) reject(new Error(`the device is gone: ${code}`));
    writing.clear();
    closed.resolve(code);
  };
  const watch = setInterval(() => {
    const now = Atomics.load(counter, pulseIndex);
    if (now !== seen) {
      seen = now;
      moved = performance.now();
    } else if (performance.now() - moved > stuckMilliseconds) ends('stuck');
  }, stuckMilliseconds / 5);
  watch.unref();

  worker.on('message', (message: DeviceMessage) => {
    if (message.kind === 'opened') opened.resolve();
    else if (message.kind === 'gone') ends(message.code);
    else if (message.kind === 'bytes') for (const listener of listeners) listener(message.bytes);
    else {
      writing.get(message.id)?.resolve();
      writing.delete(message.id);
    }
  });
  worker.on('error', (error) => ends(error instanceof Error ? error.message : String(error)));
  worker.on('exit', () => ends('thread ended'));

  const send = (request: DeviceRequest) => {
    worker.postMessage(request);
    Atomics.notify(counter, pulseIndex);
  };
  return {
    write(bytes) {
      if (gone) return Promise.reject(new Error('the device is gone'));
      const id = ++lastId;
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      writing.set(id, { resolve, reject });
      send({ kind: 'write', id, bytes: Uint8Array.from(bytes) });
      return promise;
    },
    onBytes(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    closed: closed.promise,
    isClosed: () => gone,
    async end() {
      if (gone) return;
      send({ kind: 'end' });
      const timer = setTimeout(() => {
        void worker.terminate();
        ends('did not let go');
      }, farewellMilliseconds);
      await closed.promise;
      clearTimeout(timer);
    },
  };
}
