import type { RemoteHost } from '../ssh/remote-host.ts';

/** On which port does the service of a target listen? Asked once a connection, and again after it did not answer. */
export function createServicePorts(ask: (targetId: string, host: RemoteHost) => Promise<number>) {
  const known = new WeakMap<RemoteHost, Promise<number>>();
  return {
    of: (targetId: string, host: RemoteHost): Promise<number> => {
      const asked = known.get(host) ?? ask(targetId, host);
      known.set(host, asked);
      asked.catch(() => known.delete(host));
      return asked;
    },
    forget: (host: RemoteHost) => {
      known.delete(host);
    },
  };
}
export type ServicePorts = ReturnType<typeof createServicePorts>;
