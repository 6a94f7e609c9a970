import type { PrinterConnectionSettings } from '../../../src-shared/service/restaurant.ts';
import { byteLine } from './byte-line.ts';
import { underLease } from './lease.ts';
import type { OpenLine } from './line.ts';
import { networkPrinter } from './network.ts';

/** The way to a printer, by what the restaurant says about it. */
export function openerOf(
  connection: PrinterConnectionSettings,
  options: { acknowledgementMilliseconds: number },
): OpenLine {
  if (connection.kind === 'network' && connection.host)
    return underLease(`${connection.host}:${connection.port}`, byteLine(networkPrinter(connection), options));
  const problem =
    connection.kind === 'network' ? 'nobody has said its address' : 'this release prints over the network only';
  // Orders are taken and kept all the same; the printer shows as unreachable.
  return () => Promise.reject(new Error(problem));
}
