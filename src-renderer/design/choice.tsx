import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import './choice.css';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly title: string;
  readonly detail?: string | undefined;
}

interface ChoiceCardsProps<Value extends string> {
  readonly label: string;
  readonly value: Value | null;
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
  readonly across?: boolean;
}

/** One of a few, each as a card that a thumb finds. Arrow keys move between them. */
export function ChoiceCards<Value extends string>(props: ChoiceCardsProps<Value>) {
  return (
    <RadioGroup
      className={`choices ${props.across ? 'choices-across' : ''}`}
      value={props.value}
      onChange={(value) => props.onChange(value as Value)}
    >
      <Label className="field-label">{props.label}</Label>
      <div className="choices-list">
        {props.choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className="choice">
            <span className="choice-words">
              <span className="choice-title">{choice.title}</span>
              {choice.detail ? <span className="quiet small">{choice.detail}</span> : null}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
