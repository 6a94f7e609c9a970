import { useEffect, useState } from 'react';
import { useAct } from '../../bridge/use-call.ts';
import { announce } from '../../design/announcer.tsx';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Field } from '../../design/field.tsx';
import { Fold } from '../../design/fold.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { WizardPage } from '../../design/wizard.tsx';
import { clockTime } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { addressesOf, answer, type SentTest, useMailDraft } from './mail-draft.ts';
import { startTest } from './mail-test.ts';

const codeLength = 6;

/** Did the mail arrive? Only its code tells; until then nothing is stored and nothing is green. */
export function CodeQuestion({ targetId }: { targetId: string }) {
  const sent = useMailDraft((draft) => draft.sent);
  return sent ? <Code key={sent.testId} targetId={targetId} sent={sent} /> : null;
}

function Code({ targetId, sent }: { targetId: string; sent: SentTest }) {
  const text = useTexts('mail');
  const language = useLanguage();
  const to = addressesOf(useMailDraft((draft) => draft.to)).join(', ');
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<'codeProblem' | 'codeAgain' | null>(null);
  const [over, setOver] = useState(false);
  const confirm = useAct('mail.confirm');
  const lead = text('codeLead', { to });
  useEffect(() => announce(lead), [lead]);
  const check = async () => {
    if (over || confirm.busy) return;
    if (code.length < codeLength) return setProblem('codeProblem');
    setProblem(null);
    const result = await confirm.act({ targetId, testId: sent.testId, code });
    if (result?.outcome === 'right') answer({ page: 'proven', password: '', sent: null });
    if (result?.outcome === 'again') {
      setProblem('codeAgain');
      announce(text('codeAgain'), true);
    }
    if (result?.outcome === 'over') {
      setOver(true);
      announce(`${text('codeOver')}. ${text('codeOverMeaning')}`, true);
    }
  };
  // After a refusal the Pi may have used the code up already: then only a new mail helps.
  const needsNewMail = over || confirm.error !== null;
  return (
    <WizardPage
      title={text('codeTitle')}
      lead={lead}
      onSubmit={() => void check()}
      buttons={
        <>
          {needsNewMail ? null : (
            <Button kind="primary" type="submit" isDisabled={confirm.busy}>
              {confirm.busy ? text('checking') : text('checkCode')}
            </Button>
          )}
          <Button
            kind={needsNewMail ? 'primary' : 'secondary'}
            isDisabled={confirm.busy}
            onPress={() => startTest(targetId)}
          >
            {text('again')}
          </Button>
          <Button isDisabled={confirm.busy} onPress={() => answer({ page: 'receivers', sent: null })}>
            {text('changeReceivers')}
          </Button>
        </>
      }
    >
      {sent.refused.length > 0 ? (
        <StateMark tone="attention">{text('codeRefused', { refused: sent.refused.join(', ') })}</StateMark>
      ) : null}
      {over ? (
        <StateMark tone="attention">
          <strong>{text('codeOver')}</strong> {text('codeOverMeaning')}
        </StateMark>
      ) : (
        <div className="mail-code">
          <Field
            label={text('code')}
            hint={text('codeUntil', { time: clockTime(sent.codeUntil, language) })}
            value={code}
            onChange={(typed) => setCode(typed.replace(/\D/g, '').slice(0, codeLength))}
            problem={problem ? text(problem) : null}
            autoComplete="one-time-code"
            autoFocus
            mono
            digits
          />
        </div>
      )}
      {confirm.error ? <ErrorNotice error={confirm.error} /> : null}
      <NotArrived to={to} />
    </WizardPage>
  );
}

/** The usual places where a mail gets stuck. */
function NotArrived({ to }: { to: string }) {
  const text = useTexts('mail');
  return (
    <Fold title={text('notArrived')}>
      <p>{text('notArrivedLead')}</p>
      <ul className="mail-places">
        <li>{text('places.spam')}</li>
        <li>{text('places.typo', { to })}</li>
        <li>{text('places.waiting')}</li>
        <li>{text('places.full')}</li>
        <li>{text('places.filter')}</li>
      </ul>
    </Fold>
  );
}
