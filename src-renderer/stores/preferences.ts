import { create } from 'zustand';
import type { Preferences } from '../../src-shared/contract/app.ts';
import type { Language } from '../../src-shared/localized.ts';
import { bridge } from '../bridge/bridge.ts';
import { currentLanguage, type SpeakResult, speak } from '../language/i18n.ts';

export const usePreferences = create<Preferences>(() => ({
  language: currentLanguage(),
  theme: 'system',
  sound: 'off',
  // until the host has said: a list that comes and goes would startle
  firstSteps: 'hidden',
  notices: 'on',
}));

/** The language that was asked for and whose texts could not be loaded; the window goes on in the other. */
export const useMissingLanguage = create<{ language: Language | null }>(() => ({ language: null }));

const darkSystem = matchMedia('(prefers-color-scheme: dark)');

function show({ language, theme }: Preferences): void {
  void speakOrSay(language);
  const dark = theme === 'dark' || (theme === 'system' && darkSystem.matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

async function speakOrSay(language: Language): Promise<SpeakResult> {
  const result = await speak(language);
  if (result !== 'overtaken') useMissingLanguage.setState({ language: result === 'missing' ? language : null });
  return result;
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

/** Takes effect at once; the host stores it and tells every window. A language without texts is not stored: mails and the tray would speak it. */
export function changePreferences(change: Partial<Preferences>): void {
  const keep = () => {
    usePreferences.setState(change);
    void bridge.call('app.setPreferences', change);
  };
  if (change.language === undefined) keep();
  else
    void speakOrSay(change.language).then((result) => {
      if (result === 'spoken') keep();
    });
}
