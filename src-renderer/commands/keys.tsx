import { useTexts } from '../language/use-texts.ts';
import './keys.css';
import { isMac, keysOf, type Shortcut } from './shortcuts.ts';

/** The keys of a shortcut, drawn as keys. */
export function Keys({ of }: { of: Shortcut }) {
  const text = useTexts('commands');
  return (
    <span className="keys">
      {keysOf(of, isMac(), text('control')).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
