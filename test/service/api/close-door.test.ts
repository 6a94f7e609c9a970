import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createListener, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { closeDoor } from '../../../src-pi/service/api/close-door.ts';

let server: Server;
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.closeAllConnections();
});

async function open(answer: Parameters<typeof createServer>[1]): Promise<void> {
  server = createServer(answer as never).listen(0, '127.0.0.1');
  await once(server, 'listening');
}

/** A connection that the server has taken, and what it hears until its end. */
async function comeIn(): Promise<{ socket: Socket; heard: Promise<string> }> {
  const taken = once(server, 'connection');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  sockets.push(socket);
  let text = '';
  socket.on('data', (part) => {
    text += part;
  });
  socket.on('error', (error) => {
    text += `torn off: ${error.message}`;
  });
  await taken;
  return { socket, heard: once(socket, 'close').then(() => text) };
}

const request = 'GET /health HTTP/1.1\r\nhost: pi\r\n\r\n';

test('who was taken and not yet heard is answered, who only waits is let go', async () => {
  await open((_, response) => response.end('well'));
  const idle = await comeIn();
  idle.socket.write(request);
  await once(idle.socket, 'data');
  const late = await comeIn();
  const closed = closeDoor(server);
  late.socket.write(request);
  expect(await late.heard).toMatch(/^HTTP\/1.1 200[\s\S]*well$/);
  expect(await idle.heard).toMatch(/^HTTP\/1.1 200[\s\S]*well$/);
  await closed;
});

test('who says nothing, and who is never answered, keeps nobody waiting', async () => {
  await open(() => {});
  const silent = await comeIn();
  const unanswered = await comeIn();
  unanswered.socket.write(request);
  await closeDoor(server);
  expect(await Promise.all([silent.heard, unanswered.heard])).toEqual(['', '']);
});

test('who came by another listener of the same server is let go like all others', async () => {
  await open(() => {});
  const more = createListener({ allowHalfOpen: true }, (socket) => server.emit('connection', socket)).listen(
    0,
    '127.0.0.1',
  );
  await once(more, 'listening');
  const comeByIt = async (text: string) => {
    const taken = once(server, 'connection');
    const socket = connect((more.address() as AddressInfo).port, '127.0.0.1');
    sockets.push(socket);
    let heard = '';
    socket.on('data', (part) => {
      heard += part;
    });
    await taken;
    socket.write(text);
    return { heard: once(socket, 'close').then(() => heard) };
  };
  const silent = await comeByIt('');
  const unanswered = await comeByIt(request);
  await closeDoor(server, more);
  expect(await Promise.all([silent.heard, unanswered.heard])).toEqual(['', '']);
  expect([server.listening, more.listening]).toEqual([false, false]);
});
