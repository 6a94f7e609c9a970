import { randomInt } from 'node:crypto';
import { runProgram, tryProgram } from './run-program.ts';

/** The machines on a test Pi's bridge. `pc` is for what must not send into the real network, for example mDNS. */
export const stations = { pi: 2, pc: 5, shop: 8, printer: 9 } as const;
export type Station = keyof typeof stations;
/** What has a cable to the bridge; `host` is the machine that runs the tests. */
export type Cable = Station | 'host';

export interface Network {
  /** Short, unique on this machine: it begins the name of everything that belongs to this Pi. */
  readonly id: string;
  /** The address under which this machine is seen by the others. */
  readonly hostAddress: string;
  addressOf(station: Station): string;
  namespaceOf(station: Station): string;
  /** Pulls a cable, or plugs it in again. */
  setCable(cable: Cable, state: 'down' | 'up'): Promise<void>;
  dispose(): Promise<void>;
}

/**
 * A bridge with a namespace for each station and no way out. Its subnet is reserved by the bridge's name, which only one can
 * create, so that any number of Pis can run at once.
 */
export async function createNetwork(): Promise<Network> {
  const { id, prefix } = await reserveSubnet();
  const network: Network = {
    id,
    hostAddress: `${prefix}.1`,
    addressOf: (station) => `${prefix}.${stations[station]}`,
    namespaceOf: (station) => `${id}-${station}`,
    setCable: async (cable, state) => {
      await runProgram(['ip', 'link', 'set', linkOf(id, cable), state]);
    },
    dispose: () => removeNetwork(id),
  };
  try {
    await runProgram(['ip', 'link', 'set', id, 'up']);
    // a cable of its own, so that this machine can be cut off while the others still reach each other
    const own = `${id}h`;
    await runProgram(['ip', 'link', 'add', linkOf(id, 'host'), 'type', 'veth', 'peer', 'name', own]);
    await runProgram(['ip', 'link', 'set', linkOf(id, 'host'), 'master', id, 'up']);
    await runProgram(['ip', 'address', 'add', `${network.hostAddress}/24`, 'dev', own]);
    await runProgram(['ip', 'link', 'set', own, 'up']);
    for (const station of Object.keys(stations) as Station[]) await addStation(network, station);
    return network;
  } catch (problem) {
    await removeNetwork(id);
    throw problem;
  }
}

/** Removes what a network of this name left, also after a crash. */
export async function removeNetwork(id: string): Promise<void> {
  for (const station of Object.keys(stations) as Station[]) {
    await tryProgram(['ip', 'link', 'delete', linkOf(id, station)]);
    await tryProgram(['ip', 'netns', 'delete', `${id}-${station}`]);
  }
  await tryProgram(['ip', 'link', 'delete', linkOf(id, 'host')]);
  await tryProgram(['ip', 'link', 'delete', id]);
}

async function reserveSubnet(): Promise<{ id: string; prefix: string }> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const number = randomInt(0x8000);
    const prefix = `10.${128 + (number >> 8)}.${number & 0xff}`;
    const id = `bwpi${number.toString(16).padStart(4, '0')}`;
    const routes = await runProgram(['ip', '-4', 'route', 'show', 'to', 'match', `${prefix}.0/24`]);
    if (routes.split('\n').some((route) => route !== '' && !route.startsWith('default'))) continue;
    // no snooping: it would swallow mDNS, which nobody here subscribes to
    const made = await tryProgram(['ip', 'link', 'add', id, 'type', 'bridge', 'mcast_snooping', '0']);
    if (made.exitCode === 0) return { id, prefix };
    if (!/exists/i.test(made.errors)) throw new Error(`cannot make a bridge: ${made.errors.trim()}`);
  }
  throw new Error('no free subnet for a test Pi');
}

async function addStation(network: Network, station: Station): Promise<void> {
  const namespace = network.namespaceOf(station);
  const link = linkOf(network.id, station);
  await runProgram(['ip', 'netns', 'add', namespace]);
  await runProgram(['ip', 'link', 'add', link, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace]);
  await runProgram(['ip', 'link', 'set', link, 'master', network.id, 'up']);
  const inside = ['ip', '-n', namespace];
  await runProgram([...inside, 'address', 'add', `${network.addressOf(station)}/24`, 'brd', '+', 'dev', 'eth0']);
  await runProgram([...inside, 'link', 'set', 'lo', 'up']);
  await runProgram([...inside, 'link', 'set', 'eth0', 'up']);
  await runProgram([...inside, 'route', 'add', '224.0.0.0/4', 'dev', 'eth0']);
}

/** Names of network devices have at most 15 characters. */
function linkOf(id: string, cable: Cable): string {
  return `${id}-${cable}`.slice(0, 15);
}
