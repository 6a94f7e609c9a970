import { type Restaurant, restaurantSchema } from '../../../src-shared/service/restaurant.ts';
import { paperOf, type Settings } from '../settings.ts';

/**
 * The restaurant that an `.env` describes: its one printer, and one kitchen station that takes everything. It holds as long as no
 * other has been stored.
 */
export function restaurantFromSettings(settings: Settings): Restaurant {
  const { columns, millimetres } = paperOf(settings);
  const usb = {
    kind: 'usb',
    vendorId: settings.PRINTER_USB_VENDOR_ID,
    productId: settings.PRINTER_USB_PRODUCT_ID,
  } as const;
  const network = { kind: 'network', host: settings.PRINTER_IP, port: settings.PRINTER_PORT } as const;
  return restaurantSchema.parse({
    revision: 0,
    printers: [
      {
        id: 'printer',
        name: 'Drucker',
        connection: settings.PRINTER_INTERFACE === 'usb' ? usb : network,
        profile: settings.PRINTER_CODE_PAGE === 1252 ? 'generic-1252' : 'generic',
        paper: millimetres,
        columns,
      },
    ],
    stations: [{ id: 'kitchen', name: 'Küche', ticket: 'kitchen', printer: 'printer' }],
  });
}
