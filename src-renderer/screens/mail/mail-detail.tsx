import type { MailRecord } from '../../../src-shared/mail/schema.ts';
import { CopyButton } from '../../design/copy-button.tsx';
import { FactList } from '../../design/facts.tsx';
import { Fold } from '../../design/fold.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import type { Tone } from '../../design/tone.ts';
import { exactTime } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';

/** One mail: who got it, when things really happened, and why it did not get through. */
export function MailDetail({ mail, tone, from }: { mail: MailRecord; tone: Tone; from: string }) {
  const text = useTexts('mail');
  const causes = useTexts('mailCauses');
  const language = useLanguage();
  const server = from.slice(from.lastIndexOf('@') + 1);
  const values = { server, provider: server, from, port: '' };
  return (
    <div className="stack">
      <FactList
        facts={[
          [
            text('record.state'),
            <StateMark key="state" tone={tone}>
              {text(`mailState.${mail.state}`)}
            </StateMark>,
          ],
          [text('record.kind'), `${text(`kind.${mail.kind}`)}, ${text(`severity.${mail.severity}`)}`],
          [text('record.happened'), exactTime(mail.happenedAt, language)],
          [text('record.handedOver'), mail.handedOverAt ? exactTime(mail.handedOverAt, language) : null],
          [text('record.attempts'), mail.attempts > 1 ? mail.attempts : null],
          [text('record.to'), mail.to.length > 0 ? mail.to.join(', ') : text('record.nobody')],
          [text('record.why'), mail.cause ? causes(`${mail.cause}.happened`, values) : null],
        ]}
      />
      <p className="quiet">{text(`mailStateMeaning.${mail.state}`)}</p>
      {mail.answer ? (
        <Fold title={text('rawAnswer')}>
          <pre className="detail-text">{mail.answer}</pre>
          <CopyButton text={mail.answer} />
        </Fold>
      ) : null}
    </div>
  );
}
