/**
 * The fault printer alone, for a network namespace of its own:
 *   node test/printer/run.ts --host 10.0.0.3 --port 9100 --control 9101 [--switches '{"linesLeft":12}']
 * Prints one JSON line {host, port, control} when it can be used. Control (same host): GET and PUT /switches, GET /tickets.
 */
import { parseArgs } from 'node:util';
import { startPrinter } from '../../src-main/practice/printer/printer.ts';
import type { PrinterSwitches } from '../../src-main/practice/printer/switches.ts';
import { printerSwitchesSchema } from '../../src-main/practice/printer/switches.ts';
import { decodePaper } from '../../src-shared/paper/decode.ts';
import { ticketText } from '../../src-shared/paper/text.ts';
import { startControl, untilTold } from '../support/control-server.ts';

const { values } = parseArgs({
  options: {
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '9100' },
    control: { type: 'string', default: '0' },
    switches: { type: 'string', default: '{}' },
  },
});
const partial = (value: unknown): Partial<PrinterSwitches> =>
  printerSwitchesSchema.partial().parse(value) as Partial<PrinterSwitches>;

const printer = await startPrinter({
  host: values.host,
  port: Number(values.port),
  switches: partial(JSON.parse(values.switches)),
});
const control = await startControl(
  {
    'GET /switches': () => printer.switches(),
    'PUT /switches': async ({ body }) => {
      await printer.set(partial(body));
      return printer.switches();
    },
    'GET /tickets': () =>
      printer.tickets().map((ticket) => ({
        ...ticket,
        bytes: Buffer.from(ticket.bytes).toString('base64'),
        text: decodePaper(ticket.bytes).map(ticketText).join('\n'),
      })),
  },
  { host: values.host, port: Number(values.control) },
);
untilTold(async () => {
  await control.stop();
  await printer.stop();
});
console.log(JSON.stringify({ host: printer.host, port: printer.port, control: control.port }));
