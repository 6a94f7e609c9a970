import { createServer } from 'node:http';
import type { StorageState } from '../../../src-shared/service/panel.ts';

/**
 * Answers while the database cannot even be opened, because the disk is full or read-only: `/health` says so, everything else is
 * refused with 503. Resolves when it listens; answers how to stop, which gives the address free again.
 */
export async function waitingServer(
  where: { readonly fd: number } | { readonly host: string; readonly port: number },
  storage: StorageState,
): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    const health = request.url?.split('?')[0] === '/health';
    const code = `disk.${storage.state}`;
    const body = health
      ? { status: 'degraded', storage }
      : { error: { code, message: 'nothing can be stored at present' } };
    response.writeHead(health ? 200 : 503, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(body));
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 10_000;
  server.maxConnections = 50;
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(where, listening);
  });
  return () =>
    new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
}
