import { rmSync } from 'node:fs';
import { type StorageFault, storageFault } from './faults.ts';

export interface Parking<Request> {
  /** Does it at once, or lets it wait behind those that wait for the disk. */
  take(request: Request): void;
}

interface Fault {
  readonly kind: StorageFault;
  readonly error: unknown;
}

const tryAgainMilliseconds = 1000;

/**
 * While the disk takes no bytes, what must be written waits in its order, and the first of it is tried again each second. So a
 * disk that is full or read-only is to everybody else a disk that is slow: nothing is lost, nothing overtakes. On a full disk
 * the reserve is deleted first.
 */
export function parking<Request>(parts: {
  readonly reserve: string | undefined;
  /** Throws what is the disk's fault; anything else it deals with itself. */
  readonly work: (request: Request) => void;
  /** Is tried while nothing waits, to see whether the disk is back. Throws if it is not. */
  readonly probe: () => void;
  /** Does it make sense to do this later? */
  readonly mayWait: (request: Request, fault: StorageFault) => boolean;
  readonly onParked: (request: Request) => void;
  readonly onRefused: (request: Request, error: unknown) => void;
  readonly onFault: (fault: StorageFault | null, detail: string) => void;
  readonly onReserveReleased: () => void;
}): Parking<Request> {
  const queue: Request[] = [];
  let told: StorageFault | null = null;
  let timer: NodeJS.Timeout | null = null;

  const attempt = (work: () => void): Fault | null => {
    try {
      work();
      return null;
    } catch (error) {
      const kind = storageFault(error);
      if (kind === null) throw error;
      return { kind, error };
    }
  };
  const attemptWithReserve = (work: () => void): Fault | null => {
    const fault = attempt(work);
    if (fault?.kind !== 'full' || !release(parts.reserve)) return fault;
    parts.onReserveReleased();
    return attempt(work);
  };
  const tell = (fault: Fault | null) => {
    if (fault && timer === null) timer = setTimeout(tryAgain, tryAgainMilliseconds);
    if ((fault?.kind ?? null) === told) return;
    told = fault?.kind ?? null;
    parts.onFault(told, fault?.error instanceof Error ? fault.error.message : '');
  };
  const tryAgain = () => {
    timer = null;
    do {
      const [first] = queue;
      const fault = attemptWithReserve(() => (first === undefined ? parts.probe() : parts.work(first)));
      tell(fault);
      if (fault) return;
      queue.shift();
    } while (queue.length > 0);
  };
  return {
    take(request) {
      const fault = queue.length === 0 ? attemptWithReserve(() => parts.work(request)) : null;
      if (queue.length === 0) tell(fault);
      if (queue.length === 0 && !fault) return;
      if (fault && !parts.mayWait(request, fault.kind)) parts.onRefused(request, fault.error);
      else {
        queue.push(request);
        parts.onParked(request);
      }
    },
  };
}

/** Answers whether there was one to delete. */
function release(reserve: string | undefined): boolean {
  if (!reserve) return false;
  try {
    rmSync(reserve);
    return true;
  } catch {
    return false;
  }
}
