import { useState } from 'react';
import type { PreviewSample } from '../../../src-shared/service/api.ts';
import type { Restaurant, TicketType } from '../../../src-shared/service/restaurant.ts';
import type { TicketLayout } from '../../../src-shared/service/ticket-layout.ts';
import { ChoiceCards } from '../../design/choice.tsx';
import { Select } from '../../design/select.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { RoleHint } from '../../roles/role-hint.tsx';
import { goTo } from '../../stores/navigation.ts';
import { freshId } from './changes.ts';
import { LayoutForm } from './layout-form.tsx';
import { LivePaper } from './live-paper.tsx';
import { type Draft, RestaurantDraft, SettingsPage } from './restaurant-draft.tsx';

/** How tickets look: the choices on the left, the paper on the right, drawn from the bytes that would be printed. */
export function TicketsPage({ targetId }: { targetId: string }) {
  const text = useTexts('restaurant');
  return (
    <SettingsPage title={text('ticketsTitle')} onBack={() => goTo('settings')}>
      <p className="quiet">{text('ticketsMeaning')}</p>
      <RoleHint call="restaurant.write" />
      <RestaurantDraft targetId={targetId}>{(draft) => <Layout {...draft} />}</RestaurantDraft>
    </SettingsPage>
  );
}

function Layout({ targetId, draft, change }: Draft) {
  const text = useTexts('restaurant');
  const [ticket, setTicket] = useState<TicketType>('kitchen');
  const [sample, setSample] = useState<PreviewSample>('delivery');
  const { layout } = draft;
  const set = (part: Partial<TicketLayout>) => change({ layout: { ...layout, ...part } });
  const { restaurant, station } = withStationFor(draft, ticket);
  return (
    <div className="layout">
      <div className="layout-form">
        <ChoiceCards
          label={text('ticketKind')}
          across
          value={ticket}
          onChange={setTicket}
          choices={(['kitchen', 'driver', 'customer'] as const).map((value) => ({
            value,
            title: text(`ticket.${value}`),
          }))}
        />
        <LayoutForm ticket={ticket} layout={layout} onChange={set} />
        <Select
          label={text('ticketLanguage')}
          hint={text('ticketLanguageHint')}
          value={layout.language}
          choices={(['de', 'en', 'tr'] as const).map((value) => ({ value, title: text(`ticketLanguages.${value}`) }))}
          onChange={(language) => set({ language })}
        />
      </div>
      <section className="layout-paper" aria-label={text('preview')}>
        <Select
          label={text('sample')}
          value={sample}
          onChange={setSample}
          choices={(['delivery', 'pickup', 'dine-in'] as const).map((value) => ({
            value,
            title: text(`fulfilment.${value}`),
          }))}
        />
        <LivePaper request={{ targetId, restaurant, station, sample, orderId: null }} name={text(`ticket.${ticket}`)} />
      </section>
    </div>
  );
}

/** The restaurant with a station that gets this kind of ticket for any order; where there is none, one to look at. */
function withStationFor(restaurant: Restaurant, ticket: TicketType): { restaurant: Restaurant; station: string } {
  const found = restaurant.stations.find((station) => station.ticket === ticket && station.fulfilments.length === 0);
  if (found) return { restaurant, station: found.id };
  const id = freshId('preview', restaurant.stations);
  const printer =
    restaurant.stations.find((station) => station.ticket === ticket)?.printer ?? restaurant.printers[0]?.id ?? '';
  const station = { id, name: id, ticket, printer, sparePrinter: null, sections: [], copies: 1, fulfilments: [] };
  return { restaurant: { ...restaurant, stations: [...restaurant.stations, station] }, station: id };
}
