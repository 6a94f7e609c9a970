import { lazy, Suspense, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { bridge, useConnection } from '../bridge/bridge.ts';
import { Announcer } from '../design/announcer.tsx';
import { ErrorNotice } from '../design/error-notice.tsx';
import { Waiting } from '../design/waiting.tsx';
import { useLanguage } from '../language/use-language.ts';
import { SignInPlace } from '../roles/sign-in-place.tsx';
import { FirstScreen } from '../screens/first/first-screen.tsx';
import { useFarewell } from '../stores/farewell.ts';
import { startPractice, useNavigation } from '../stores/navigation.ts';
import { followTargets, useTarget, useTargets } from '../stores/targets.ts';
import { BugBoundary } from './bug-boundary.tsx';
import './app.css';
import { Frame } from './frame.tsx';
import { HostBanner, LinkUsedUp } from './host-connection.tsx';
import { LanguageMissing } from './language-missing.tsx';
import { useScreenNotices } from './use-screen-notices.ts';

const PairingWizard = lazy(() => import('../screens/pairing/pairing-wizard.tsx'));
const Farewell = lazy(() => import('../screens/settings/farewell.tsx'));
const PracticeStart = lazy(() => import('../screens/practice/practice-start.tsx'));

/** The whole window. */
export function App() {
  const language = useLanguage();
  const refused = useConnection((connection) => connection.state === 'refused');
  useScreenNotices();
  const letGo = useFarewell((farewell) => farewell.left.length > 0);
  return (
    <I18nProvider locale={language === 'de' ? 'de-DE' : 'en-US'}>
      <BugBoundary>
        <HostBanner />
        <LanguageMissing />
        <Suspense fallback={<Alone />}>{refused ? <LinkUsedUp /> : <ScreenInView />}</Suspense>
        {letGo ? (
          <Suspense>
            <Farewell />
          </Suspense>
        ) : null}
        <SignInPlace />
        <Announcer />
      </BugBoundary>
    </I18nProvider>
  );
}

function ScreenInView() {
  const { targets, error } = useTargets();
  const screen = useNavigation((state) => state.screen);
  const target = useTarget();
  const asked = useStartIn();
  if (error)
    return (
      <main className="alone">
        <h1 className="hidden-words">Bonwart</h1>
        <ErrorNotice error={error} onRetry={followTargets} />
      </main>
    );
  if (!targets || !asked) return <Alone />;
  if (screen.name === 'pairing') return <PairingWizard />;
  if (screen.name === 'start-practice') return <PracticeStart />;
  if (!target) return <FirstScreen />;
  return <Frame key={target.id} target={target} />;
}

/** Where the window goes first is asked once; without an answer it is the first screen. */
function useStartIn(): boolean {
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    void bridge.call('app.info', {}).then((info) => {
      if (info.ok && info.value.startIn === 'practice') startPractice();
      setAsked(true);
    });
  }, []);
  return asked;
}

function Alone() {
  return (
    <main className="alone">
      <h1 className="hidden-words">Bonwart</h1>
      <Waiting />
    </main>
  );
}
