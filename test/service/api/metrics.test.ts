import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { openRestaurant, type Restaurant } from '../support/restaurant.ts';
import { eventually, type RunningService } from '../support/service.ts';
import { order, startShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
let restaurant: Restaurant;
let service: RunningService;
let lines: string[];
beforeAll(async () => {
  shop = await startShop();
  restaurant = await openRestaurant(shop.url);
  service = await restaurant.start();
  shop.orders.push(order(), order(), order({ status: 'SOMETHING NEW' }));
  await eventually('printed', async () => (await service.orders()).filter(printed).length === 2);
  await eventually('counted', async () => value(await scrape(), 'bonwart_seen_to_first_byte_seconds_count') === 2);
  lines = await scrape();
});
afterAll(async () => {
  await restaurant.stop();
  await shop.stop();
});

const printed = ({ jobs }: { jobs: { state: string }[] }) => jobs[0]?.state === 'printed';
const scrape = async () => {
  const answer = await fetch(`${service.url}/metrics`);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  return (await answer.text()).split('\n').filter((line) => line !== '');
};
const samples = (from: readonly string[]) => from.filter((line) => !line.startsWith('#'));
const value = (from: readonly string[], series: string) => {
  const line = samples(from).find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
};

test('what happened is in the figures', () => {
  expect(value(lines, 'bonwart_jobs_total{state="printed"}')).toBe(2);
  expect(value(lines, 'bonwart_acknowledgements_total{level="A4"}')).toBe(2);
  expect(value(lines, 'bonwart_queue_jobs{state="held"}')).toBe(1);
  expect(value(lines, 'bonwart_queue_jobs{state="waiting"}')).toBe(0);
  expect(value(lines, 'bonwart_printer_up{printer="printer"}')).toBe(1);
  expect(value(lines, 'bonwart_printer_state{printer="printer",state="ready"}')).toBe(1);
  expect(value(lines, 'bonwart_wix_up')).toBe(1);
  expect(value(lines, 'bonwart_storage_state{state="ok"}')).toBe(1);
  expect(value(lines, 'bonwart_first_byte_to_proof_seconds_count')).toBe(2);
  expect(value(lines, 'bonwart_process_resident_bytes')).toBeGreaterThan(10_000_000);
  expect(value(lines, 'bonwart_last_success_timestamp_seconds{what="print"}')).toBeGreaterThan(1_700_000_000);
});

test('each line is as Prometheus reads it, and there are few series', async () => {
  for (const path of ['/nowhere', '/orders/none', '/bonwart/orders?limit=0', '/health', '/print/statistics', '/x/y/z'])
    await fetch(`${service.url}${path}`).then((answer) => answer.text());
  const again = await scrape();
  for (const line of samples(again))
    expect(line).toMatch(
      /^[a-z_]+(\{[a-z_]+="[^"\\]*"(,[a-z_]+="[^"\\]*")*\})? -?(\d+(\.\d+)?(e[+-]?\d+)?|\+Inf|NaN)$/,
    );
  for (const line of again.filter((one) => one.startsWith('#'))) expect(line).toMatch(/^# (HELP|TYPE) [a-z_]+ \S/);
  expect(samples(again).length).toBeLessThanOrEqual(300);
});

const dashboardSchema = z.object({
  title: z.string(),
  uid: z.string(),
  schemaVersion: z.number(),
  panels: z
    .array(
      z.object({
        id: z.number(),
        title: z.string(),
        type: z.string(),
        gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
        targets: z.array(z.object({ refId: z.string(), expr: z.string(), legendFormat: z.string() })).min(1),
      }),
    )
    .min(10),
});
const rulesSchema = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^[A-Z][A-Za-z]+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[smh]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['critical', 'high', 'warning']) }),
          annotations: z.strictObject({ summary: z.string().min(10) }),
        }),
      ),
    }),
  ),
});
const resource = (name: string) => readFileSync(new URL(`../../../resources/${name}`, import.meta.url), 'utf8');

/** Every metric and every value of a label that an expression names must be in a real scrape. */
function expectKnown(expression: string): void {
  const names = expression.match(/bonwart_[a-z_]+/g) ?? [];
  expect(names.length, expression).toBeGreaterThan(0);
  for (const name of names)
    expect(
      samples(lines).some((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `)),
      `${name} is not in the scrape`,
    ).toBe(true);
  for (const [, name, label] of expression.matchAll(/(bonwart_[a-z_]+)\{([a-z]+)[=~]/g))
    expect(lines.some((line) => line.startsWith(`${name}{`) && line.includes(`${label}="`))).toBe(true);
}

test('the dashboard shows only what there is', () => {
  const { panels } = dashboardSchema.parse(JSON.parse(resource('grafana/print-service.json')));
  for (const { targets } of panels) for (const { expr } of targets) expectKnown(expr);
  const shown = panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => expr.match(/bonwart_[a-z_]+/g) ?? []));
  const bases = new Set(shown.map((name) => name.replace(/_(bucket|sum|count)$/, '')));
  const there = lines.filter((line) => line.startsWith('# TYPE ')).map((line) => line.split(' ')[2] ?? '');
  expect(there.filter((name) => !bases.has(name))).toEqual([]);
});

test('the alert rules ask only for what there is', () => {
  const rules = rulesSchema.parse(parse(resource('prometheus/alerts.yaml'))).groups.flatMap((group) => group.rules);
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  for (const { expr } of rules) expectKnown(expr);
});
