import type { DriverLayout } from '../../../src-shared/service/ticket-layout.ts';
import type { KitchenOrder } from '../wix/order.ts';
import { itemCount, type TicketKit, type TicketLines } from './kit.ts';
import type { Line } from './sheet.ts';

/** The driver's ticket: where to, whom to call, what to collect, how many things are in the bag. How they are made is not there. */
export function driverTicket(kit: TicketKit, layout: DriverLayout): TicketLines {
  const { words, separator } = kit;
  const head = (order: KitchenOrder): Line[] => [...kit.number(order, layout.numberSize), ...kit.fulfilment(order)];
  const destination = (order: KitchenOrder): Line[] => {
    const size = layout.addressSize;
    const lines: Line[] = [{ text: order.fulfilment === 'delivery' ? words.bring : words.take }];
    if (order.table) lines.push({ text: `${words.table} ${order.table}`, size, bold: true });
    if (order.customer) lines.push({ text: order.customer, size, bold: true });
    for (const text of order.address) lines.push({ text, size, bold: true });
    if (order.phone) lines.push({ text: `${words.phone} ${order.phone}`, size });
    if (order.instructions) lines.push({ text: ` ${order.instructions} `, bold: true, inverse: true });
    if (order.note) lines.push({ text: `${words.note}: ${order.note}`, bold: true });
    return lines;
  };
  const payment = ({ paid, totals }: KitchenOrder): Line[] => {
    if (paid || totals.open === 0) return [{ text: words.paidNothingToCollect, bold: true, centred: true }];
    const due = totals.open ?? totals.total;
    const lines: Line[] = [
      { text: ` ${words.collect} `, size: 2, wide: true, bold: true, inverse: true, centred: true },
    ];
    if (due !== null)
      lines.push({ text: kit.amount(due, totals.currency), size: 3, wide: true, bold: true, centred: true });
    else lines.push({ text: words.unpaid, size: 2, bold: true, centred: true });
    return lines;
  };
  const bag = (order: KitchenOrder): Line[] => [
    { text: `${itemCount(order)} ${words.pieces}`, size: 2, bold: true },
    ...(layout.showItems ? order.items.map((item) => ({ text: `${item.quantity}× ${item.name}`, indent: 3 })) : []),
  ];
  const told = (order: KitchenOrder) => JSON.stringify([order.number, kit.fulfilment(order), destination(order)]);
  const packed = (order: KitchenOrder) => JSON.stringify(bag(order));
  const owed = ({ paid, totals }: KitchenOrder) => (paid ? 0 : (totals.open ?? totals.total));

  return {
    full: (order, part) => [
      ...kit.copy(part),
      ...head(order),
      separator,
      ...destination(order),
      separator,
      ...payment(order),
      separator,
      ...bag(order),
    ],
    change: (before, after, part) => {
      const parts = [
        told(before) === told(after) ? [] : [...destination(after), separator],
        owed(before) === owed(after) ? [] : [...payment(after), separator],
        packed(before) === packed(after) ? [] : bag(after),
      ];
      if (parts.every((lines) => lines.length === 0)) return null;
      return [...kit.changeHead(part), ...head(after), separator, { text: words.head, bold: true }, ...parts.flat()];
    },
    cancel: (order, part) => [
      ...kit.cancelHead(part),
      ...head(order),
      separator,
      ...destination({ ...order, instructions: '', note: '' }),
      separator,
      { text: `${itemCount(order)} ${words.pieces}` },
    ],
  };
}
