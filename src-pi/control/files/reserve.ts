import { closeSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { type Machine, placeOn } from '../machine.ts';

/** Bytes that a way back may need: its journal, the guard's verdict, settings, the log of a down-migration. */
const reserveBytes = 16 * 1024 * 1024;

function reserveFile(machine: Machine): string {
  return placeOn(machine, 'state', 'reserve');
}

/** Lays space by for the way back, once: a disk that fills up in a run must not keep it from being taken back. */
export function keepReserve(machine: Machine): void {
  const file = reserveFile(machine);
  if (statSync(file, { throwIfNoEntry: false })?.size === reserveBytes) return;
  try {
    const handle = openSync(file, 'w', 0o600);
    try {
      const piece = Buffer.alloc(1024 * 1024);
      for (let written = 0; written < reserveBytes; ) written += writeSync(handle, piece);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // a disk as full as that is the first step's no
    rmSync(file, { force: true });
  }
}

/** Gives the space that was laid by, because the way back begins. */
export function giveReserve(machine: Machine): void {
  try {
    rmSync(reserveFile(machine), { force: true });
  } catch {
    // a card that can only be read: whoever needs the space will say so
  }
}
