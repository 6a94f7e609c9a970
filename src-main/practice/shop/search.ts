import { z } from 'zod';
import type { ShopOrder } from './order.ts';

/** The body of `POST /ecom/v1/orders/search`, as far as the pretend shop knows it. */
export const searchBodySchema = z.strictObject({
  search: z
    .strictObject({
      filter: z.record(z.string(), z.unknown()).optional(),
      sort: z
        .array(z.strictObject({ fieldName: z.string(), order: z.enum(['ASC', 'DESC']).default('ASC') }))
        .max(4)
        .optional(),
      cursorPaging: z
        .strictObject({ limit: z.number().int().min(1).max(100).default(100), cursor: z.string().optional() })
        .optional(),
    })
    .default({}),
});
export type Search = z.infer<typeof searchBodySchema>['search'];

/** Thrown for a search that the documented API would refuse with 400. */
export class BadSearch extends Error {}

const sortable = new Set([
  'createdDate',
  'updatedDate',
  'purchasedDate',
  'number',
  'status',
  'paymentStatus',
  'fulfillmentStatus',
  'channelInfo.type',
  'businessLocation.id',
  'businessLocation.name',
  'shippingInfo.title',
  'shippingInfo.logistics.deliveryTimeSlot.from',
  'shippingInfo.logistics.deliveryTimeSlot.to',
]);
const filterable = new Set([
  ...sortable,
  'id',
  'archived',
  'imported',
  'checkoutId',
  'lineItems.catalogReference.appId',
]);

/** All values at a dotted path; lists on the way are looked through. */
function valuesAt(value: unknown, path: string): unknown[] {
  let values: unknown[] = [value];
  for (const name of path.split('.'))
    values = values.flatMap((one) =>
      (Array.isArray(one) ? one : [one]).map((part) => (part as Record<string, unknown> | null | undefined)?.[name]),
    );
  return values.filter((one) => one !== undefined && one !== null);
}

const comparable = (value: unknown): string | number => {
  if (typeof value === 'number') return value;
  const text = String(value);
  return /^\d+$/.test(text) ? Number(text) : text;
};
function compare(a: unknown, b: unknown): number {
  const [left, right] = [comparable(a), comparable(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
const list = (value: unknown): unknown[] => {
  if (!Array.isArray(value)) throw new BadSearch('the operator wants a list');
  return value;
};
const equal = (a: unknown, b: unknown): boolean => String(a) === String(b);

const operators: Readonly<Record<string, (values: unknown[], operand: unknown) => boolean>> = {
  $eq: (values, operand) => values.some((value) => equal(value, operand)),
  $ne: (values, operand) => !values.some((value) => equal(value, operand)),
  $gt: (values, operand) => values.some((value) => compare(value, operand) > 0),
  $gte: (values, operand) => values.some((value) => compare(value, operand) >= 0),
  $lt: (values, operand) => values.some((value) => compare(value, operand) < 0),
  $lte: (values, operand) => values.some((value) => compare(value, operand) <= 0),
  $in: (values, operand) => list(operand).some((wanted) => values.some((value) => equal(value, wanted))),
  $nin: (values, operand) => !list(operand).some((wanted) => values.some((value) => equal(value, wanted))),
  $hasSome: (values, operand) => list(operand).some((wanted) => values.some((value) => equal(value, wanted))),
  $hasAll: (values, operand) => list(operand).every((wanted) => values.some((value) => equal(value, wanted))),
  $exists: (values, operand) => values.length > 0 === Boolean(operand),
};

type Test = (order: ShopOrder) => boolean;

/** A filter as a test of an order. Every key at one level must hold. Throws BadSearch for a field or operator that is not there. */
export function filterOf(filter: Record<string, unknown>): Test {
  const tests: Test[] = Object.entries(filter).map(([key, condition]) => {
    if (key === '$and' || key === '$or') {
      const parts = list(condition).map((part) => filterOf(part as Record<string, unknown>));
      return (order) => (key === '$and' ? parts.every((part) => part(order)) : parts.some((part) => part(order)));
    }
    if (key === '$not') {
      const inner = filterOf(condition as Record<string, unknown>);
      return (order) => !inner(order);
    }
    if (!filterable.has(key)) throw new BadSearch(`no filter on ${key}`);
    const isOperators = typeof condition === 'object' && condition !== null && !Array.isArray(condition);
    const wanted = Object.entries(isOperators ? condition : { $eq: condition }).map(([name, operand]) => {
      const operator = operators[name];
      if (!operator) throw new BadSearch(`no operator ${name}`);
      if (Array.isArray(operand)) return { operator, operand };
      if (['$in', '$nin', '$hasSome', '$hasAll'].includes(name)) throw new BadSearch(`${name} wants a list`);
      return { operator, operand };
    });
    return (order) => wanted.every(({ operator, operand }) => operator(valuesAt(order, key), operand));
  });
  return (order) => tests.every((test) => test(order));
}

const mentionsStatus = (filter: Record<string, unknown>): boolean => /"status"/.test(JSON.stringify(filter));

/** The order in which a search lists: by its sort keys, then by id, so that it is total. Throws BadSearch for an unknown key. */
export function orderingOf(search: Pick<Search, 'sort'>): (a: ShopOrder, b: ShopOrder) => number {
  const sort = search.sort?.length ? search.sort : [{ fieldName: 'createdDate', order: 'DESC' as const }];
  for (const key of sort) if (!sortable.has(key.fieldName)) throw new BadSearch(`no sort by ${key.fieldName}`);
  return (a, b) => {
    for (const key of sort) {
      const order = compare(valuesAt(a, key.fieldName)[0] ?? '', valuesAt(b, key.fieldName)[0] ?? '');
      if (order !== 0) return key.order === 'DESC' ? -order : order;
    }
    return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
  };
}

/**
 * The orders that a search finds, sorted. Unfinished checkouts (`INITIALIZED`) are never among them; `PENDING` and `REJECTED`
 * only if the filter speaks of the status. Without `sort` the newest come first.
 */
export function find(orders: readonly ShopOrder[], search: Pick<Search, 'filter' | 'sort'>): ShopOrder[] {
  const filter = search.filter ?? {};
  const test = filterOf(filter);
  const hidden = mentionsStatus(filter) ? [] : ['PENDING', 'REJECTED'];
  return orders
    .filter((order) => order.status !== 'INITIALIZED' && !hidden.includes(order.status) && test(order))
    .sort(orderingOf(search));
}
