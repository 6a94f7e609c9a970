import { Minimize } from 'lucide-react';
import { useEffect } from 'react';
import { LanguageMissingLine } from '../../app/language-missing.tsx';
import { Button } from '../../design/button.tsx';
import { clockTime } from '../../language/format.ts';
import { useNow } from '../../language/time.tsx';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { useStatus } from '../../stores/status.ts';
import './kiosk.css';
import { StateMark } from '../../design/state-mark.tsx';
import { StatusSentence } from './status-sentence.tsx';
import { tilesOf } from './tile-facts.ts';
import { tileName, tileState } from './tile-words.ts';

/** The status for a second screen on the kitchen wall: large, with the time, and nothing to operate but the way out. */
export function Kiosk({ onClose }: { onClose: () => void }) {
  const text = useTexts('status');
  const language = useLanguage();
  const known = useStatus();
  const now = useNow(1000);
  useEffect(() => {
    void document.documentElement.requestFullscreen?.().catch(() => {});
    const letSleep = keepAwake();
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !document.querySelector('[role="dialog"]')) onClose();
    };
    addEventListener('keydown', leave);
    return () => {
      removeEventListener('keydown', leave);
      letSleep();
      if (document.fullscreenElement) void document.exitFullscreen();
    };
  }, [onClose]);
  return (
    <div className="kiosk">
      <div className="kiosk-top">
        <LanguageMissingLine />
        <p className="kiosk-clock figures">{clockTime(now, language)}</p>
      </div>
      <StatusSentence />
      <ul className="kiosk-tiles" aria-label={text('tiles')}>
        {tilesOf(known).map((tile) => (
          <li key={tile.id}>
            <span className="quiet">{tileName(tile, known.last, text)}</span>
            <StateMark tone={tile.tone} size={24}>
              {tileState(tile, known, text)}
            </StateMark>
          </li>
        ))}
      </ul>
      <div>
        <Button kind="quiet" icon={Minimize} onPress={onClose}>
          {text('leaveFullScreen')}
        </Button>
      </div>
    </div>
  );
}

/** Keeps the screen on for as long as it is looked at, where the system lets a page ask for that. */
function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let over = false;
  const ask = () => {
    if (document.visibilityState !== 'visible') return;
    navigator.wakeLock?.request('screen').then(
      (given) => {
        if (over) void given.release();
        else lock = given;
      },
      () => {},
    );
  };
  ask();
  document.addEventListener('visibilitychange', ask);
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', ask);
    void lock?.release();
  };
}
