import { byteLine } from './byte-line.ts';
import { findBySerialNumber, serialNumberAt } from './find.ts';
import { underLease } from './lease.ts';
import type { OpenLine } from './line.ts';
import { networkPrinter } from './network.ts';

/** What a printer whose address changes needs to have kept. */
export interface AddressBook {
  /** Where it was found when it had left its own address; null if it has not. */
  found(): Promise<string | null>;
  moved(from: string, to: string | null): Promise<void>;
}

/**
 * A network printer that keeps its name but perhaps not its address (DHCP). When its address has been silent for a while it is
 * looked for by its serial number in the neighbourhood; one with another number is never taken. From an address that was found
 * it goes back to its own as soon as it is not there any more.
 */
export function wanderingPrinter(
  own: { host: string; port: number },
  book: AddressBook,
  options: { acknowledgementMilliseconds: number; searchMilliseconds: number },
): OpenLine {
  const { port } = own;
  let host: string | null = null;
  let silentSince: number | null = null;
  const at = (address: string): OpenLine =>
    underLease(`${address}:${port}`, byteLine(networkPrinter({ host: address, port }), options));

  return async (memory, reports) => {
    host ??= (await book.found()) ?? own.host;
    const wanted = memory.identity?.serialNumber ?? null;
    try {
      if (host !== own.host && (await serialNumberAt({ host, port })) !== wanted) {
        await book.moved(host, null);
        host = own.host;
      }
      const line = await at(host)(memory, reports);
      silentSince = null;
      return line;
    } catch (error) {
      silentSince ??= performance.now();
      if (wanted === null || performance.now() - silentSince < options.searchMilliseconds) throw error;
      silentSince = performance.now();
      const found = await findBySerialNumber({ host, port, serialNumber: wanted });
      if (found === null) throw error;
      await book.moved(host, found);
      host = found;
      return at(found)(memory, reports);
    }
  };
}
