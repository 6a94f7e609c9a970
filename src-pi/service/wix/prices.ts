import { z } from 'zod';

/*
 * Money as the Wix eCommerce API tells it: decimal strings, sums and taxes per line. Everything is optional, because a ticket without
 * a price is better than none. Amounts are whole cents (hundredths of the currency).
 */
const money = z
  .looseObject({ amount: z.coerce.number().nullish().catch(null) })
  .nullish()
  .catch(null);
/** `taxInfo` of the newer API and `taxDetails` of the older one; rates are shares as strings: "0.07". */
const tax = z
  .looseObject({
    taxRate: z.coerce.number().nullish().catch(null),
    taxAmount: money,
    totalTax: money,
    taxableAmount: money,
  })
  .nullish()
  .catch(null);
type Money = z.infer<typeof money>;
type Tax = z.infer<typeof tax>;

/** To be spread into the schema of a line item. */
export const linePriceFields = {
  price: money,
  totalPriceAfterTax: money,
  totalPriceBeforeTax: money,
  taxInfo: tax,
  taxDetails: tax,
};
/** To be spread into the schema of `shippingInfo`. */
export const shippingPriceFields = {
  cost: z.looseObject({ price: money, totalPriceAfterTax: money, taxInfo: tax, taxDetails: tax }).nullish().catch(null),
};
export const feeSchema = z.looseObject({
  name: z.string().nullish().catch(null),
  price: money,
  priceAfterTax: money,
  taxInfo: tax,
  taxDetails: tax,
});
export const priceSummarySchema = z
  .looseObject({
    subtotal: money,
    shipping: money,
    tax: money,
    discount: money,
    totalAdditionalFees: money,
    total: money,
  })
  .nullish()
  .catch(null);
export const balanceSchema = z.looseObject({ balance: money }).nullish().catch(null);

/** What an order costs, in cents; null where the shop does not say. */
export interface OrderTotals {
  readonly currency: string;
  readonly subtotal: number | null;
  readonly delivery: number | null;
  readonly discount: number | null;
  readonly tip: number | null;
  /** Fees that are no tip, with the shop's names. */
  readonly fees: readonly { readonly name: string; readonly amount: number }[];
  readonly total: number | null;
  /** What is still to be paid. */
  readonly open: number | null;
  /** All tax in the total. */
  readonly tax: number | null;
  /** By rate in percent, ascending; empty unless the shop's own figures add up to `tax`. */
  readonly taxes: readonly TaxLine[];
}

export interface TaxLine {
  readonly rate: number;
  readonly net: number;
  readonly tax: number;
  readonly gross: number;
}

/** Cents of an amount; null if there is none. */
export function cents(value: Money): number | null {
  return value?.amount === null || value?.amount === undefined ? null : Math.round(value.amount * 100);
}

interface PricedLine {
  readonly price?: Money;
  readonly totalPriceAfterTax?: Money;
  readonly taxInfo?: Tax;
  readonly taxDetails?: Tax;
}

/** What a line costs in cents, with all its pieces and extras; null where the shop does not say. */
export function lineTotal(item: PricedLine & { quantity: number }): number | null {
  const unitPrice = cents(item.price);
  return cents(item.totalPriceAfterTax) ?? (unitPrice === null ? null : Math.round(unitPrice * item.quantity));
}

interface PricedOrder {
  readonly currency?: string | null | undefined;
  readonly paymentStatus?: string | null | undefined;
  readonly lineItems: readonly PricedLine[];
  readonly shippingInfo?: { readonly cost?: PricedLine | null | undefined } | null | undefined;
  readonly additionalFees: readonly z.infer<typeof feeSchema>[];
  readonly priceSummary?: z.infer<typeof priceSummarySchema>;
  readonly balanceSummary?: z.infer<typeof balanceSchema>;
}

/** Adds up nothing that the shop has not said itself. */
export function orderTotals(order: PricedOrder): OrderTotals {
  const sums = order.priceSummary;
  const fees = order.additionalFees.map((fee) => ({
    name: fee.name ?? '',
    amount: cents(fee.priceAfterTax) ?? cents(fee.price) ?? 0,
  }));
  const tips = fees.filter(({ name }) => isTip(name));
  const total = cents(sums?.total);
  const allTax = cents(sums?.tax);
  return {
    currency: order.currency ?? 'EUR',
    subtotal: cents(sums?.subtotal),
    delivery: cents(sums?.shipping) ?? cents(order.shippingInfo?.cost?.price),
    discount: cents(sums?.discount),
    tip: tips.length > 0 ? tips.reduce((sum, { amount }) => sum + amount, 0) : null,
    fees: fees.filter(({ name, amount }) => !isTip(name) && amount !== 0),
    total,
    open: cents(order.balanceSummary?.balance) ?? (order.paymentStatus === 'PAID' ? 0 : total),
    tax: allTax,
    taxes: taxLines(order, allTax),
  };
}

function isTip(name: string): boolean {
  return /trinkgeld|\btips?\b|gratuity|pourboire|bahşiş/i.test(name);
}

/** Figures that do not add up to the shop's own sum of taxes are worth less than none. A cent a rate is rounding. */
function taxLines(order: PricedOrder, allTax: number | null): TaxLine[] {
  const byRate = new Map<number, { net: number; tax: number }>();
  const lines = [
    ...order.lineItems,
    ...(order.shippingInfo?.cost ? [{ ...order.shippingInfo.cost }] : []),
    ...order.additionalFees.map((fee) => ({ ...fee, totalPriceAfterTax: fee.priceAfterTax ?? fee.price })),
  ];
  for (const line of lines) {
    const told = line.taxInfo ?? line.taxDetails;
    const amount = cents(told?.taxAmount ?? told?.totalTax ?? null);
    if (told?.taxRate === null || told?.taxRate === undefined || amount === null) continue;
    const gross = cents(line.totalPriceAfterTax ?? null) ?? cents(line.price ?? null);
    const net = gross === null ? cents(told.taxableAmount) : gross - amount;
    if (net === null || (net === 0 && amount === 0)) continue;
    const rate = percent(told.taxRate);
    const sum = byRate.get(rate) ?? { net: 0, tax: 0 };
    byRate.set(rate, { net: sum.net + net, tax: sum.tax + amount });
  }
  const found = [...byRate].map(([rate, { net, tax: sum }]) => ({ rate, net, tax: sum, gross: net + sum }));
  const together = found.reduce((sum, line) => sum + line.tax, 0);
  const adds = found.length > 0 && (allTax === null || Math.abs(together - allTax) <= found.length);
  return adds ? found.sort((a, b) => a.rate - b.rate) : [];
}

/** A share as percent, without the dust of binary fractions. */
function percent(share: number): number {
  return Math.round(share * 10_000) / 100;
}
