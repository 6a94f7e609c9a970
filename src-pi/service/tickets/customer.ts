import type { CustomerLayout } from '../../../src-shared/service/ticket-layout.ts';
import type { KitchenItem, KitchenOrder } from '../wix/order.ts';
import type { OrderTotals } from '../wix/prices.ts';
import { figureText } from './figures.ts';
import type { RestaurantIdentity, TicketKit, TicketLines } from './kit.ts';
import type { Line } from './sheet.ts';

/**
 * The guest's ticket: what was ordered and what it costs, with the taxes as the shop has told them, and that it is no fiscal
 * receipt. Nothing is added up here, and no tax is made up.
 */
export function customerTicket(kit: TicketKit, layout: CustomerLayout, restaurant: RestaurantIdentity): TicketLines {
  const { words, separator } = kit;
  const head = (order: KitchenOrder): Line[] => [
    ...(restaurant.name ? [{ text: restaurant.name, size: 2 as const, bold: true, centred: true }] : []),
    ...restaurant.address
      .split(/\r?\n|, /)
      .filter(Boolean)
      .map((text) => ({ text, centred: true })),
    ...(restaurant.phone ? [{ text: `${words.phone} ${restaurant.phone}`, centred: true }] : []),
    { text: '' },
    ...kit.number(order, layout.numberSize),
    { text: `${words[order.fulfilment]} · ${words.for} ${kit.due(order)}`, centred: true },
    { text: `${words.orderedAt} ${kit.moment(order.createdAt)}`, centred: true },
  ];
  const guest = (order: KitchenOrder): Line[] => {
    if (!layout.showAddress) return [];
    const lines = [order.customer, ...order.address, order.table && `${words.table} ${order.table}`].filter(Boolean);
    return lines.length > 0 ? [separator, ...lines.map((text) => ({ text: text as string }))] : [];
  };
  const itemLines = (item: KitchenItem, currency: string): Line[] => [
    {
      text: `${item.quantity}× ${item.name}`,
      size: layout.itemSize,
      indent: 3,
      ...(item.total === null ? {} : { right: kit.amount(item.total, currency) }),
    },
    ...item.details.map((detail) => ({ text: `   ${detail}`, indent: 5 })),
  ];
  const sums = (totals: OrderTotals): Line[] => {
    const line = (text: string, cents: number | null): Line[] =>
      cents === null || cents === 0 ? [] : [{ text, right: kit.amount(cents, totals.currency) }];
    return [
      ...line(words.subtotal, totals.subtotal),
      ...line(words.deliveryFee, totals.delivery),
      ...totals.fees.flatMap(({ name, amount }) => line(name, amount)),
      ...line(words.discount, totals.discount === null ? null : -Math.abs(totals.discount)),
      ...line(words.tip, totals.tip),
      ...(totals.total === null
        ? []
        : [{ text: words.total, right: kit.amount(totals.total, totals.currency), size: 2 as const, bold: true }]),
    ];
  };
  const payment = ({ paid, totals }: KitchenOrder): Line[] => {
    if (paid || totals.open === 0) return [{ text: words.paid, bold: true }];
    return totals.open === null
      ? []
      : [{ text: words.open, right: kit.amount(totals.open, totals.currency), bold: true }];
  };
  const taxes = (totals: OrderTotals): Line[] => {
    if (!layout.showTaxes) return [];
    if (totals.taxes.length > 0) {
      const rows = totals.taxes.map(({ rate, net, tax, gross }) => [
        `${figureText(words, rate)} %`,
        ...[net, tax, gross].map((cents) => figureText(words, cents / 100, 2)),
      ]);
      return [separator, ...tabled([words.taxHead, ...rows], separator.text.length)];
    }
    if (totals.tax === null || totals.tax === 0) return [];
    return [{ text: words.taxIncluded, right: kit.amount(totals.tax, totals.currency) }];
  };
  const end = (): Line[] => [
    separator,
    ...layout.footer
      .split(/\r?\n/)
      .filter(Boolean)
      .map((text) => ({ text, centred: true })),
    { text: words.notFiscal, centred: true },
  ];
  const body = (order: KitchenOrder): Line[] => [
    ...order.items.flatMap((item) => itemLines(item, order.totals.currency)),
    separator,
    ...sums(order.totals),
    ...payment(order),
    ...taxes(order.totals),
  ];
  const comparable = (order: KitchenOrder) =>
    JSON.stringify([kit.fulfilment(order), guest(order), { ...order, paid: true }.items, order.totals.total]);

  return {
    full: (order, part) => [...kit.copy(part), ...head(order), ...guest(order), separator, ...body(order), ...end()],
    /** The guest needs the new sums, and sums cannot be given as differences: the slip has the whole order under CHANGE. */
    change: (before, after, part) =>
      comparable(before) === comparable(after)
        ? null
        : [...kit.changeHead(part), ...head(after), ...guest(after), separator, ...body(after), ...end()],
    cancel: (order, part) => [...kit.cancelHead(part), ...head(order), ...guest(order), ...end()],
  };
}

/** Columns of equal width, set to the right but for the first. */
function tabled(rows: readonly (readonly string[])[], columns: number): Line[] {
  const first = Math.min(8, Math.floor(columns / 4));
  const other = Math.floor((columns - first) / 3);
  return rows.map(([head = '', ...cells]) => ({
    text: head.padEnd(first) + cells.map((cell) => cell.padStart(other)).join(''),
  }));
}
