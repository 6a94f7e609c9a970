import { FileKey } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Button } from '../../design/button.tsx';
import { ChoiceCards } from '../../design/choice.tsx';
import { Field, PasswordField } from '../../design/field.tsx';
import { WizardPage } from '../../design/wizard.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { answer, usePairingDraft } from './pairing-draft.ts';

const largestKeyFile = 65_536;

/** Who may sign in, and by what. Used once for the pairing and then forgotten. */
export function LoginQuestion() {
  const text = useTexts('pairing');
  const common = useTexts('common');
  const draft = usePairingDraft();
  const [tried, setTried] = useState(false);
  const userProblem = /^[a-z_][a-z0-9_-]{0,31}$/.test(draft.user) ? null : text('userProblem');
  const secretProblem =
    draft.loginKind === 'password'
      ? draft.password
        ? null
        : text('passwordProblem')
      : draft.keyFile
        ? null
        : text('keyProblem');
  const goOn = () => {
    setTried(true);
    if (!userProblem && !secretProblem) answer({ question: 'name' });
  };
  const read = async (file: File | undefined) => {
    if (!file || file.size > largestKeyFile) return;
    answer({ keyFile: { name: file.name, text: await file.text() } });
  };
  return (
    <WizardPage
      progress={common('questionsLeft', { count: 2 })}
      title={text('loginTitle')}
      lead={text('loginLead')}
      onSubmit={goOn}
      buttons={
        <>
          <Button kind="primary" type="submit">
            {common('next')}
          </Button>
          <Button onPress={() => answer({ question: 'fingerprint' })}>{common('back')}</Button>
        </>
      }
    >
      <Field
        label={text('user')}
        hint={text('userHint')}
        value={draft.user}
        onChange={(user) => answer({ user })}
        problem={tried ? userProblem : null}
      />
      <ChoiceCards
        label={text('loginKind')}
        value={draft.loginKind}
        across
        onChange={(loginKind) => answer({ loginKind })}
        choices={[
          { value: 'password', title: text('withPassword') },
          { value: 'key', title: text('withKey') },
        ]}
      />
      {draft.loginKind === 'password' ? (
        <PasswordField
          label={text('password')}
          hint={text('passwordHint')}
          value={draft.password}
          onChange={(password) => answer({ password })}
          problem={tried ? secretProblem : null}
        />
      ) : (
        <>
          <div className="field">
            <div className="key-file">
              <FileTrigger onSelect={(files) => void read(files?.[0])}>
                <Button icon={FileKey}>{text('chooseKey')}</Button>
              </FileTrigger>
              <span className={draft.keyFile ? '' : 'quiet'}>{draft.keyFile?.name ?? text('noKey')}</span>
            </div>
            {tried && secretProblem ? <p className="field-problem">{secretProblem}</p> : null}
          </div>
          <PasswordField
            label={text('passphrase')}
            hint={text('passphraseHint')}
            value={draft.passphrase}
            onChange={(passphrase) => answer({ passphrase })}
          />
        </>
      )}
      {draft.asksSudoPassword || draft.loginKind === 'key' ? (
        <PasswordField
          label={text('sudoPassword')}
          hint={text('sudoPasswordHint')}
          value={draft.sudoPassword}
          onChange={(sudoPassword) => answer({ sudoPassword })}
        />
      ) : null}
    </WizardPage>
  );
}
