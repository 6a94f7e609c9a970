import { afterEach } from 'vitest';
import type { VirtualPrinter } from '../../src-main/practice/printer/printer.ts';
import { startPrinter } from '../../src-main/practice/printer/printer.ts';
import type { PrinterSwitches } from '../../src-main/practice/printer/switches.ts';
import { decodePaper } from '../../src-shared/paper/decode.ts';
import { ticketText } from '../../src-shared/paper/text.ts';
import type { PrinterClient } from '../support/printer-client.ts';
import { connectTo, until } from '../support/printer-client.ts';

export const init = [0x1b, 0x40];
export const cut = [0x1d, 0x56, 0x42, 0];
export const id = (name: string): number[] => [0x1d, 0x28, 0x48, 6, 0, 48, 48, ...Buffer.from(name)];
export const echo = (name: string): number[] => [0x37, 0x22, ...Buffer.from(name), 0];
export const askStatus = (n: number): number[] => [0x10, 4, n];
export const ticket = (name: string, lines = 10): number[] => [
  ...init,
  ...id(`B${name}`),
  ...Buffer.from(Array.from({ length: lines }, (_, line) => `${name} ${line}\n`).join('')),
  ...cut,
  ...id(`E${name}`),
];

export let printer: VirtualPrinter;
const clients: PrinterClient[] = [];
export async function start(switches: Partial<PrinterSwitches> = {}): Promise<PrinterClient> {
  printer = await startPrinter({ switches });
  return again();
}
export async function again(): Promise<PrinterClient> {
  const client = await connectTo(printer);
  clients.push(client);
  return client;
}
afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.destroy();
  await printer.stop();
});
export const paper = (index = 0): string =>
  decodePaper(printer.ticket(index)?.bytes ?? new Uint8Array())
    .map(ticketText)
    .join('|');
export const complete = (): Promise<void> => until('a cut ticket', () => printer.tickets().at(-1)?.complete === true);
export async function status(client: PrinterClient, n: number): Promise<number> {
  client.send(askStatus(n));
  return (await client.bytes(1))[0] ?? -1;
}
