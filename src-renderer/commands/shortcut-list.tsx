import type { Target } from '../../src-shared/contract/targets.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { useTexts } from '../language/use-texts.ts';
import { placesOf } from '../stores/navigation.ts';
import { showCommands } from './command-surface.ts';
import './commands.css';
import { Keys } from './keys.tsx';
import { shortcutsFor } from './shortcuts.ts';

/** Keys that work the same everywhere; the browser and the system know them. */
const general = ['tab', 'enter', 'arrows', 'escape'] as const;

/** All that the keyboard can do, in one list. */
export default function ShortcutList({ target }: { target: Target }) {
  const text = useTexts('commands');
  const common = useTexts('common');
  const close = () => showCommands('none');
  return (
    <Dialog
      title={text('shortcutsTitle')}
      isOpen
      onClose={close}
      buttons={
        <Button kind="primary" autoFocus onPress={close}>
          {common('close')}
        </Button>
      }
    >
      <dl className="shortcut-list">
        {shortcutsFor(placesOf(target.kind)).map((shortcut) => {
          const { act } = shortcut;
          return (
            <div key={shortcut.label}>
              <dt>
                <Keys of={shortcut} />
              </dt>
              <dd>{act.kind === 'place' ? common(`places.${act.place}`) : text(`does.${act.surface}`)}</dd>
            </div>
          );
        })}
        {general.map((key) => (
          <div key={key}>
            <dt>
              <span className="keys">
                <kbd>{text(`key.${key}`)}</kbd>
              </span>
            </dt>
            <dd>{text(`does.${key}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
