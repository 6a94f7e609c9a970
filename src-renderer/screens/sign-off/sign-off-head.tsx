import { StateShape } from '../../design/state-mark.tsx';
import { dayAndTime } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { isSigned, rolesMissing, type SignOffPart } from './sign-off-part.ts';
import { statusTones } from './tones.ts';

/** How it ended, in one sentence, and what is to be done about it. */
export function SignOffHead({ view }: SignOffPart) {
  const text = useTexts('signOff');
  const language = useLanguage();
  const { run, status } = view.document;
  const missing = rolesMissing(view).map((role) => text(`role.${role}`));
  const lead = () => {
    if (!isSigned(view)) return text(`lead.${status}`);
    return missing.length > 0 ? text('halfSignedLead', { roles: missing.join(', ') }) : text('signedLead');
  };
  return (
    <section className="sign-off-head">
      <StateShape tone={view.chain.intact ? statusTones[status] : 'bad'} size={40} />
      <div className="stack stack-tight">
        <p className="quiet">{text('title')}</p>
        <h1>{view.chain.intact ? text(`head.${status}`) : text('damagedTitle')}</h1>
        <p className="lead">{view.chain.intact ? lead() : text('damagedMeaning')}</p>
        <p className="quiet">
          {text('about', {
            what: text(`kind.${run.kind}`, { version: run.version ?? text('stateBefore') }),
            from: dayAndTime(run.startedAt, language),
            until: dayAndTime(run.endedAt, language),
            person: run.by.name,
            pc: run.by.pc,
          })}
        </p>
      </div>
    </section>
  );
}
