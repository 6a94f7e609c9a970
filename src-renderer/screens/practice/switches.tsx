import { DoorOpen, Globe, type LucideIcon, Mail, Power, Scroll } from 'lucide-react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import type { PracticeState } from '../../../src-shared/contract/practice.ts';
import { useAct } from '../../bridge/use-call.ts';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Icon } from '../../design/icon.tsx';
import { useTexts } from '../../language/use-texts.ts';

/** What can break, each as a row of large buttons that say how it is now. */
export function Switches({ state }: { state: PracticeState }) {
  const text = useTexts('practice');
  const printer = useAct('practice.setPrinter');
  const internet = useAct('practice.setInternet');
  const mailbox = useAct('practice.setMailbox');
  const error = printer.error ?? internet.error ?? mailbox.error;
  return (
    <section className="switches" aria-labelledby="switches-title">
      <h2 id="switches-title">{text('switches')}</h2>
      <Row
        icon={Scroll}
        label={text('paper')}
        value={state.printer.paper}
        choices={[
          ['enough', text('enough')],
          ['near-end', text('near-end')],
          ['end', text('empty')],
        ]}
        onChange={(paper) => void printer.act({ paper })}
      />
      <Row
        icon={DoorOpen}
        label={text('cover')}
        value={state.printer.cover}
        choices={[
          ['closed', text('closed')],
          ['open', text('open')],
        ]}
        onChange={(cover) => void printer.act({ cover })}
      />
      <Row
        icon={Power}
        label={text('power')}
        value={state.printer.power ? 'on' : 'off'}
        choices={[
          ['on', text('on')],
          ['off', text('off')],
        ]}
        onChange={(power) => void printer.act({ power: power === 'on' })}
      />
      <Row
        icon={Globe}
        label={text('internet')}
        value={state.internet ? 'on' : 'off'}
        choices={[
          ['on', text('on')],
          ['off', text('off')],
        ]}
        onChange={(on) => void internet.act({ on: on === 'on' })}
      />
      <Row
        icon={Mail}
        label={text('mailServer')}
        value={state.mailbox.trouble}
        choices={[
          ['none', text('on')],
          ['off', text('off')],
          ['refuses-password', text('refusesPassword')],
          ['lets-wait', text('letsWait')],
        ]}
        onChange={(trouble) => void mailbox.act({ trouble })}
      />
      {error ? <ErrorNotice error={error} /> : null}
    </section>
  );
}

interface RowProps<Value extends string> {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly (readonly [Value, string])[];
  readonly onChange: (value: Value) => void;
}

function Row<Value extends string>({ icon, label, value, choices, onChange }: RowProps<Value>) {
  return (
    <div className="switch-row">
      <span className="switch-label">
        <Icon of={icon} />
        {label}
      </span>
      <ToggleButtonGroup
        className="switch-choices"
        aria-label={label}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[value]}
        onSelectionChange={(keys) => {
          const chosen = choices.find(([key]) => keys.has(key));
          if (chosen) onChange(chosen[0]);
        }}
      >
        {choices.map(([key, words]) => (
          <ToggleButton key={key} id={key} className="switch-choice">
            {words}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
