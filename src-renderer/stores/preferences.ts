import { create } from 'zustand';
import type { Preferences } from '../../src-shared/contract/app.ts';
import { bridge } from '../bridge/bridge.ts';
import { currentLanguage, setLanguage } from '../language/i18n.ts';

export const usePreferences = create<Preferences>(() => ({
  language: currentLanguage(),
  theme: 'system',
  sound: 'off',
  // until the host has said: a list that comes and goes would startle
  firstSteps: 'hidden',
  notices: 'on',
}));

const darkSystem = matchMedia('(prefers-color-scheme: dark)');

function show({ language, theme }: Preferences): void {
  setLanguage(language);
  const dark = theme === 'dark' || (theme === 'system' && darkSystem.matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

/** Follows the preferences, those of other windows too, and the system's light and dark. */
export function followPreferences(): void {
  show(usePreferences.getState());
  usePreferences.subscribe(show);
  darkSystem.addEventListener('change', () => show(usePreferences.getState()));
  bridge.open(
    'app.preferences',
    {},
    { onEvent: (preferences) => usePreferences.setState(preferences), onEnd: () => {} },
  );
}

/** Takes effect at once; the host stores it and tells every window. */
export function changePreferences(change: Partial<Preferences>): void {
  usePreferences.setState(change);
  void bridge.call('app.setPreferences', change);
}
