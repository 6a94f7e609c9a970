import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { loadMailProviders } from '../../src-main/mail-providers/load.ts';
import { recogniseMail } from '../../src-main/mail-providers/recognise.ts';
import { watchStatus } from '../../src-main/service-api/status-watch.ts';
import type { RemoteHost } from '../../src-main/ssh/remote-host.ts';
import type { RunningService } from '../service/support/service.ts';
import { startNameServer } from '../support/mail/name-server.ts';

const providersFile = fileURLToPath(new URL('../../resources/mail-providers.json', import.meta.url));
const rounds = 3;

/** Milliseconds until a mailbox is recognised, or known not to be: by its domain, by who takes its mail, and with a name server that is silent. */
export async function recognitionTimes(): Promise<{ known: number[]; asked: number[]; silent: number[] }> {
  const providers = loadMailProviders(providersFile);
  const answering = await startNameServer({
    'loewe.example': [{ type: 'MX', preference: 10, name: 'mx00.kundenserver.de' }],
  });
  const silent = await startNameServer({}, { silent: true });
  const pages = {
    lookup: ((_host: string, _options: unknown, done: (error: Error) => void) => done(new Error('not found'))) as never,
  };
  const times = async (address: string, nameServer: string): Promise<number[]> => {
    const all: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now();
      await recogniseMail(address, providers, AbortSignal.timeout(60_000), { nameServers: [nameServer], pages });
      all.push(performance.now() - began);
    }
    return all;
  };
  try {
    return {
      known: await times('bon@gmail.com', answering.address),
      asked: await times('bon@loewe.example', answering.address),
      silent: await times('bon@loewe.example', silent.address),
    };
  } finally {
    answering.stop();
    silent.stop();
  }
}

/** Milliseconds from the end of the service to the window's word that it does not answer, nobody starting it again. */
export async function serviceGone(service: RunningService): Promise<number> {
  const port = Number(new URL(service.url).port);
  const host = { forward: async () => connect(port, '127.0.0.1') } as unknown as RemoteHost;
  const stopping = new AbortController();
  const heard = Promise.withResolvers<void>();
  const silent = Promise.withResolvers<void>();
  const source = {
    connect: async () => host,
    servicePort: async () => port,
    whySilent: async () => 'service-not-running' as const,
  };
  const watching = watchStatus(
    source,
    (event) => {
      if (event.kind === 'status') heard.resolve();
      if (event.kind === 'silent') silent.resolve();
    },
    stopping.signal,
  );
  try {
    await heard.promise;
    const began = performance.now();
    await service.end('SIGKILL');
    await silent.promise;
    return performance.now() - began;
  } finally {
    stopping.abort();
    await watching;
  }
}
