import { Eye, EyeOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import { useTexts } from '../language/use-texts.ts';
import { Button } from './button.tsx';
import './field.css';
import { StateShape } from './state-mark.tsx';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  /** What is wrong with the value and what to do; nothing while it may still be being typed. */
  readonly problem?: string | null | undefined;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  readonly autoComplete?: string;
  readonly mono?: boolean;
  readonly lines?: boolean;
  readonly maxLength?: number;
  /** Digits only: a touch screen then shows its number pad. */
  readonly digits?: boolean;
}

/** One question for one line of text (or several, with `lines`). */
export function Field(props: FieldProps) {
  return (
    <FieldFrame {...props}>
      {props.lines ? (
        <TextArea className="input" />
      ) : (
        <Input className={`input ${props.mono ? 'mono' : ''}`} placeholder={props.placeholder} />
      )}
    </FieldFrame>
  );
}

/** A secret. It can be shown, because people who cannot see what they type mistype. */
export function PasswordField(props: FieldProps) {
  const [shown, setShown] = useState(false);
  const text = useTexts('common');
  return (
    <FieldFrame {...props} type={shown ? 'text' : 'password'}>
      <div className="input-with-button">
        <Input className="input" placeholder={props.placeholder} />
        <Button icon={shown ? EyeOff : Eye} onPress={() => setShown(!shown)}>
          {shown ? text('hide') : text('show')}
        </Button>
      </div>
    </FieldFrame>
  );
}

function FieldFrame(props: FieldProps & { type?: 'text' | 'password'; children: ReactNode }) {
  return (
    <TextField
      className="field"
      value={props.value}
      onChange={props.onChange}
      isInvalid={Boolean(props.problem)}
      autoFocus={props.autoFocus ?? false}
      data-first={props.autoFocus || undefined}
      autoComplete={props.autoComplete ?? 'off'}
      type={props.type ?? 'text'}
      {...(props.digits ? { inputMode: 'numeric' as const } : {})}
      {...(props.maxLength ? { maxLength: props.maxLength } : {})}
    >
      <Label className="field-label">{props.label}</Label>
      {props.hint ? (
        <Text slot="description" className="field-hint">
          {props.hint}
        </Text>
      ) : null}
      {props.children}
      <FieldError className="field-problem">
        <StateShape tone="bad" size={12} />
        <span>{props.problem}</span>
      </FieldError>
    </TextField>
  );
}
