import { Button } from '../design/button.tsx';
import { StateShape } from '../design/state-mark.tsx';
import { useTexts } from '../language/use-texts.ts';
import { changePreferences, useMissingLanguage } from '../stores/preferences.ts';

/** Says over every screen that a language which was chosen could not be loaded, and that the window stays in the one it speaks. */
export function LanguageMissing() {
  return (
    <div role="status">
      <LanguageMissingLine />
    </div>
  );
}

/** The same line, for a view that covers the window; it is told aloud once. */
export function LanguageMissingLine() {
  const missing = useMissingLanguage(({ language }) => language);
  const text = useTexts('common');
  if (!missing) return null;
  return (
    <div className="host-banner host-banner-way">
      <StateShape tone="attention" />
      <span>{text('languageMissing')}</span>
      <Button onPress={() => changePreferences({ language: missing })}>{text('tryAgain')}</Button>
    </div>
  );
}
