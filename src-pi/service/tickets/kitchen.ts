import { cookedItem, type KitchenItem, type KitchenOrder } from '../wix/order.ts';
import { type Line, type PaperSettings, rule, type Sheet, setLines } from './sheet.ts';
import type { TicketWords } from './words.ts';

/** Renders tickets for one paper in one language. Pure: the same order gives the same bytes. */
export interface TicketRenderer {
  readonly millimetres: 58 | 80;
  /** What the station makes of the order. */
  full(order: KitchenOrder, part: Part): Sheet;
  /** Only what differs from what was printed before; null where nothing does. */
  change(before: KitchenOrder, after: KitchenOrder, part: Part): Sheet | null;
  cancel(order: KitchenOrder, part: Part): Sheet;
  /** For an order that cannot be read: says so, and names it. */
  unreadable(name: string): Sheet;
  /** A ticket that the older service had written but not yet printed. */
  legacy(orderNumber: string, text: string): Sheet;
  /** Stands above any second ticket of the same job. `at` is an ISO instant; `possiblyDouble` where nobody has looked for the first. */
  reprintMark(attempt: number, at: string, possiblyDouble?: boolean): Sheet;
  /** Stands above a ticket that comes out of another printer than usual. */
  spareMark(stationName: string): Sheet;
}

/** Which part of an order a ticket is: who makes the rest, and which of how many copies it is. */
export interface Part {
  readonly others: readonly string[];
  readonly copy: number;
  readonly copies: number;
}

/** Builds the renderer. */
export function ticketRenderer(words: TicketWords, paper: PaperSettings): TicketRenderer {
  const clock = timeFormats(paper.timeZone);
  const separator = rule(paper);

  const head = (order: KitchenOrder): Line[] => [
    { text: order.number, size: 3, wide: true, bold: true, centred: true },
    { text: words[order.fulfilment], size: 2, wide: true, bold: true, centred: true },
    { text: dueText(order), size: 2, wide: true, centred: true },
  ];
  const dueText = (order: KitchenOrder): string => {
    if (!order.dueAt) return order.dueText || words.asSoonAsPossible;
    const sameDay = clock.day(order.dueAt) === clock.day(order.createdAt);
    return sameDay ? clock.time(order.dueAt) : `${clock.day(order.dueAt)} ${clock.time(order.dueAt)}`;
  };
  const details = (order: KitchenOrder): Line[] => {
    const lines: Line[] = [];
    if (!order.paid) lines.push({ text: ` ${words.unpaid} `, bold: true, inverse: true, centred: true });
    if (order.table) lines.push({ text: `${words.table} ${order.table}`, size: 2, bold: true });
    if (order.customer) lines.push({ text: order.customer, bold: true });
    if (order.phone) lines.push({ text: `${words.phone} ${order.phone}` });
    for (const line of order.address) lines.push({ text: line });
    if (order.instructions) lines.push({ text: `${words.instructions}: ${order.instructions}` });
    if (order.note) lines.push({ text: `${words.note}: ${order.note}`, bold: true });
    return lines;
  };
  const received = (order: KitchenOrder): Line => ({
    text: `${words.received} ${clock.day(order.createdAt)} ${clock.time(order.createdAt)} · ${itemCount(order)} ${words.items}`,
  });

  const copyOf = ({ copy, copies }: Part): Line[] =>
    copies > 1 ? [{ text: `${words.copy} ${copy}/${copies}`, centred: true }] : [];
  const elsewhere = ({ others }: Part): Line[] =>
    others.length > 0 ? [{ text: `${words.others}: ${others.join(', ')}`, bold: true }] : [];
  /** What is told above the items, without the payment: that one changes no dish. */
  const told = (order: KitchenOrder) => JSON.stringify([head(order), details({ ...order, paid: true })]);

  return {
    millimetres: paper.millimetres,
    full: (order, part) =>
      setLines(
        [
          ...copyOf(part),
          ...head(order),
          separator,
          ...details(order),
          separator,
          ...order.items.flatMap(itemLines),
          separator,
          ...elsewhere(part),
          received(order),
        ],
        paper,
      ),
    change: (before, after, part) => {
      const { removed, added } = itemDifferences(before.items, after.items);
      const headChanged = told(before) !== told(after);
      if (!headChanged && removed.length === 0 && added.length === 0) return null;
      const lines: Line[] = [
        ...copyOf(part),
        { text: ` ${words.change} `, size: 2, wide: true, bold: true, inverse: true, centred: true },
        { text: words.changeExplained, centred: true },
        ...head(after),
        separator,
      ];
      if (headChanged) lines.push({ text: words.head, bold: true }, ...details(after), separator);
      if (removed.length > 0) lines.push({ text: ` ${words.removed} `, inverse: true }, ...removed.flatMap(itemLines));
      if (added.length > 0) lines.push({ text: ` ${words.added} `, inverse: true }, ...added.flatMap(itemLines));
      return setLines([...lines, separator, ...elsewhere(part), received(after)], paper);
    },
    cancel: (order, part) =>
      setLines(
        [
          ...copyOf(part),
          { text: ` ${words.cancel} `, size: 2, wide: true, bold: true, inverse: true, centred: true },
          ...head(order),
          { text: words.cancelExplained, size: 2, bold: true, centred: true },
          separator,
          ...order.items.flatMap(itemLines),
          separator,
          received(order),
        ],
        paper,
      ),
    unreadable: (name) =>
      setLines(
        [
          { text: name, size: 2, wide: true, bold: true, centred: true },
          { text: ` ${words.unreadable} `, size: 2, inverse: true, centred: true },
          { text: words.unreadableExplained },
        ],
        paper,
      ),
    legacy: (orderNumber, text) =>
      setLines(
        [
          { text: orderNumber, size: 2, wide: true, bold: true, centred: true },
          { text: words.legacy, centred: true },
          separator,
          ...text.split(/\r?\n/).map((line) => ({ text: line })),
        ],
        paper,
      ),
    spareMark: (stationName) =>
      setLines([{ text: `${words.sparePrinter} ${stationName}`, size: 2, bold: true, centred: true }], paper),
    reprintMark: (attempt, at, possiblyDouble) =>
      setLines(
        [
          { text: ` ${words.reprint} `, size: 2, bold: true, inverse: true, centred: true },
          ...(possiblyDouble ? [{ text: words.possiblyDouble, size: 2 as const, bold: true, centred: true }] : []),
          { text: `${words.attempt} ${attempt} · ${clock.day(at)} ${clock.time(at)}`, size: 2, centred: true },
        ],
        paper,
      ),
  };
}

/** Pieces to cook, not lines. */
export function itemCount(order: KitchenOrder): number {
  return Math.round(order.items.reduce((sum, item) => sum + item.quantity, 0));
}

function itemLines(item: KitchenItem): Line[] {
  return [
    { text: `${item.quantity}× ${item.name}`, size: 2, bold: true },
    ...item.details.map((detail) => ({ text: `   + ${detail}` })),
    ...item.notes.map((note) => ({ text: `   ! ${note}`, bold: true })),
  ];
}

/** What the cook no longer makes and what is new, by content: moving a line is no change. */
function itemDifferences(before: readonly KitchenItem[], after: readonly KitchenItem[]) {
  const remaining = before.map((item) => ({ item, key: JSON.stringify(cookedItem(item)) }));
  const added = after.filter((item) => {
    const index = remaining.findIndex((entry) => entry.key === JSON.stringify(cookedItem(item)));
    if (index < 0) return true;
    remaining.splice(index, 1);
    return false;
  });
  return { removed: remaining.map((entry) => entry.item), added };
}

function timeFormats(timeZone: string | undefined) {
  const time = new Intl.DateTimeFormat('de-DE', { hour: '2-digit', minute: '2-digit', timeZone });
  const day = new Intl.DateTimeFormat('de-DE', { day: '2-digit', month: '2-digit', timeZone });
  return { time: (at: string) => time.format(new Date(at)), day: (at: string) => day.format(new Date(at)) };
}
