import { PenLine } from 'lucide-react';
import { useState } from 'react';
import { useAct } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { Field } from '../../design/field.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { SignDialog } from './sign-dialog.tsx';
import { isSigned, type SignOffPart } from './sign-off-part.ts';
import { Signed } from './signature-section.tsx';

/** What was added after signing, each with a signature of its own, and the way to add something. */
export function Addenda(part: SignOffPart) {
  const text = useTexts('signOff');
  const [adding, setAdding] = useState(false);
  const [words, setWords] = useState('');
  const { act, busy, error } = useAct('signOff.add');
  const { view } = part;
  if (!isSigned(view)) return null;
  return (
    <div className="stack stretch">
      {view.signed.map((signed) =>
        signed.line.type === 'addendum' ? (
          <div key={signed.hash} className="stack">
            <h3>{text('addenda')}</h3>
            <p>{signed.line.text}</p>
            <Signed signed={signed} />
          </div>
        ) : null,
      )}
      {view.signers.length > 0 && view.chain.intact ? (
        <div>
          <Button icon={PenLine} onPress={() => setAdding(true)}>
            {text('addendum')}
          </Button>
        </div>
      ) : null}
      {adding ? (
        <SignDialog
          title={text('addendum')}
          meaning={text('addendumMeaning')}
          signers={view.signers}
          busy={busy}
          error={error}
          ready={words.trim().length >= 3}
          onClose={() => setAdding(false)}
          onSign={(pen) => {
            void act({ ...part.about, ...pen, text: words }).then((changed) => {
              if (!changed) return;
              setAdding(false);
              setWords('');
              part.onChanged(changed);
            });
          }}
        >
          <Field label={text('addendumText')} value={words} maxLength={2000} lines onChange={setWords} />
        </SignDialog>
      ) : null}
    </div>
  );
}
