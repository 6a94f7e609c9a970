import { useState } from 'react';
import type { RestaurantAnswer } from '../../../src-shared/service/api.ts';
import { type RestaurantPrinter, restaurantPrinterSchema } from '../../../src-shared/service/restaurant.ts';
import { Button } from '../../design/button.tsx';
import { ChoiceCards } from '../../design/choice.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Field } from '../../design/field.tsx';
import { Select } from '../../design/select.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { profileTitle } from './printers-page.tsx';

interface PrinterDialogProps {
  readonly printer: RestaurantPrinter;
  readonly profiles: RestaurantAnswer['profiles'];
  readonly isNew: boolean;
  readonly isLast: boolean;
  readonly onKeep: (printer: RestaurantPrinter) => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

/** One printer: what it is called, how it is reached, what it is. */
export function PrinterDialog({ printer, profiles, isNew, isLast, onKeep, onRemove, onClose }: PrinterDialogProps) {
  const text = useTexts('restaurant');
  const common = useTexts('common');
  const [value, setValue] = useState(printer);
  const { connection } = value;
  const set = (part: Partial<RestaurantPrinter>) => setValue({ ...value, ...part });
  const reachable =
    (connection.kind === 'network' && connection.host.trim() !== '') ||
    connection.kind === 'usb' ||
    (connection.kind === 'cups' && connection.queue !== '');
  const fits = reachable && restaurantPrinterSchema.safeParse(value).success;
  return (
    <Dialog
      title={isNew ? text('addPrinter') : text('changeOf', { name: printer.name })}
      isOpen
      kind="alert"
      onClose={onClose}
      buttons={
        <>
          <Button kind="primary" isDisabled={!fits} onPress={() => onKeep(restaurantPrinterSchema.parse(value))}>
            {text('keep')}
          </Button>
          <Button onPress={onClose}>{common('cancel')}</Button>
          {isNew || isLast ? null : (
            <Button kind="danger" onPress={onRemove}>
              {text('removePrinter')}
            </Button>
          )}
        </>
      }
    >
      <Field
        label={text('name')}
        value={value.name}
        onChange={(name) => set({ name })}
        maxLength={60}
        placeholder={text('printerNameExample')}
        autoFocus={isNew}
      />
      <ChoiceCards
        label={text('connection')}
        across
        value={connection.kind}
        onChange={(kind) => set({ connection: freshConnection(kind) })}
        choices={(['network', 'usb', 'cups'] as const).map((kind) => ({
          value: kind,
          title: text(`connectionKind.${kind}`),
        }))}
      />
      {connection.kind === 'network' ? (
        <Field
          label={text('address')}
          hint={text('addressHint')}
          mono
          value={connection.host}
          onChange={(host) => set({ connection: { ...connection, host } })}
          maxLength={253}
          placeholder="192.168.1.87"
        />
      ) : null}
      {connection.kind === 'usb' ? <p className="quiet">{text('usbMeaning')}</p> : null}
      {connection.kind === 'cups' ? (
        <Field
          label={text('queue')}
          hint={text('queueHint')}
          mono
          value={connection.queue}
          onChange={(queue) => set({ connection: { kind: 'cups', queue } })}
          maxLength={127}
        />
      ) : null}
      <Select
        label={text('profile')}
        hint={text('profileHint')}
        value={value.profile}
        onChange={(profile) =>
          set({ profile, columns: null, paper: profiles.find(({ id }) => id === profile)?.paper ?? value.paper })
        }
        choices={profiles.map(({ id, name }) => ({ value: id, title: profileTitle(id, name, text) }))}
      />
      <ChoiceCards
        label={text('paper')}
        across
        value={String(value.paper) as '58' | '80'}
        onChange={(paper) => set({ paper: paper === '58' ? 58 : 80, columns: null })}
        choices={(['80', '58'] as const).map((paper) => ({ value: paper, title: `${paper} mm` }))}
      />
    </Dialog>
  );
}

function freshConnection(kind: RestaurantPrinter['connection']['kind']): RestaurantPrinter['connection'] {
  if (kind === 'network') return { kind, host: '', port: 9100 };
  if (kind === 'usb') return { kind, device: '', vendorId: '', productId: '', serialNumber: '' };
  return { kind, queue: '' };
}
