import { clockText, dayText, wallTime } from '../time/wall-clock.ts';
import type { KitchenItem, KitchenOrder } from '../wix/order.ts';
import { amountText } from './figures.ts';
import type { Line } from './sheet.ts';
import type { TicketWords } from './words.ts';

/** Who the restaurant is, for the head of a guest's ticket. Empty lines are left out. */
export interface RestaurantIdentity {
  readonly name: string;
  readonly address: string;
  readonly phone: string;
}

/** Which part of an order a ticket is: who makes the rest, and which of how many copies it is. */
export interface Part {
  readonly others: readonly string[];
  readonly copy: number;
  readonly copies: number;
}

/** What one kind of ticket says, line by line. Pure: the same order gives the same lines. */
export interface TicketLines {
  /** The order as far as the station has to do with it. */
  full(order: KitchenOrder, part: Part): Line[];
  /** Only what differs from what was printed before; null where nothing does. */
  change(before: KitchenOrder, after: KitchenOrder, part: Part): Line[] | null;
  cancel(order: KitchenOrder, part: Part): Line[];
}

/** What all kinds of tickets say in the same way. */
export interface TicketKit {
  readonly words: TicketWords;
  readonly separator: Line;
  /** `19:45`, or `24.11. 19:45` where it is not the day of the order. */
  due(order: KitchenOrder): string;
  moment(at: string): string;
  /** `12,50 €`; the ticket's language says how. */
  amount(cents: number, currency: string): string;
  number(order: KitchenOrder, size: 0 | 1 | 2 | 3): Line[];
  fulfilment(order: KitchenOrder): Line[];
  copy(part: Part): Line[];
  changeHead(part: Part): Line[];
  cancelHead(part: Part): Line[];
}

/** Builds the kit. `columns` are the places of a line of font A; the zone is the one of the times on paper. */
export function ticketKit(words: TicketWords, columns: number, timeZone: string | undefined): TicketKit {
  const time = (at: string) => clockText(wallTime(new Date(at), timeZone));
  const day = (at: string) => dayText(words.dayForm, wallTime(new Date(at), timeZone));
  const slipHead = (text: string): Line => ({
    text: ` ${text} `,
    size: 2,
    wide: true,
    bold: true,
    inverse: true,
    centred: true,
  });
  const copy = (part: Part): Line[] =>
    part.copies > 1 ? [{ text: `${words.copy} ${part.copy}/${part.copies}`, centred: true }] : [];
  const due = (order: KitchenOrder): string => {
    if (!order.dueAt) return order.dueText || words.asSoonAsPossible;
    return day(order.dueAt) === day(order.createdAt) ? time(order.dueAt) : `${day(order.dueAt)} ${time(order.dueAt)}`;
  };
  return {
    words,
    separator: { text: '-'.repeat(columns) },
    due,
    moment: (at) => `${day(at)} ${time(at)}`,
    amount: (cents, currency) => amountText(words, cents, currency),
    number: (order, size) => (size === 0 ? [] : [{ text: order.number, size, wide: true, bold: true, centred: true }]),
    fulfilment: (order) => [
      { text: words[order.fulfilment], size: 2, wide: true, bold: true, centred: true },
      { text: due(order), size: 2, wide: true, centred: true },
    ],
    copy,
    changeHead: (part) => [...copy(part), slipHead(words.change), { text: words.changeExplained, centred: true }],
    cancelHead: (part) => [...copy(part), slipHead(words.cancel)],
  };
}

/** More than any order has: what is beyond it is nonsense that the shop should not have let through. */
const mostPieces = 1_000_000;

/** Pieces to make, not lines. A whole number between 0 and a million, whatever the shop says. */
export function itemCount(order: KitchenOrder): number {
  const pieces = order.items.reduce((sum, item) => sum + item.quantity, 0);
  return Math.round(Math.min(Math.max(pieces, 0), mostPieces));
}

/** What is no longer made and what is new, by content: moving a line is no change. */
export function itemDifferences(
  before: readonly KitchenItem[],
  after: readonly KitchenItem[],
  contentOf: (item: KitchenItem) => unknown,
): { removed: KitchenItem[]; added: KitchenItem[] } {
  const remaining = before.map((item) => ({ item, key: JSON.stringify(contentOf(item)) }));
  const added = after.filter((item) => {
    const index = remaining.findIndex((entry) => entry.key === JSON.stringify(contentOf(item)));
    if (index < 0) return true;
    remaining.splice(index, 1);
    return false;
  });
  return { removed: remaining.map((entry) => entry.item), added };
}
