import { useState } from 'react';
import type { RestaurantAnswer } from '../../../src-shared/service/api.ts';
import { type Restaurant, type Station, stationSchema } from '../../../src-shared/service/restaurant.ts';
import { Button } from '../../design/button.tsx';
import { Check } from '../../design/check.tsx';
import { ChoiceCards } from '../../design/choice.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Field } from '../../design/field.tsx';
import { Select } from '../../design/select.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { someoneTakesTheRest } from './changes.ts';

interface StationDialogProps {
  readonly station: Station;
  readonly draft: Restaurant;
  readonly sections: RestaurantAnswer['sections'];
  readonly isNew: boolean;
  readonly onKeep: (station: Station, sectionNames: Record<string, string>) => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

const none = '';

/** One station: which ticket it gets, where it comes out, and which dishes are on it. */
export function StationDialog({ station, draft, sections, isNew, onKeep, onRemove, onClose }: StationDialogProps) {
  const text = useTexts('restaurant');
  const common = useTexts('common');
  const [value, setValue] = useState(station);
  const [names, setNames] = useState<Record<string, string>>(draft.sectionNames);
  const set = (part: Partial<Station>) => setValue({ ...value, ...part });
  const others = draft.stations.filter(({ id }) => id !== station.id);
  const restTaken = someoneTakesTheRest([...others, value]);
  const fits = stationSchema.safeParse(value).success && restTaken;
  const printers = draft.printers.map(({ id, name }) => ({ value: id, title: name }));
  const listed = [
    ...sections,
    ...value.sections.filter((id) => !sections.some((one) => one.id === id)).map((id) => ({ id, examples: [] })),
  ];
  const toggled = <One extends string>(list: readonly One[], one: One, on: boolean): One[] =>
    on ? [...list.filter((other) => other !== one), one] : list.filter((other) => other !== one);
  const keep = () => {
    const given = Object.fromEntries(Object.entries(names).filter(([, name]) => name.trim() !== ''));
    onKeep(stationSchema.parse(value), given);
  };
  return (
    <Dialog
      title={isNew ? text('addStation') : text('changeOf', { name: station.name })}
      isOpen
      kind="alert"
      onClose={onClose}
      buttons={
        <>
          <Button kind="primary" isDisabled={!fits} onPress={keep}>
            {text('keep')}
          </Button>
          <Button onPress={onClose}>{common('cancel')}</Button>
          {isNew || !someoneTakesTheRest(others) ? null : (
            <Button kind="danger" onPress={onRemove}>
              {text('removeStation')}
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
        placeholder={text('stationNameExample')}
        autoFocus={isNew}
      />
      <ChoiceCards
        label={text('ticketKind')}
        value={value.ticket}
        onChange={(ticket) => set({ ticket, sections: ticket === 'kitchen' ? value.sections : [] })}
        choices={(['kitchen', 'driver', 'customer'] as const).map((ticket) => ({
          value: ticket,
          title: text(`ticket.${ticket}`),
          detail: text(`ticketMeaning.${ticket}`),
        }))}
      />
      <Select
        label={text('printer')}
        value={value.printer}
        choices={printers}
        onChange={(printer) =>
          set({ printer, sparePrinter: value.sparePrinter === printer ? null : value.sparePrinter })
        }
      />
      {printers.length > 1 ? (
        <Select
          label={text('spare')}
          hint={text('spareHint')}
          value={value.sparePrinter ?? none}
          choices={[
            { value: none, title: text('noSpare') },
            ...printers.filter((printer) => printer.value !== value.printer),
          ]}
          onChange={(spare) => set({ sparePrinter: spare === none ? null : spare })}
        />
      ) : null}
      {value.ticket === 'kitchen' ? (
        <fieldset className="settings-checks">
          <legend className="field-label">{text('sections')}</legend>
          <p className="quiet small">{listed.length > 0 ? text('sectionsHint') : text('noSectionsYet')}</p>
          {listed.map(({ id, examples }) => {
            const chosen = value.sections.includes(id);
            const like =
              examples.length > 0 ? text('sectionLike', { examples: examples.join(', ') }) : text('unnamedSection');
            return (
              <div key={id}>
                <Check
                  title={names[id] ?? like}
                  detail={names[id] ? like : undefined}
                  isSelected={chosen}
                  onChange={(on) => set({ sections: toggled(value.sections, id, on) })}
                />
                {chosen ? (
                  <div className="settings-check-more">
                    <Field
                      label={text('sectionName')}
                      value={names[id] ?? ''}
                      onChange={(name) => setNames({ ...names, [id]: name })}
                      maxLength={60}
                    />
                  </div>
                ) : null}
              </div>
            );
          })}
        </fieldset>
      ) : null}
      <fieldset className="settings-checks">
        <legend className="field-label">{text('fulfilments')}</legend>
        <p className="quiet small">{text('fulfilmentsHint')}</p>
        {(['delivery', 'pickup', 'dine-in'] as const).map((one) => (
          <Check
            key={one}
            title={text(`fulfilment.${one}`)}
            isSelected={value.fulfilments.includes(one)}
            onChange={(on) => set({ fulfilments: toggled(value.fulfilments, one, on) })}
          />
        ))}
      </fieldset>
      <ChoiceCards
        label={text('copies')}
        across
        value={String(value.copies)}
        onChange={(copies) => set({ copies: Number(copies) })}
        choices={['1', '2', '3'].map((copies) => ({ value: copies, title: copies }))}
      />
      {restTaken ? null : <p className="settings-problem">{text('restNotTaken')}</p>}
    </Dialog>
  );
}
