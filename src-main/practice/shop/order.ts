import { randomUUID } from 'node:crypto';
import type { Sample } from './samples.ts';

type Item = Sample['items'][number];

/** An order in the shape of the Wix eCommerce REST API (`wix.ecom.v1.order`). Only what the shop itself reads is named. */
export interface ShopOrder {
  readonly id: string;
  readonly number: string;
  readonly createdDate: string;
  updatedDate: string;
  status: 'INITIALIZED' | 'APPROVED' | 'PENDING' | 'REJECTED' | 'CANCELED';
  paymentStatus: string;
  [field: string]: unknown;
}

/** App ids of Wix: Restaurants (orders), Stores. */
const appIds = {
  restaurants: '9a5d83fd-8570-482e-81ab-cfa88942ee60',
  stores: '215238eb-22a5-4c36-9e7b-e7c08025e04e',
} as const;
const carrier = '9a5d83fd-8570-482e-81ab-cfa88942ee60';
const restaurant = {
  country: 'DE',
  city: 'Stuttgart',
  postalCode: '70173',
  streetAddress: { name: 'Marktplatz', number: '5' },
};

const cents = (amount: string): number => Math.round(Number(amount) * 100);
const price = (value: number) => {
  const amount = (value / 100).toFixed(2);
  return { amount, formattedAmount: `${amount.replace('.', ',')} €` };
};

/** Makes a fresh order of a sample: new ids, dates from `now`. */
export function orderOf(sample: Sample, number: string, now: Date): ShopOrder {
  const created = new Date(now.getTime() - sample.createdMinutesAgo * 60_000).toISOString();
  const count = sample.repeatItems ?? sample.items.length;
  const items = Array.from({ length: count }, (_, index) => {
    const item = sample.items[index % sample.items.length] as Item;
    return sample.repeatItems ? { ...item, name: `${item.name} (${index + 1})` } : item;
  });
  const contact = {
    firstName: sample.customer.firstName,
    lastName: sample.customer.lastName,
    phone: sample.customer.phone,
  };
  const order: ShopOrder = {
    id: randomUUID(),
    number,
    createdDate: created,
    updatedDate: now.toISOString(),
    purchasedDate: created,
    status: sample.initialStatus,
    paymentStatus: sample.payment,
    fulfillmentStatus: 'NOT_FULFILLED',
    archived: false,
    imported: false,
    seenByAHuman: false,
    buyerLanguage: sample.buyerLanguage,
    siteLanguage: 'de',
    currency: 'EUR',
    taxIncludedInPrices: true,
    channelInfo: { type: 'WEB' },
    checkoutId: randomUUID(),
    purchaseFlowId: randomUUID(),
    businessLocation: { id: '5c0e0000-0000-4000-8000-000000000001', name: 'Stuttgart-Mitte' },
    buyerInfo: { visitorId: randomUUID(), contactId: randomUUID(), email: sample.customer.email },
    ...(sample.note ? { buyerNote: sample.note } : {}),
    lineItems: items.map((item, index) => lineItemOf(item, index, sample.buyerLanguage)),
    ...shippingOf(sample, contact, now),
    recipientInfo: { contactDetails: contact },
    additionalFees: sample.tip ? [{ name: 'Trinkgeld', price: price(cents(sample.tip)) }] : [],
    customFields: sample.fulfilment.kind === 'dine-in' ? [{ title: 'Tisch', value: sample.fulfilment.table }] : [],
    activities: [{ type: 'ORDER_PLACED', createdDate: created }],
  };
  return { ...order, ...sumsOf(items, sample) };
}

/** The order after `followUp: edit`: more items, another note, new sums; `updatedDate` moves. */
export function edited(order: ShopOrder, change: { note?: string; addItems?: Item[] }, now: Date): ShopOrder {
  const before = order.lineItems as unknown[];
  const more = (change.addItems ?? []).map((item, index) =>
    lineItemOf(item, before.length + index, String(order.buyerLanguage)),
  );
  const added = (change.addItems ?? []).reduce((sum, item) => sum + itemTotal(item), 0);
  const sums = order.priceSummary as Record<string, { amount: string }>;
  const total = cents(sums.total?.amount ?? '0.00') + added;
  return {
    ...order,
    updatedDate: now.toISOString(),
    ...(change.note === undefined ? {} : { buyerNote: change.note }),
    lineItems: [...before, ...more],
    priceSummary: { ...sums, subtotal: price(cents(sums.subtotal?.amount ?? '0.00') + added), total: price(total) },
  };
}

function itemTotal(item: Item): number {
  const modifiers = item.modifiers.reduce((sum, modifier) => sum + cents(modifier.price) * modifier.quantity, 0);
  return (cents(item.price) + modifiers) * item.quantity;
}

function sumsOf(items: readonly Item[], sample: Sample): Record<string, unknown> {
  const subtotal = items.reduce((sum, item) => sum + itemTotal(item), 0);
  const shipping = cents(sample.shippingCost ?? '0.00');
  const tip = cents(sample.tip ?? '0.00');
  const discount = cents(sample.discount ?? '0.00');
  const total = Math.max(0, subtotal + shipping + tip - discount);
  return {
    priceSummary: {
      subtotal: price(subtotal),
      shipping: price(shipping),
      tax: price(Math.round((total * 7) / 107)),
      discount: price(discount),
      totalAdditionalFees: price(tip),
      total: price(total),
    },
    balanceSummary: { balance: price(sample.payment === 'PAID' ? 0 : total) },
  };
}

function lineItemOf(item: Item, index: number, language: string): unknown {
  const translate = (original: string, translated = original) => ({
    original,
    ...(language === 'de' ? {} : { translated }),
  });
  const groups = [...new Set(item.modifiers.map((modifier) => modifier.group))];
  return {
    id: `00000000-0000-0000-0000-${String(index + 1).padStart(12, '0')}`,
    quantity: item.quantity,
    productName: translate(item.name, item.translated),
    catalogReference: {
      catalogItemId: randomUUID(),
      appId: appIds[item.app],
      ...(item.app === 'restaurants'
        ? { options: { operationId: 'operation-1', menuId: 'menu-1', sectionId: item.section } }
        : {}),
    },
    itemType: { preset: item.app === 'restaurants' ? 'PHYSICAL' : 'GIFT_CARD' },
    price: price(cents(item.price)),
    priceBeforeDiscounts: price(cents(item.price)),
    totalPriceAfterTax: price(itemTotal(item)),
    descriptionLines: item.specialRequest
      ? [{ name: { original: 'Sonderwunsch' }, plainText: { original: item.specialRequest } }]
      : [],
    modifierGroups: groups.map((group, at) => ({
      id: `g${at + 1}`,
      name: { original: group },
      modifiers: item.modifiers
        .filter((modifier) => modifier.group === group)
        .map((modifier, place) => ({
          id: `m${at + 1}-${place + 1}`,
          quantity: modifier.quantity,
          label: { original: modifier.label },
          ...(modifier.details ? { details: { original: modifier.details } } : {}),
          price: price(cents(modifier.price)),
        })),
    })),
  };
}

function shippingOf(sample: Sample, contact: object, now: Date): Record<string, unknown> {
  const wish = sample.fulfilment;
  if (wish.kind === 'dine-in' || wish.kind === 'none') return {};
  const from = new Date(now.getTime() + wish.minutesFromNow * 60_000);
  const to = new Date(from.getTime() + wish.windowMinutes * 60_000);
  const slot = { from: from.toISOString(), to: to.toISOString() };
  const cost = { price: price(cents(sample.shippingCost ?? '0.00')) };
  if (wish.kind === 'pickup')
    return {
      shippingInfo: {
        title: 'Abholung',
        code: 'pickup',
        carrierId: carrier,
        logistics: {
          ...(wish.asap ? { deliveryTime: 'So bald wie möglich' } : { deliveryTimeSlot: slot }),
          pickupDetails: { address: restaurant, pickupMethod: 'STORE_PICKUP' },
          shippingDestination: { address: restaurant, contactDetails: contact },
        },
        cost,
      },
    };
  return {
    shippingInfo: {
      title: 'Lieferung',
      code: 'delivery',
      carrierId: carrier,
      logistics: {
        deliveryTimeSlot: slot,
        ...(wish.instructions ? { instructions: wish.instructions } : {}),
        shippingDestination: {
          address: {
            country: 'DE',
            city: wish.address.city,
            postalCode: wish.address.postalCode,
            streetAddress: { name: wish.address.street, number: wish.address.number },
            ...(wish.address.line2 ? { addressLine2: wish.address.line2 } : {}),
          },
          contactDetails: contact,
        },
      },
      cost,
    },
  };
}
