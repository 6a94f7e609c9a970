import { Volume2 } from 'lucide-react';
import { useState } from 'react';
import { ringBell } from '../../app/bell.ts';
import { Button } from '../../design/button.tsx';
import { ChoiceCards } from '../../design/choice.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { changePreferences, usePreferences } from '../../stores/preferences.ts';

/** Whether the window rings when a ticket waits for a person, with a way to hear it. */
export function SoundChoice() {
  const text = useTexts('settings');
  const { sound } = usePreferences();
  const [silent, setSilent] = useState(false);
  return (
    <>
      <ChoiceCards
        label={text('sound')}
        across
        value={sound}
        onChange={(value) => changePreferences({ sound: value })}
        choices={(['off', 'once', 'repeat'] as const).map((value) => ({ value, title: text(`sounds.${value}`) }))}
      />
      <div className="row">
        <Button icon={Volume2} onPress={() => void ringBell().then((rang) => setSilent(!rang))}>
          {text('hearSound')}
        </Button>
        <span className="quiet" role="status">
          {silent ? text('noSound') : ''}
        </span>
      </div>
    </>
  );
}
