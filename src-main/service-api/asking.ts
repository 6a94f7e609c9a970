import type { z } from 'zod';
import type { ConnectionPool } from '../connections/pool.ts';
import { askService, type ServiceRequest } from './request.ts';
import type { ServicePorts } from './service-ports.ts';

/** Asks the service of a target; where nothing answers, its port is looked up anew the next time. */
export type AskTarget = <Schema extends z.ZodType>(
  targetId: string,
  request: ServiceRequest<Schema>,
) => Promise<z.output<Schema>>;

export function askingTargets(connections: ConnectionPool, ports: ServicePorts): AskTarget {
  return async (targetId, request) => {
    const host = await connections.get(targetId);
    try {
      return await askService(host, await ports.of(targetId, host), request);
    } catch (error) {
      ports.forget(host);
      throw error;
    }
  };
}
