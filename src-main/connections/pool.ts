import type { RemoteHost } from '../ssh/remote-host.ts';

/** One connection per target, made when it is first needed, shared, and made anew after it was lost. */
export function createConnectionPool(connect: (targetId: string) => Promise<RemoteHost>) {
  const connections = new Map<string, Promise<RemoteHost>>();

  const forget = (targetId: string, connection: Promise<RemoteHost>) => {
    if (connections.get(targetId) === connection) connections.delete(targetId);
  };

  const drop = (targetId: string) => {
    const connection = connections.get(targetId);
    connections.delete(targetId);
    connection?.then(
      (host) => host.close(),
      () => {},
    );
  };

  return {
    /** The shared connection. Fails as the attempt fails; the next call tries again. */
    get: (targetId: string): Promise<RemoteHost> => {
      const known = connections.get(targetId);
      if (known) return known;
      const connection = connect(targetId);
      connections.set(targetId, connection);
      connection.then(
        (host) => void host.closed.then(() => forget(targetId, connection)),
        () => forget(targetId, connection),
      );
      return connection;
    },
    /** Does something over a connection of its own, which is closed after it: proof that the target can be reached anew. */
    withFresh: async <Value>(targetId: string, act: (host: RemoteHost) => Promise<Value>): Promise<Value> => {
      const host = await connect(targetId);
      try {
        return await act(host);
      } finally {
        host.close();
      }
    },
    drop,
    closeAll: () => {
      for (const targetId of [...connections.keys()]) drop(targetId);
    },
  };
}
export type ConnectionPool = ReturnType<typeof createConnectionPool>;
