import { useEffect } from 'react';
import type { Target } from '../../src-shared/contract/targets.ts';
import { goTo, placesOf } from '../stores/navigation.ts';
import { showCommands } from './command-surface.ts';
import { isMac, shortcutPressed, shortcutsFor } from './shortcuts.ts';

/** Listens to the window's shortcuts while a place is in view. A dialog that asks something keeps them to itself. */
export function useShortcuts(target: Target): void {
  const { kind } = target;
  useEffect(() => {
    const shortcuts = shortcutsFor(placesOf(kind));
    const onMac = isMac();
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.isComposing) return;
      const shortcut = shortcutPressed(event, shortcuts, onMac);
      if (!shortcut || document.querySelector('[role=dialog], [role=alertdialog]')) return;
      event.preventDefault();
      const { act } = shortcut;
      if (act.kind === 'place') goTo(act.place);
      else showCommands(act.surface);
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, [kind]);
}
