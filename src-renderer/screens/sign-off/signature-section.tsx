import { PenLine } from 'lucide-react';
import { useState } from 'react';
import type { SignOffView } from '../../../src-shared/contract/sign-off.ts';
import type { SigningRole } from '../../../src-shared/runbook/sign-off.ts';
import { codeOf } from '../../../src-shared/sign-off/chain-line.ts';
import { useAct } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { dayAndTime } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { goTo } from '../../stores/navigation.ts';
import { Addenda } from './addenda.tsx';
import { SignDialog } from './sign-dialog.tsx';
import { rolesMissing, type SignOffPart } from './sign-off-part.ts';
import { SignaturePicture } from './signature-picture.tsx';

/** Who has signed, and who still has to; the addenda below. */
export function SignatureSection(part: SignOffPart) {
  const text = useTexts('signOff');
  const { view } = part;
  const open = view.open.questions.length + view.open.deviations.length;
  const missing = rolesMissing(view);
  return (
    <section className="stack stretch">
      <h2>{text('signatures')}</h2>
      {missing.length > 0 && open > 0 ? (
        <StateMark tone="attention">{text('stillOpen', { count: open })}</StateMark>
      ) : null}
      {missing.length > 0 && view.signers.length === 0 ? (
        <div className="stack">
          <StateMark tone="attention">{text('noPins')}</StateMark>
          <Button onPress={() => goTo('settings')}>{text('toPeople')}</Button>
        </div>
      ) : null}
      <ul className="signatures">
        {view.document.roles.map((role) => (
          <li key={role}>
            <OfRole role={role} part={part} mayStart={open === 0 && view.chain.intact} next={role === missing[0]} />
          </li>
        ))}
      </ul>
      <Addenda {...part} />
    </section>
  );
}

interface OfRoleProps {
  readonly role: SigningRole;
  readonly part: SignOffPart;
  readonly mayStart: boolean;
  /** It is this role's turn: its button is the one that stands out. */
  readonly next: boolean;
}

function OfRole({ role, part, mayStart, next }: OfRoleProps) {
  const text = useTexts('signOff');
  const [signing, setSigning] = useState(false);
  const { act, busy, error } = useAct('signOff.sign');
  const signed = part.view.signed.find(({ line }) => line.type === 'signature' && line.role === role);
  const name = text(`role.${role}`);
  if (signed) return <Signed signed={signed} />;
  const signers = part.view.signers.filter((signer) => signer.role === role);
  return (
    <div className="stack">
      <div className="signature-blank" />
      <div className="stack stack-tight signature-under">
        <strong>{name}</strong>
        <span className="quiet">
          {signers.length > 0 || part.view.signers.length === 0 ? text('notSigned') : text('noPinForRole')}
        </span>
      </div>
      {signers.length > 0 ? (
        <Button
          kind={mayStart && next ? 'primary' : 'secondary'}
          icon={PenLine}
          isDisabled={!mayStart}
          onPress={() => setSigning(true)}
        >
          {text('signAs', { role: name })}
        </Button>
      ) : null}
      {signing ? (
        <SignDialog
          title={text('signTitle', { role: name })}
          meaning={text('signMeaning')}
          signers={signers}
          busy={busy}
          error={error}
          onClose={() => setSigning(false)}
          onSign={(pen) => {
            void act({ ...part.about, ...pen, documentHash: part.view.documentHash }).then((view) => {
              if (!view) return;
              setSigning(false);
              part.onChanged(view);
            });
          }}
        />
      ) : null}
    </div>
  );
}

/** A signature with its name, its moment and its code. */
export function Signed({ signed: { line, hash } }: { signed: SignOffView['signed'][number] }) {
  const text = useTexts('signOff');
  const language = useLanguage();
  if (line.type === 'document') return null;
  return (
    <div className="stack stack-tight">
      <SignaturePicture signature={line.signature} name={line.signer.name} />
      <div className="stack stack-tight signature-under">
        <strong>{text('signedBy', { name: line.signer.name, role: text(`role.${line.role}`) })}</strong>
        <span className="quiet">
          {dayAndTime(line.at, language)}, {line.signer.pc}
        </span>
        <code>{codeOf(hash)}</code>
      </div>
    </div>
  );
}
