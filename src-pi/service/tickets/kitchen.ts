import type { KitchenLayout } from '../../../src-shared/service/ticket-layout.ts';
import { cookedItem, type KitchenItem, type KitchenOrder } from '../wix/order.ts';
import { itemCount, itemDifferences, type Part, type TicketKit, type TicketLines } from './kit.ts';
import type { Line } from './sheet.ts';

/** The kitchen's ticket: the number large, when and how, what is to be made and how the guest wants it. No prices. */
export function kitchenTicket(
  kit: TicketKit,
  layout: KitchenLayout,
  sectionNames: Readonly<Record<string, string>>,
): TicketLines {
  const { words, separator } = kit;
  const head = (order: KitchenOrder): Line[] => [...kit.number(order, layout.numberSize), ...kit.fulfilment(order)];
  const details = (order: KitchenOrder): Line[] => {
    const lines: Line[] = [];
    if (!order.paid) lines.push({ text: ` ${words.unpaid} `, bold: true, inverse: true, centred: true });
    if (order.table) lines.push({ text: `${words.table} ${order.table}`, size: 2, bold: true });
    if (order.customer && layout.showCustomer) lines.push({ text: order.customer, bold: true });
    if (order.phone && layout.showPhone) lines.push({ text: `${words.phone} ${order.phone}` });
    if (layout.showAddress) {
      for (const line of order.address) lines.push({ text: line });
      if (order.instructions) lines.push({ text: `${words.instructions}: ${order.instructions}` });
    }
    if (order.note) lines.push(wish(`${words.note}: ${order.note}`));
    return lines;
  };
  const wish = (text: string): Line =>
    layout.notesInverse
      ? { text, bold: true, inverse: true }
      : { text, bold: true, indent: text.startsWith(' ') ? 5 : 0 };
  const itemLines = (item: KitchenItem): Line[] => [
    { text: `${item.quantity}× ${item.name}`, size: layout.itemSize, bold: true, indent: 3 },
    ...item.details.map((detail) => ({ text: `   + ${detail}`, indent: 5 })),
    ...item.notes.map((note) => wish(`   ! ${note}`)),
    ...(layout.blankBetweenItems ? [{ text: '' }] : []),
  ];
  const listed = (items: readonly KitchenItem[]): Line[] => {
    if (!layout.sectionHeadings) return items.flatMap(itemLines);
    const sections = [...new Set(items.map(({ section }) => section))];
    return sections.flatMap((section): Line[] => [
      { text: sectionNames[section] ?? words.otherItems, bold: true, centred: true },
      ...items.filter((item) => item.section === section).flatMap(itemLines),
    ]);
  };
  const elsewhere = ({ others }: Part): Line[] =>
    others.length > 0 ? [{ text: `${words.others}: ${others.join(', ')}`, bold: true }] : [];
  const received = (order: KitchenOrder): Line => ({
    text: `${words.received} ${kit.moment(order.createdAt)} · ${itemCount(order)} ${words.items}`,
  });
  /** What is told above the items, without the payment: that one changes no dish. */
  const told = (order: KitchenOrder) =>
    JSON.stringify([order.number, kit.fulfilment(order), details({ ...order, paid: true })]);

  return {
    full: (order, part) => {
      const about = details(order);
      return [
        ...kit.copy(part),
        ...head(order),
        separator,
        ...about,
        ...(about.length > 0 ? [separator] : []),
        ...listed(order.items),
        separator,
        ...elsewhere(part),
        received(order),
      ];
    },
    change: (before, after, part) => {
      const { removed, added } = itemDifferences(before.items, after.items, cookedItem);
      const headChanged = told(before) !== told(after);
      if (!headChanged && removed.length === 0 && added.length === 0) return null;
      const lines: Line[] = [...kit.changeHead(part), ...head(after), separator];
      if (headChanged) lines.push({ text: words.head, bold: true }, ...details(after), separator);
      if (removed.length > 0) lines.push({ text: ` ${words.removed} `, inverse: true }, ...removed.flatMap(itemLines));
      if (added.length > 0) lines.push({ text: ` ${words.added} `, inverse: true }, ...added.flatMap(itemLines));
      return [...lines, separator, ...elsewhere(part), received(after)];
    },
    cancel: (order, part) => [
      ...kit.cancelHead(part),
      ...head(order),
      { text: words.cancelExplained, size: 2, bold: true, centred: true },
      separator,
      ...listed(order.items),
      separator,
      received(order),
    ],
  };
}
