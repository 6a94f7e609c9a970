/**
 * The pretend Wix shop alone, for a network namespace of its own:
 *   node test/wix/run.ts --host 10.0.0.4 --port 443 --control 9201 --key KEY --site SITE
 * Prints one JSON line {host, port, control, baseUrl} when it can be used. Control (same host): GET and PUT /switches, GET /samples,
 * GET /orders, POST /orders {"sample":"delivery"}, POST /cancel, /approve {"id":…}, POST /edit {"id":…,"note":…}, GET /answered.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readSamples } from '../../src-main/practice/shop/samples.ts';
import { startShop } from '../../src-main/practice/shop/shop.ts';
import type { ShopSwitches } from '../../src-main/practice/shop/switches.ts';
import { shopSwitchesSchema } from '../../src-main/practice/shop/switches.ts';
import { startControl, untilTold } from '../support/control-server.ts';

const { values } = parseArgs({
  options: {
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '0' },
    control: { type: 'string', default: '0' },
    key: { type: 'string', default: 'practice-key' },
    site: { type: 'string', default: 'practice-site' },
    switches: { type: 'string', default: '{}' },
  },
});
const partial = (value: unknown): Partial<ShopSwitches> =>
  shopSwitchesSchema.partial().parse(value) as Partial<ShopSwitches>;
const samples = readSamples(join(import.meta.dirname, '../../resources/practice/orders'));
const shop = await startShop({
  host: values.host,
  port: Number(values.port),
  apiKey: values.key,
  siteId: values.site,
  switches: partial(JSON.parse(values.switches)),
});
const idOf = (body: unknown): string => z.object({ id: z.string() }).parse(body).id;
const control = await startControl(
  {
    'GET /switches': () => shop.switches(),
    'PUT /switches': async ({ body }) => {
      await shop.set(partial(body));
      return shop.switches();
    },
    'GET /samples': () => samples,
    'GET /orders': () => shop.orders.all(),
    'POST /orders': ({ body }) => {
      const wanted = z.object({ sample: z.string() }).parse(body).sample;
      const sample = samples.find((one) => one.id === wanted);
      if (!sample) throw new RangeError(`no sample ${wanted}`);
      return shop.place(sample);
    },
    'POST /cancel': ({ body }) => shop.orders.cancel(idOf(body)),
    'POST /approve': ({ body }) => shop.orders.approve(idOf(body)),
    'POST /edit': ({ body }) => shop.orders.edit(idOf(body), z.object({ note: z.string() }).parse(body)),
    'GET /answered': () => shop.answered(),
  },
  { host: values.host, port: Number(values.control) },
);
untilTold(async () => {
  await control.stop();
  await shop.stop();
});
console.log(JSON.stringify({ host: shop.host, port: shop.port, control: control.port, baseUrl: shop.baseUrl }));
