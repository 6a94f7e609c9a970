import type { ShopOrder } from './order.ts';
import { edited, orderOf } from './order.ts';
import type { Sample } from './samples.ts';

/** The pretend shop's order book: order numbers follow each other, every change moves `updatedDate`. */
export interface OrderBook {
  all(): readonly ShopOrder[];
  get(id: string): ShopOrder | undefined;
  place(sample: Sample): ShopOrder;
  edit(id: string, change: Parameters<typeof edited>[1]): void;
  cancel(id: string): void;
  /** Turns a PENDING order into an APPROVED one, as a late payment does. */
  approve(id: string): void;
  /** Does at once what the sample says happens later. */
  followUp(id: string, sample: Sample): void;
}

/** Orders that the book keeps; the oldest go first. */
const maximumOrders = 2000;

/** Opens a book with the orders of before. `changed` hears of every change, after it. */
export function openOrders(before: readonly ShopOrder[], now: () => Date, changed: () => void): OrderBook {
  let orders = [...before];
  let lastMoment = 0;
  /** A moment that is later than that of every change before, as updatedDate has to be. */
  const moment = (): Date => {
    lastMoment = Math.max(now().getTime(), lastMoment + 1);
    return new Date(lastMoment);
  };
  const change = (id: string, to: (order: ShopOrder) => ShopOrder): void => {
    const found = orders.findIndex((order) => order.id === id);
    const order = orders[found];
    if (!order) throw new RangeError(`no order ${id}`);
    orders[found] = to(order);
    changed();
  };
  const setStatus = (id: string, status: ShopOrder['status'], paymentStatus?: string): void =>
    change(id, (order) => ({
      ...order,
      status,
      paymentStatus: paymentStatus ?? order.paymentStatus,
      updatedDate: moment().toISOString(),
    }));

  const book: OrderBook = {
    all: () => orders,
    get: (id) => orders.find((order) => order.id === id),
    place(sample) {
      const number = Math.max(10_426, ...orders.map((order) => Number(order.number))) + 1;
      const order = orderOf(sample, String(number), moment());
      orders = [...orders, order].slice(-maximumOrders);
      changed();
      return order;
    },
    edit: (id, wanted) => change(id, (order) => edited(order, wanted, moment())),
    cancel: (id) => setStatus(id, 'CANCELED'),
    approve: (id) => setStatus(id, 'APPROVED', 'PAID'),
    followUp(id, { followUp }) {
      if (followUp?.action === 'cancel') book.cancel(id);
      else if (followUp?.action === 'approve') book.approve(id);
      else if (followUp)
        book.edit(id, { addItems: followUp.addItems, ...(followUp.note ? { note: followUp.note } : {}) });
    },
  };
  return book;
}
