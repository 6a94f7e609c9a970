import { createSocket } from 'node:dgram';
import { once } from 'node:events';

export type NameEntry =
  | { readonly type: 'A'; readonly address: string }
  | { readonly type: 'MX'; readonly preference: number; readonly name: string }
  | { readonly type: 'SRV'; readonly priority: number; readonly port: number; readonly name: string };

export interface NameServer {
  /** `address:port`, as a resolver takes it. */
  readonly address: string;
  readonly asked: readonly string[];
  stop(): void;
}

const types = { A: 1, MX: 15, SRV: 33 } as const;

/** A name server on the loopback (RFC 1035) that knows these names and no others. `silent` hears and never answers. */
export async function startNameServer(
  known: Readonly<Record<string, readonly NameEntry[]>>,
  { silent = false } = {},
): Promise<NameServer> {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  socket.on('message', (query, from) => {
    const { name, type, end } = questionOf(query);
    asked.push(name);
    if (silent) return;
    const answers = (known[name] ?? []).filter((entry) => types[entry.type] === type);
    const head = Buffer.alloc(12);
    query.copy(head, 0, 0, 2);
    // A response, recursion available; 3 is "no such name".
    head.writeUInt16BE(0x8180 | (known[name] ? 0 : 3), 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(answers.length, 6);
    const bytes = Buffer.concat([head, query.subarray(12, end), ...answers.map(answerBytes)]);
    socket.send(bytes, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { address: `127.0.0.1:${socket.address().port}`, asked, stop: () => socket.close() };
}

function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let size = query[at] ?? 0; size > 0; size = query[at] ?? 0) {
    labels.push(query.subarray(at + 1, at + 1 + size).toString('latin1'));
    at += 1 + size;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function answerBytes(entry: NameEntry): Buffer {
  const head = Buffer.alloc(12);
  // The name is the question's, said by pointing back at it.
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(types[entry.type], 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  const data = dataOf(entry);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function dataOf(entry: NameEntry): Buffer {
  if (entry.type === 'A') return Buffer.from(entry.address.split('.').map(Number));
  const numbers = entry.type === 'MX' ? [entry.preference] : [entry.priority, 0, entry.port];
  const head = Buffer.alloc(numbers.length * 2);
  for (const [index, number] of numbers.entries()) head.writeUInt16BE(number, index * 2);
  return Buffer.concat([head, nameBytes(entry.name)]);
}

function nameBytes(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.concat([Buffer.of(label.length), Buffer.from(label, 'latin1')]));
  return Buffer.concat([...labels, Buffer.of(0)]);
}
