import { Button } from '../../design/button.tsx';
import { LanguageSwitch } from '../../design/language-switch.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { startPairing, startPractice } from '../../stores/navigation.ts';
import { FirstPicture } from './first-picture.tsx';
import './first-screen.css';

/** What one sees before any Pi is known: what this is for, and the two ways to begin. */
export function FirstScreen() {
  const text = useTexts('first');
  return (
    <main className="first">
      <div className="first-words">
        <p className="first-mark">
          <img src="./icon.svg" width="32" height="32" alt="" />
          Bonwart
        </p>
        <h1>{text('title')}</h1>
        <p className="lead">{text('lead')}</p>
        <div className="first-ways">
          <div className="first-way">
            <Button kind="primary" onPress={startPairing}>
              {text('pair')}
            </Button>
            <p className="quiet">{text('pairMeaning')}</p>
          </div>
          <div className="first-way">
            <Button onPress={startPractice}>{text('practise')}</Button>
            <p className="quiet">{text('practiseMeaning')}</p>
          </div>
        </div>
        <LanguageSwitch />
      </div>
      <FirstPicture />
    </main>
  );
}
