import { Delete } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { TextField } from 'react-aria-components/TextField';
import { announce } from '../design/announcer.tsx';
import { Icon } from '../design/icon.tsx';
import { StateMark } from '../design/state-mark.tsx';
import { duration } from '../language/format.ts';
import { useLanguage } from '../language/use-language.ts';
import { useTexts } from '../language/use-texts.ts';
import './roles.css';
import type { PinTry } from './use-pin-try.ts';

const figures = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** A PIN by large keys or by the keyboard; what was wrong with the last one, and how long to wait, in words. */
export function PinPad({ pin, onPin, busy, triesLeft, waitMs }: PinTry) {
  const text = useTexts('roles');
  const input = useRef<HTMLInputElement>(null);
  const closed = busy || waitMs > 0;
  // The keyboard goes on where it was: after a wrong PIN, and after a wait.
  useEffect(() => {
    if (!closed) input.current?.focus();
  }, [closed]);
  return (
    <div className="pin-pad">
      <TextField className="field" value={pin} onChange={onPin} type="password" isDisabled={closed}>
        <Label className="field-label">{text('pin')}</Label>
        {/* The pad is the keyboard of a touch screen; the screen's own would cover it. */}
        <Input ref={input} className="input pin-input" inputMode="none" autoComplete="off" />
      </TextField>
      <PinWords triesLeft={triesLeft} waitMs={waitMs} />
      <fieldset className="pin-keys" aria-label={text('keys')}>
        {figures.map((figure) => (
          <Key key={figure} label={figure} isDisabled={closed} onPress={() => onPin(pin + figure)} />
        ))}
        <span />
        <Key label="0" isDisabled={closed} onPress={() => onPin(`${pin}0`)} />
        <AriaButton
          className="button pin-key"
          aria-label={text('deleteLast')}
          isDisabled={closed || pin === ''}
          onPress={() => onPin(pin.slice(0, -1))}
        >
          <Icon of={Delete} size={24} />
        </AriaButton>
      </fieldset>
    </div>
  );
}

function Key({ label, ...props }: { label: string; isDisabled: boolean; onPress: () => void }) {
  return (
    <AriaButton className="button pin-key" {...props}>
      {label}
    </AriaButton>
  );
}

function PinWords({ triesLeft, waitMs }: Pick<PinTry, 'triesLeft' | 'waitMs'>) {
  const text = useTexts('roles');
  const language = useLanguage();
  const waiting = waitMs > 0;
  const words = waiting
    ? text('wait', { time: duration(waitMs, language) })
    : triesLeft !== null
      ? text('wrong', { count: triesLeft })
      : '';
  // Said once, not every second.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change while the seconds go by
  useEffect(() => {
    if (words) announce(words, true);
  }, [waiting, triesLeft]);
  return (
    <p className="pin-words">{words ? <StateMark tone={waiting ? 'bad' : 'attention'}>{words}</StateMark> : null}</p>
  );
}
