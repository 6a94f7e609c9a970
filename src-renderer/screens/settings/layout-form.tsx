import type { TicketType } from '../../../src-shared/service/restaurant.ts';
import type { TicketLayout } from '../../../src-shared/service/ticket-layout.ts';
import { Check } from '../../design/check.tsx';
import { ChoiceCards } from '../../design/choice.tsx';
import { Field } from '../../design/field.tsx';
import { useTexts } from '../../language/use-texts.ts';

interface LayoutFormProps {
  readonly ticket: TicketType;
  readonly layout: TicketLayout;
  readonly onChange: (part: Partial<TicketLayout>) => void;
}

/** What can be chosen for one kind of ticket. */
export function LayoutForm({ ticket, layout, onChange }: LayoutFormProps) {
  if (ticket === 'kitchen') return <KitchenForm value={layout.kitchen} onChange={(kitchen) => onChange({ kitchen })} />;
  if (ticket === 'driver') return <DriverForm value={layout.driver} onChange={(driver) => onChange({ driver })} />;
  return <CustomerForm value={layout.customer} onChange={(customer) => onChange({ customer })} />;
}

type FormProps<Kind extends TicketType> = {
  readonly value: TicketLayout[Kind];
  readonly onChange: (value: TicketLayout[Kind]) => void;
};

function KitchenForm({ value, onChange }: FormProps<'kitchen'>) {
  const text = useTexts('restaurant');
  const checks = [
    'showCustomer',
    'showPhone',
    'showAddress',
    'notesInverse',
    'sectionHeadings',
    'blankBetweenItems',
    'buzzer',
  ] as const;
  return (
    <>
      <Size
        label={text('numberSize')}
        none
        value={value.numberSize}
        onChange={(numberSize) => onChange({ ...value, numberSize })}
      />
      <Size
        label={text('itemSize')}
        value={value.itemSize}
        onChange={(itemSize) => onChange({ ...value, itemSize: itemSize === 0 ? 1 : itemSize })}
      />
      <Checks names={checks} value={value} onChange={onChange} />
    </>
  );
}

function DriverForm({ value, onChange }: FormProps<'driver'>) {
  const text = useTexts('restaurant');
  return (
    <>
      <Size
        label={text('numberSize')}
        none
        value={value.numberSize}
        onChange={(numberSize) => onChange({ ...value, numberSize })}
      />
      <Size
        label={text('addressSize')}
        value={value.addressSize}
        onChange={(addressSize) => onChange({ ...value, addressSize: addressSize === 0 ? 1 : addressSize })}
      />
      <Checks names={['showItems', 'buzzer'] as const} value={value} onChange={onChange} />
    </>
  );
}

function CustomerForm({ value, onChange }: FormProps<'customer'>) {
  const text = useTexts('restaurant');
  return (
    <>
      <Size
        label={text('numberSize')}
        none
        value={value.numberSize}
        onChange={(numberSize) => onChange({ ...value, numberSize })}
      />
      <Size
        label={text('itemSize')}
        value={value.itemSize}
        onChange={(itemSize) => onChange({ ...value, itemSize: itemSize === 0 ? 1 : itemSize })}
      />
      <Checks names={['showAddress', 'showTaxes', 'buzzer'] as const} value={value} onChange={onChange} />
      <Field
        label={text('footer')}
        hint={text('footerHint')}
        lines
        value={value.footer}
        onChange={(footer) => onChange({ ...value, footer })}
        maxLength={500}
      />
    </>
  );
}

type SizeValue = 0 | 1 | 2 | 3;

function Size(props: { label: string; value: SizeValue; onChange: (value: SizeValue) => void; none?: boolean }) {
  const text = useTexts('restaurant');
  const sizes = props.none ? (['0', '1', '2', '3'] as const) : (['1', '2', '3'] as const);
  return (
    <ChoiceCards
      label={props.label}
      across
      value={String(props.value) as '0' | '1' | '2' | '3'}
      onChange={(size) => props.onChange(Number(size) as SizeValue)}
      choices={sizes.map((size) => ({ value: size, title: text(`size.${size}`) }))}
    />
  );
}

type CheckName =
  | 'showCustomer'
  | 'showPhone'
  | 'showAddress'
  | 'notesInverse'
  | 'sectionHeadings'
  | 'blankBetweenItems'
  | 'showItems'
  | 'showTaxes'
  | 'buzzer';

function Checks<Value extends { readonly [Name in CheckName]?: boolean }>(props: {
  names: readonly (CheckName & keyof Value)[];
  value: Value;
  onChange: (value: Value) => void;
}) {
  const text = useTexts('restaurant');
  return (
    <fieldset className="settings-checks">
      <legend className="field-label">{text('alsoOnTicket')}</legend>
      {props.names.map((name) => (
        <Check
          key={name}
          title={text(`option.${name}`)}
          isSelected={props.value[name] === true}
          onChange={(on) => props.onChange({ ...props.value, [name]: on })}
        />
      ))}
    </fieldset>
  );
}
