import { setUpMails } from '../service/mail/support.ts';
import { openRestaurant, type Restaurant } from '../service/support/restaurant.ts';
import { eventually } from '../service/support/service.ts';
import { startShop, type TestShop } from '../service/support/shop.ts';
import { makeAuthority } from '../support/mail/certificates.ts';
import { type MailServer, startMailServer } from '../support/mail/mail-server.ts';
import { type Benchmark, median, quantile } from './figure.ts';
import { recognitionTimes, serviceGone } from './mail-detection.ts';

const rounds = 3;

interface Fault {
  readonly name: string;
  /** A printer that cannot print says so itself; that it is away has to be noticed. */
  readonly kind: 'print error' | 'printer away' | 'shop';
  /** What the panel's status says as soon as it is noticed. */
  readonly noticed: (status: { printer: { state: string }; wix: { state: string } }) => boolean;
  readonly plant: (restaurant: Restaurant, shop: TestShop) => unknown;
}

const faults: readonly Fault[] = [
  {
    name: 'paper end',
    kind: 'print error',
    noticed: ({ printer }) => printer.state === 'paper-end',
    plant: ({ printer }) => printer.set({ paper: 'end' }),
  },
  {
    name: 'cover open',
    kind: 'print error',
    noticed: ({ printer }) => printer.state === 'cover-open',
    plant: ({ printer }) => printer.set({ cover: 'open' }),
  },
  {
    name: 'printer off',
    kind: 'printer away',
    noticed: ({ printer }) => printer.state === 'unreachable',
    plant: ({ printer }) => printer.set({ power: false }),
  },
  {
    name: 'key refused',
    kind: 'shop',
    noticed: ({ wix }) => wix.state === 'refused',
    plant: (_, shop) => {
      shop.failure = { status: 403 };
    },
  },
];

/** From a fault to the status that tells of it, and to the mail that the mail server has, in the real service over loopback. */
export const mails: Benchmark = {
  name: 'mails',
  async run() {
    const authority = makeAuthority();
    const certificate = authority.issue('localhost');
    const times: { kind: Fault['kind']; noticed: number; handedOver: number }[] = [];
    const gone: number[] = [];
    try {
      for (let round = 0; round < rounds; round += 1)
        for (const fault of faults) {
          const shop = await startShop();
          const server = await startMailServer({ security: 'starttls', certificate });
          const restaurant = await openRestaurant(shop.url);
          setUpMails(restaurant, server, authority);
          try {
            const { service, ...measured } = await measure(fault, restaurant, shop, server);
            times.push({ kind: fault.kind, ...measured });
            if (fault.kind === 'shop') gone.push(await serviceGone(service));
          } finally {
            await restaurant.stop();
            await server.stop();
            await shop.stop();
          }
        }
    } finally {
      authority.remove();
    }
    const noticed = (kind: Fault['kind']) => times.filter((one) => one.kind === kind).map((one) => one.noticed);
    const handedOver = times.map((one) => one.handedOver);
    const recognition = await recognitionTimes();
    const common = { unit: 'ms', better: 'lower' as const, comparedTo: null };
    const worst = (name: string, values: readonly number[], target: number | null) => ({
      ...{ name: `${name}, p95`, value: quantile(values, 0.95), ...common, target },
    });
    return [
      worst('print error to status', noticed('print error'), 1000),
      worst('printer away to status', noticed('printer away'), 5000),
      worst('key refused to status', noticed('shop'), null),
      worst('service gone to window', gone, 10_000),
      { name: 'fault to mail handed over, median', value: median(handedOver), ...common, target: 10_000 },
      worst('fault to mail handed over', handedOver, 10_000),
      worst('known mailbox recognised', recognition.known, 5000),
      worst('mailbox recognised by who takes its mail', recognition.asked, 5000),
      worst('mailbox, with a name server that is silent', recognition.silent, 5000),
    ];
  },
};

async function measure(fault: Fault, restaurant: Restaurant, shop: TestShop, server: MailServer) {
  const service = await restaurant.start();
  await eventually('ready', async () => {
    const { printer, wix } = await service.status();
    return printer.state === 'ready' && wix.state === 'online';
  });
  const began = performance.now();
  await fault.plant(restaurant, shop);
  await eventually(`noticed: ${fault.name}`, async () => fault.noticed(await service.status()));
  const noticed = performance.now() - began;
  await eventually(`mail: ${fault.name}`, () => server.mails.length > 0);
  return { service, noticed, handedOver: performance.now() - began };
}
