import { useState } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { ChoiceCards } from '../../design/choice.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { changePreferences, usePreferences } from '../../stores/preferences.ts';

/** Whether the computer's screen tells of trouble while another window is in front. */
export function NoticeChoice() {
  const text = useTexts('settings');
  const { notices } = usePreferences();
  const { answer } = useCall('app.info', {});
  const byBrowser = answer.state === 'loaded' && answer.value.host === 'browser';
  return (
    <>
      <ChoiceCards
        label={text('notices')}
        across
        value={notices}
        onChange={(value) => changePreferences({ notices: value })}
        choices={(['on', 'off'] as const).map((value) => ({ value, title: text(`noticeStates.${value}`) }))}
      />
      <p className="quiet">{text('noticesMeaning')}</p>
      {byBrowser && notices === 'on' ? <BrowserPermission /> : null}
    </>
  );
}

/** A browser asks the person first, and only after a press. */
function BrowserPermission() {
  const text = useTexts('settings');
  const [permission, setPermission] = useState(() =>
    'Notification' in window ? Notification.permission : ('denied' as const),
  );
  if (permission === 'granted') return null;
  if (permission === 'denied') return <p role="status">{text('noticesForbidden')}</p>;
  return (
    <div className="row">
      <Button onPress={() => void Notification.requestPermission().then(setPermission)}>{text('allowNotices')}</Button>
      <span className="quiet">{text('noticesNotAllowed')}</span>
    </div>
  );
}
