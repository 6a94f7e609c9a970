import { X } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../../design/button.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { goHome } from '../../stores/navigation.ts';
import { FindQuestion } from './find-question.tsx';
import { FingerprintQuestion } from './fingerprint-question.tsx';
import { LoginQuestion } from './login-question.tsx';
import { NameQuestion } from './name-question.tsx';
import './pairing.css';
import { leaveDraft, usePairingDraft } from './pairing-draft.ts';
import { PairingProgress } from './pairing-progress.tsx';

const pages = {
  find: FindQuestion,
  fingerprint: FingerprintQuestion,
  login: LoginQuestion,
  name: NameQuestion,
  progress: PairingProgress,
};

/** From "which one is it" to a Pi that Bonwart may operate: four questions, then it works by itself. */
export default function PairingWizard() {
  const text = useTexts('pairing');
  const question = usePairingDraft((draft) => draft.question);
  const Page = pages[question];
  useEffect(() => leaveDraft, []);
  return (
    <div className="wizard">
      <header className="wizard-top">
        <strong>{text('title')}</strong>
        {question === 'progress' ? null : (
          <Button kind="quiet" icon={X} onPress={goHome}>
            {text('later')}
          </Button>
        )}
      </header>
      <main>
        <Page />
      </main>
    </div>
  );
}
