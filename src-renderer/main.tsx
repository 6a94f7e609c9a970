import '../src-shared/contract/without-eval.ts';
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '@fontsource-variable/atkinson-hyperlegible-mono/wght.css';
import './design/tokens.css';
import './design/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { reportActivity } from './roles/activity.ts';
import { followSession } from './roles/session.ts';
import { followPreferences } from './stores/preferences.ts';
import { followTargets } from './stores/targets.ts';

followPreferences();
followTargets();
followSession();
reportActivity();

const place = document.getElementById('window');
if (place)
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
