import { startPrinter, type VirtualPrinter } from '../../../src-main/practice/printer/printer.ts';
import type { PrinterSwitches } from '../../../src-main/practice/printer/switches.ts';
import { decodePaper } from '../../../src-shared/paper/decode.ts';
import { ticketText } from '../../../src-shared/paper/text.ts';
import { type RunningService, serviceRoot, startService } from './service.ts';

/** A printer, a folder for the service, and the service in it as often as the test likes. */
export interface Restaurant {
  readonly printer: VirtualPrinter;
  readonly root: string;
  start(environment?: Record<string, string>): Promise<RunningService>;
  /** What lies on the counter, as text: whole tickets and torn ones, in their order. */
  paper(): string[];
  stop(): Promise<void>;
}

export async function openRestaurant(
  shopUrl: string,
  options: {
    settings?: Record<string, string | number>;
    switches?: Partial<PrinterSwitches>;
    /** Another build of the service than the sources. */
    program?: string | undefined;
  } = {},
): Promise<Restaurant> {
  const printer = await startPrinter(options.switches ? { switches: options.switches } : {});
  const { root, remove } = serviceRoot({
    WIX_API_BASE_URL: shopUrl,
    PRINTER_IP: printer.host,
    PRINTER_PORT: printer.port,
    ...options.settings,
  });
  const running: RunningService[] = [];
  return {
    printer,
    root,
    async start(environment = {}) {
      const service = await startService(root, environment, options.program);
      running.push(service);
      return service;
    },
    paper: () => printer.tickets().map(({ bytes }) => decodePaper(bytes).map(ticketText).join('\n')),
    async stop() {
      for (const service of running) await service.end('SIGKILL');
      await printer.stop();
      remove();
    },
  };
}
