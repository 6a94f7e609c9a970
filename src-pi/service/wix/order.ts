import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  balanceSchema,
  feeSchema,
  linePriceFields,
  lineTotal,
  type OrderTotals,
  orderTotals,
  priceSummarySchema,
  shippingPriceFields,
} from './prices.ts';

/*
 * An order of the Wix eCommerce API, as far as a kitchen needs it. Tolerant on purpose: a field that is missing or of another
 * kind than documented is left out, because half a ticket is better than none. Only the identity and the status must be readable.
 */
const optionalText = z.string().nullish().catch(null);
const translatable = z.looseObject({ original: optionalText, translated: optionalText }).nullish().catch(null);
const list = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item.nullable().catch(null as never))
    .nullish()
    .catch([])
    .transform((entries) => (entries ?? []).filter((entry) => entry !== null));

const modifierSchema = z.looseObject({
  quantity: z.number().catch(1).default(1),
  label: translatable,
  details: translatable,
});
const modifierGroupSchema = z.looseObject({ name: translatable, modifiers: list(modifierSchema) });
const lineItemSchema = z.looseObject({
  ...linePriceFields,
  quantity: z.number().catch(1).default(1),
  productName: translatable,
  descriptionLines: list(
    z.looseObject({
      name: translatable,
      plainText: translatable,
      colorInfo: translatable,
      plainTextValue: translatable,
    }),
  ),
  modifierGroups: list(modifierGroupSchema),
  catalogReference: z
    .looseObject({ options: z.looseObject({ sectionId: optionalText }).nullish().catch(null) })
    .nullish()
    .catch(null),
});
const contactSchema = z
  .looseObject({ firstName: optionalText, lastName: optionalText, phone: optionalText })
  .nullish()
  .catch(null);
const addressSchema = z
  .looseObject({
    streetAddress: z.looseObject({ name: optionalText, number: optionalText }).nullish().catch(null),
    addressLine: optionalText,
    addressLine2: optionalText,
    postalCode: optionalText,
    city: optionalText,
  })
  .nullish()
  .catch(null);
const logisticsSchema = z
  .looseObject({
    deliveryTime: optionalText,
    deliveryTimeSlot: z.looseObject({ from: optionalText, to: optionalText }).nullish().catch(null),
    instructions: optionalText,
    pickupDetails: z.looseObject({ pickupMethod: optionalText }).nullish().catch(null),
    shippingDestination: z.looseObject({ address: addressSchema, contactDetails: contactSchema }).nullish().catch(null),
  })
  .nullish()
  .catch(null);

export const orderStatusSchema = z.enum(['INITIALIZED', 'APPROVED', 'PENDING', 'REJECTED', 'CANCELED']);

export const wixOrderSchema = z.looseObject({
  id: z.string().min(1).max(200),
  number: z.union([z.string(), z.number()]).transform(String),
  status: orderStatusSchema,
  createdDate: z.iso.datetime({ offset: true }),
  updatedDate: z.iso.datetime({ offset: true }),
  paymentStatus: optionalText,
  currency: optionalText,
  buyerNote: optionalText,
  lineItems: list(lineItemSchema),
  shippingInfo: z
    .looseObject({ title: optionalText, logistics: logisticsSchema, ...shippingPriceFields })
    .nullish()
    .catch(null),
  recipientInfo: z.looseObject({ contactDetails: contactSchema }).nullish().catch(null),
  customFields: list(z.looseObject({ title: optionalText, value: z.unknown() })),
  additionalFees: list(feeSchema),
  priceSummary: priceSummarySchema,
  balanceSummary: balanceSchema,
});
export type WixOrder = z.infer<typeof wixOrderSchema>;

/** One thing to cook. `details` are the modifiers, `notes` what the guest wrote. */
export interface KitchenItem {
  readonly quantity: number;
  readonly name: string;
  readonly details: readonly string[];
  readonly notes: readonly string[];
  /** Id of the menu's section, by which stations are found; empty where the shop tells none. */
  readonly section: string;
  /** Cents for the line with all its pieces and extras; null where the shop does not say. */
  readonly total: number | null;
}

/** What the tickets need of an order. */
export interface KitchenOrder {
  readonly id: string;
  readonly number: string;
  readonly cancelled: boolean;
  readonly paid: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly fulfilment: 'delivery' | 'pickup' | 'dine-in' | 'unknown';
  /** Begin of the time slot as an ISO instant; null means as soon as possible. */
  readonly dueAt: string | null;
  /** The shop's own words for the time. */
  readonly dueText: string;
  readonly customer: string;
  readonly phone: string;
  readonly address: readonly string[];
  readonly table: string;
  readonly note: string;
  readonly instructions: string;
  readonly items: readonly KitchenItem[];
  readonly totals: OrderTotals;
}

/** Picks the kitchen's view. Names are in the site's language (`original`), which is the kitchen's, not in the guest's. */
export function kitchenOrder(order: WixOrder): KitchenOrder {
  const logistics = order.shippingInfo?.logistics;
  const recipient = order.recipientInfo?.contactDetails;
  const destination = logistics?.shippingDestination;
  const pickup = Boolean(logistics?.pickupDetails);
  // On a pick-up the destination is the restaurant itself; the guest is the recipient.
  const person = recipient ?? (pickup ? null : destination?.contactDetails);
  const table = order.customFields.find((field) => /tisch|table|masa/i.test(field.title ?? ''));
  const tableText = table?.value === undefined || table.value === null ? '' : String(table.value);
  const fulfilment = pickup ? 'pickup' : destination ? 'delivery' : tableText ? 'dine-in' : 'unknown';
  const slot = logistics?.deliveryTimeSlot?.from;
  return {
    id: order.id,
    number: order.number,
    cancelled: order.status === 'CANCELED',
    paid: order.paymentStatus === 'PAID' || order.priceSummary?.total?.amount === 0,
    createdAt: order.createdDate,
    updatedAt: order.updatedDate,
    fulfilment,
    dueAt: slot && !Number.isNaN(Date.parse(slot)) ? new Date(slot).toISOString() : null,
    dueText: logistics?.deliveryTime ?? '',
    customer: [person?.firstName, person?.lastName].filter(Boolean).join(' '),
    phone: person?.phone ?? '',
    address: fulfilment === 'delivery' ? addressLines(destination?.address) : [],
    table: tableText,
    note: order.buyerNote ?? '',
    instructions: logistics?.instructions ?? '',
    items: order.lineItems.map(kitchenItem),
    totals: orderTotals(order),
  };
}

function kitchenItem(item: WixOrder['lineItems'][number]): KitchenItem {
  const words = (
    value: { original?: string | null | undefined; translated?: string | null | undefined } | null | undefined,
  ) => value?.original ?? value?.translated ?? '';
  const details = item.modifierGroups.flatMap((group) =>
    group.modifiers.map((modifier) => {
      const count = modifier.quantity > 1 ? `${modifier.quantity}× ` : '';
      const extra = words(modifier.details);
      const name = words(group.name);
      return `${name ? `${name}: ` : ''}${count}${words(modifier.label)}${extra ? ` (${extra})` : ''}`;
    }),
  );
  const notes = item.descriptionLines
    .map((line) => [words(line.name), words(line.plainText) || words(line.colorInfo) || words(line.plainTextValue)])
    .map((parts) => parts.filter(Boolean).join(': '))
    .filter(Boolean);
  const section = item.catalogReference?.options?.sectionId ?? '';
  return { quantity: item.quantity, name: words(item.productName), details, notes, section, total: lineTotal(item) };
}

function addressLines(address: z.infer<typeof addressSchema>): string[] {
  if (!address) return [];
  const street = [address.streetAddress?.name, address.streetAddress?.number].filter(Boolean).join(' ');
  const town = [address.postalCode, address.city].filter(Boolean).join(' ');
  return [street || address.addressLine || '', address.addressLine2 ?? '', town].filter(Boolean);
}

/** What a cook reads of an item, in this order: hashes and comparisons hang on it. */
export function cookedItem({ quantity, name, details, notes }: KitchenItem) {
  return { quantity, name, details, notes };
}

/**
 * SHA-256 over what a cook would read. Same hash, nothing to print; a payment that comes in later does not change it, nor does a
 * section that is arranged anew.
 */
export function contentHash(order: KitchenOrder): string {
  const { updatedAt: _updated, paid: _paid, items, totals: _totals, ...printable } = order;
  return createHash('sha256')
    .update(JSON.stringify({ ...printable, items: items.map(cookedItem) }))
    .digest('hex');
}
