import { isIPv4 } from 'node:net';
import { statusCommand } from './commands.ts';
import { converse, writeWithin } from './conversation.ts';
import { networkPrinter } from './network.ts';

const connectMilliseconds = 300;
const answerMilliseconds = 300;
const atOnce = 32;

/**
 * Looks for a printer in its neighbourhood, by its serial number: the other 253 addresses that share the first three numbers with
 * the one that it had, on the same port, 32 at a time, each for a moment. Only where addresses are private, and on loopback. Null:
 * not found, or none to look at. Nobody who does not answer as a printer is sent a byte that could print.
 */
export async function findBySerialNumber(had: {
  host: string;
  port: number;
  serialNumber: string;
}): Promise<string | null> {
  const waiting = neighbours(had.host);
  let found: string | null = null;
  const look = async () => {
    for (let host = waiting.shift(); host !== undefined && found === null; host = waiting.shift())
      if ((await serialNumberAt({ host, port: had.port })) === had.serialNumber) found ??= host;
  };
  await Promise.all(Array.from({ length: atOnce }, look));
  return found;
}

/** The serial number of the printer at an address; null if there is none, or it does not tell. */
export async function serialNumberAt(address: { host: string; port: number }): Promise<string | null> {
  let connection: Awaited<ReturnType<ReturnType<typeof networkPrinter>>>;
  try {
    connection = await networkPrinter(address, connectMilliseconds)();
  } catch {
    return null;
  }
  try {
    const talk = converse(connection);
    // First a question in control characters, which no other kind of printer would set on paper.
    const answer = talk.expect(({ kind }) => kind === 'real-time', answerMilliseconds);
    void writeWithin(connection, statusCommand(1), answerMilliseconds);
    if ((await answer) === null) return null;
    return (await talk.identify())?.serialNumber ?? null;
  } finally {
    void connection.end();
  }
}

/** The addresses to look at; none where strangers could be. */
export function neighbours(host: string): string[] {
  if (!isIPv4(host)) return [];
  const [a = 0, b = 0, c = 0, d = 0] = host.split('.').map(Number);
  const isPrivate =
    a === 10 || a === 127 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168) || (a === 169 && b === 254);
  if (!isPrivate) return [];
  return Array.from({ length: 254 }, (_, index) => index + 1)
    .filter((last) => last !== d)
    .map((last) => `${a}.${b}.${c}.${last}`);
}
