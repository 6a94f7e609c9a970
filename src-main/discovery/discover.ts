import { Bonjour } from 'bonjour-service';
import { untilClosed } from '../contract/implementation.ts';

export interface FoundMachine {
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

/** Machines at most that are told of: a network with more has other means. */
const largestNumber = 100;

/** Tells of each machine that announces SSH by mDNS, once, until the signal is aborted. */
export async function discoverMachines(onFound: (found: FoundMachine) => void, signal: AbortSignal): Promise<void> {
  const seen = new Set<string>();
  // A network without multicast finds nothing; that is no failure.
  const bonjour = new Bonjour({}, () => {});
  const browser = bonjour.find({ type: 'ssh' }, (service) => {
    const address = service.addresses?.find((candidate) => candidate.includes('.')) ?? service.host.replace(/\.$/, '');
    const found = { name: service.name.slice(0, 100), address, port: service.port };
    const key = `${address}:${found.port}`;
    if (seen.has(key) || seen.size >= largestNumber || !/^[A-Za-z0-9._:%-]{1,253}$/.test(address)) return;
    seen.add(key);
    onFound(found);
  });
  await untilClosed(signal);
  browser.stop();
  await new Promise<void>((resolve) => bonjour.destroy(() => resolve()));
}
