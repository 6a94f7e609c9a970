import { type PaperSettings, paperOfPrinter } from '../../../src-pi/service/tickets/profiles.ts';
import { restaurantPrinterSchema } from '../../../src-shared/service/restaurant.ts';

/** The paper of a printer with this profile, as the service sets tickets for it. */
export function paperFor(profile: string, paper: 58 | 80 = 80): PaperSettings {
  const connection = { kind: 'network', host: '127.0.0.1', port: 9100 } as const;
  const printer = restaurantPrinterSchema.parse({ id: 'printer', name: 'Drucker', connection, profile, paper });
  return paperOfPrinter(printer, null, 'Europe/Berlin');
}
