import { Resolver } from 'node:dns/promises';

/** What is asked of DNS. Every answer is a list; none, an error and no answer in time are all an empty one. */
export interface Names {
  /** Mail servers that take mail for a domain, the preferred one first. */
  mailServers(domain: string): Promise<readonly string[]>;
  /** Where a service of a domain is (RFC 2782), the preferred one first. `.` means: there is none, on purpose. */
  services(name: string): Promise<readonly { readonly name: string; readonly port: number }[]>;
  exists(name: string): Promise<boolean>;
}

const patienceMs = 1_500;

/** Asks the system's name servers, or those given as `address:port`, until the signal is aborted. */
export function askNames(signal: AbortSignal, nameServers?: readonly string[]): Names {
  const resolver = new Resolver({ timeout: patienceMs, tries: 2 });
  if (nameServers) resolver.setServers(nameServers);
  signal.addEventListener('abort', () => resolver.cancel(), { once: true });
  const orNone = async <Entry>(ask: () => Promise<Entry[]>): Promise<Entry[]> => {
    if (signal.aborted) return [];
    return ask().catch(() => []);
  };
  return {
    async mailServers(domain) {
      const found = await orNone(() => resolver.resolveMx(domain));
      return found.sort((one, other) => one.priority - other.priority).map(({ exchange }) => exchange);
    },
    async services(name) {
      const found = await orNone(() => resolver.resolveSrv(name));
      return found
        .sort((one, other) => one.priority - other.priority || other.weight - one.weight)
        .filter(({ name: host, port }) => host !== '' && host !== '.' && port > 0);
    },
    async exists(name) {
      const found = await Promise.all([orNone(() => resolver.resolve4(name)), orNone(() => resolver.resolve6(name))]);
      return found.some((addresses) => addresses.length > 0);
    },
  };
}
