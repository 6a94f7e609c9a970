import type { PrinterConnectionSettings } from '../../../src-shared/service/restaurant.ts';
import { program } from '../program-files.ts';
import { byteLine } from './byte-line.ts';
import { devicePrinter } from './device.ts';
import { underLease } from './lease.ts';
import type { OpenLine } from './line.ts';
import { queueLine } from './queue-line.ts';
import { usbDevice } from './usb-lookup.ts';
import { type AddressBook, wanderingPrinter } from './wandering.ts';

/** The way to a printer, by what the restaurant says about it. */
export function openerOf(
  connection: PrinterConnectionSettings,
  book: AddressBook,
  options: { acknowledgementMilliseconds: number; searchMilliseconds: number },
): OpenLine {
  switch (connection.kind) {
    case 'network': {
      // Orders are taken and kept all the same; the printer shows as unreachable.
      if (!connection.host) return () => Promise.reject(new Error('nobody has said its address'));
      return wanderingPrinter(connection, book, options);
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
