import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { RestaurantPrinter, Station } from '../../../src-shared/service/restaurant.ts';
import { useAct } from '../../bridge/use-call.ts';
import { announce } from '../../design/announcer.tsx';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { type Say, useTexts } from '../../language/use-texts.ts';
import { RoleHint } from '../../roles/role-hint.tsx';
import { goTo } from '../../stores/navigation.ts';
import { freshId, withoutPrinter } from './changes.ts';
import { PrinterDialog } from './printer-dialog.tsx';
import { type Draft, RestaurantDraft, SettingsPage } from './restaurant-draft.tsx';
import { StationDialog } from './station-dialog.tsx';

/** Which printers there are, and which tickets come out of which. */
export function PrintersPage({ targetId }: { targetId: string }) {
  const text = useTexts('restaurant');
  return (
    <SettingsPage title={text('printersTitle')} onBack={() => goTo('settings')}>
      <RoleHint call="restaurant.write" />
      <RestaurantDraft targetId={targetId}>
        {(draft) => (
          <>
            <Printers {...draft} />
            <Stations {...draft} />
          </>
        )}
      </RestaurantDraft>
    </SettingsPage>
  );
}

function Printers({ targetId, draft, known, change, isChanged }: Draft) {
  const text = useTexts('restaurant');
  const [open, setOpen] = useState<RestaurantPrinter | null>(null);
  const test = useAct('printer.test');
  const stored = new Set(known.restaurant.printers.map(({ id }) => id));
  const profileName = (id: string) => known.profiles.find((profile) => profile.id === id)?.name ?? id;
  const tryOut = async ({ id, name }: RestaurantPrinter) => {
    if (await test.act({ targetId, printerId: id })) announce(text('tested', { name }));
  };
  const add = (): RestaurantPrinter => ({
    id: freshId('printer', draft.printers),
    name: '',
    connection: { kind: 'network', host: '', port: 9100 },
    profile: 'generic',
    paper: 80,
    columns: null,
  });
  const keep = (printer: RestaurantPrinter) => {
    const others = draft.printers.some(({ id }) => id === printer.id);
    change({
      printers: others
        ? draft.printers.map((one) => (one.id === printer.id ? printer : one))
        : [...draft.printers, printer],
    });
    setOpen(null);
  };
  return (
    <section className="settings-part settings-part-wide">
      <h2>{text('printers')}</h2>
      <ul className="settings-list">
        {draft.printers.map((printer) => (
          <li key={printer.id} className="settings-item">
            <div className="settings-item-words">
              <strong>{printer.name}</strong>
              <span>{connectionWords(printer, text)}</span>
              <span className="quiet small">
                {text('printerFacts', {
                  profile: profileTitle(printer.profile, profileName(printer.profile), text),
                  paper: printer.paper,
                })}
              </span>
            </div>
            <div className="row">
              <Button
                isDisabled={test.busy || isChanged || !stored.has(printer.id)}
                onPress={() => void tryOut(printer)}
                aria-label={text('testOf', { name: printer.name })}
              >
                {text('test')}
              </Button>
              <Button onPress={() => setOpen(printer)} aria-label={text('changeOf', { name: printer.name })}>
                {text('change')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {isChanged ? <p className="quiet small">{text('testAfterStoring')}</p> : null}
      {test.error ? <ErrorNotice error={test.error} /> : null}
      <div>
        <Button icon={Plus} onPress={() => setOpen(add())}>
          {text('addPrinter')}
        </Button>
      </div>
      {open ? (
        <PrinterDialog
          printer={open}
          profiles={known.profiles}
          isLast={draft.printers.length === 1}
          isNew={!draft.printers.some(({ id }) => id === open.id)}
          onKeep={keep}
          onRemove={() => {
            change(withoutPrinter(draft, open.id));
            setOpen(null);
          }}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </section>
  );
}

function Stations({ draft, known, change }: Draft) {
  const text = useTexts('restaurant');
  const [open, setOpen] = useState<Station | null>(null);
  const printerName = (id: string) => draft.printers.find((printer) => printer.id === id)?.name ?? id;
  const add = (): Station => ({
    id: freshId('station', draft.stations),
    name: '',
    ticket: 'kitchen',
    printer: draft.printers[0]?.id ?? '',
    sparePrinter: null,
    sections: [],
    copies: 1,
    fulfilments: [],
  });
  const keep = (station: Station, sectionNames: Record<string, string>) => {
    const others = draft.stations.some(({ id }) => id === station.id);
    const stations = others
      ? draft.stations.map((one) => (one.id === station.id ? station : one))
      : [...draft.stations, station];
    change({ stations, sectionNames });
    setOpen(null);
  };
  return (
    <section className="settings-part settings-part-wide">
      <h2>{text('stations')}</h2>
      <p className="quiet">{text('stationsMeaning')}</p>
      <ul className="settings-list">
        {draft.stations.map((station) => (
          <li key={station.id} className="settings-item">
            <div className="settings-item-words">
              <strong>{station.name}</strong>
              <span>
                {text(`comesOut.${station.ticket}`, { printer: printerName(station.printer) })}
                {station.copies > 1 ? ` · ${text('copiesOf', { copies: station.copies })}` : ''}
              </span>
              <span className="quiet small">{stationWords(station, draft.sectionNames, printerName, text)}</span>
            </div>
            <div className="row">
              <Button onPress={() => setOpen(station)} aria-label={text('changeOf', { name: station.name })}>
                {text('change')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <div>
        <Button icon={Plus} onPress={() => setOpen(add())}>
          {text('addStation')}
        </Button>
      </div>
      {open ? (
        <StationDialog
          station={open}
          draft={draft}
          sections={known.sections}
          isNew={!draft.stations.some(({ id }) => id === open.id)}
          onKeep={keep}
          onRemove={() => {
            change({ stations: draft.stations.filter(({ id }) => id !== open.id) });
            setOpen(null);
          }}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </section>
  );
}

function connectionWords({ connection }: RestaurantPrinter, text: Say<'restaurant'>): string {
  if (connection.kind === 'network')
    return connection.host ? text('atAddress', { address: connection.host }) : text('noAddress');
  if (connection.kind === 'usb') return text('atUsb');
  return text('atQueue', { queue: connection.queue });
}

/** Names of makers are the same in every language; what is no maker's has a word of ours. */
export function profileTitle(id: string, name: string, text: Say<'restaurant'>): string {
  if (id === 'generic') return text('genericProfile');
  return id === 'generic-1252' ? text('genericProfileWithoutTurkish') : name;
}

function stationWords(
  station: Station,
  names: Readonly<Record<string, string>>,
  printerName: (id: string) => string,
  text: Say<'restaurant'>,
): string {
  const parts: string[] = [];
  if (station.ticket === 'kitchen')
    parts.push(
      station.sections.length === 0
        ? text('everythingElse')
        : text('onlySections', {
            sections: station.sections.map((id) => names[id] ?? text('unnamedSection')).join(', '),
          }),
    );
  if (station.fulfilments.length > 0)
    parts.push(
      text('onlyFulfilments', { fulfilments: station.fulfilments.map((one) => text(`fulfilment.${one}`)).join(', ') }),
    );
  if (station.sparePrinter !== null) parts.push(text('spareIs', { printer: printerName(station.sparePrinter) }));
  return parts.join(' · ');
}
