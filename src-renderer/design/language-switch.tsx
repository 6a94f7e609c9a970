import { Languages } from 'lucide-react';
import { useLanguage } from '../language/use-language.ts';
import { changePreferences } from '../stores/preferences.ts';
import { Button } from './button.tsx';

/** The other language, in its own words. */
export function LanguageSwitch() {
  const other = useLanguage() === 'de' ? 'en' : 'de';
  return (
    <Button
      kind="quiet"
      className="button-inset"
      icon={Languages}
      onPress={() => changePreferences({ language: other })}
    >
      <span lang={other}>{other === 'de' ? 'Auf Deutsch' : 'In English'}</span>
    </Button>
  );
}
