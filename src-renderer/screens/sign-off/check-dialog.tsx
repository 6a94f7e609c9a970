import { useState } from 'react';
import type { ResponseOf } from '../../../src-shared/contract/contract.ts';
import { useAct } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Field } from '../../design/field.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { dayAndTime } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';

/** Is a report what was signed? By the code that stands on it. */
export function CheckDialog({ onClose }: { onClose: () => void }) {
  const text = useTexts('signOff');
  const common = useTexts('common');
  const [code, setCode] = useState('');
  const [found, setFound] = useState<ResponseOf<'signOff.verify'> | null>(null);
  const { act, busy, error } = useAct('signOff.verify');
  const check = async () => setFound(await act({ code }));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={text('checkTitle')}
      buttons={
        <>
          <Button kind="primary" isDisabled={busy || code.trim() === ''} onPress={() => void check()}>
            {busy ? text('checking') : text('checkNow')}
          </Button>
          <Button onPress={onClose}>{common('close')}</Button>
        </>
      }
    >
      <p>{text('checkLead')}</p>
      <Field
        label={text('checkCode')}
        hint={text('checkHint')}
        value={code}
        maxLength={60}
        mono
        onChange={(typed) => {
          setCode(typed);
          setFound(null);
        }}
      />
      <div role="status">{found ? <Outcome found={found} /> : null}</div>
      {error ? <ErrorNotice error={error} onRetry={() => void check()} /> : null}
    </Dialog>
  );
}

function Outcome({ found: { chain, found } }: { found: ResponseOf<'signOff.verify'> }) {
  const text = useTexts('signOff');
  const language = useLanguage();
  if (!chain.intact)
    return (
      <StateMark tone="bad">
        {text(found ? 'checkChanged' : 'damagedTitle')} {text(`damaged.${chain.reason}`, { seq: chain.seq })}
      </StateMark>
    );
  if (!found) return <StateMark tone="attention">{text('checkUnknown')}</StateMark>;
  const { run, status, target } = found.document;
  return (
    <StateMark tone="good">
      {text('checkFound', {
        what: text(`kind.${run.kind}`, { version: run.version ?? text('stateBefore') }),
        target: target.name,
        at: dayAndTime(found.at, language),
        status: text(`status.${status}`),
      })}
    </StateMark>
  );
}
