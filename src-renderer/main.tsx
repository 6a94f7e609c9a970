import '../src-shared/contract/without-eval.ts';
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '@fontsource-variable/atkinson-hyperlegible-mono/wght.css';
import './design/tokens.css';
import './design/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { speakFirst } from './language/i18n.ts';
import { showSpeechless } from './language/speechless.ts';
import { reportActivity } from './roles/activity.ts';
import { followSession } from './roles/session.ts';
import { followPreferences } from './stores/preferences.ts';
import { followTargets } from './stores/targets.ts';

const place = document.getElementById('window');
// Nothing is drawn before its words are there.
void speakFirst().then((isSpoken) => {
  if (!place) return;
  if (isSpoken) open(place);
  else showSpeechless(place);
});

function open(window: HTMLElement): void {
  followPreferences();
  followTargets();
  followSession();
  reportActivity();
  createRoot(window).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
