import type { PrinterConnectionSettings } from '../../../src-shared/service/restaurant.ts';
import { program } from '../program.ts';
import { byteLine } from './byte-line.ts';
import { devicePrinter } from './device.ts';
import { underLease } from './lease.ts';
import type { OpenLine } from './line.ts';
import { networkPrinter } from './network.ts';
import { queueLine } from './queue-line.ts';
import { usbDevice } from './usb-lookup.ts';

/** The way to a printer, by what the restaurant says about it. */
export function openerOf(
  connection: PrinterConnectionSettings,
  options: { acknowledgementMilliseconds: number },
): OpenLine {
  switch (connection.kind) {
    case 'network': {
      const { host, port } = connection;
      // Orders are taken and kept all the same; the printer shows as unreachable.
      if (!host) return () => Promise.reject(new Error('nobody has said its address'));
      return underLease(`${host}:${port}`, byteLine(networkPrinter(connection), options));
    }
    case 'usb': {
      const { device, vendorId, productId, serialNumber } = connection;
      const open = byteLine(
        devicePrinter(() => usbDevice(connection), program.deviceWorker),
        options,
      );
      return heldIsBusy(underLease([device, vendorId, productId, serialNumber].join(' '), open));
    }
    case 'cups':
      return queueLine(connection.queue, options);
  }
}

/** The driver lets only one process open a device file. */
function heldIsBusy(open: OpenLine): OpenLine {
  return async (...given) => {
    try {
      return await open(...given);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EBUSY') return 'busy-elsewhere';
      throw error;
    }
  };
}
