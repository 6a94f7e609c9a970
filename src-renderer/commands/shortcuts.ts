import type { Place } from '../stores/navigation.ts';

/** What a key does wherever one is in the window. */
export type ShortcutAct =
  | { readonly kind: 'show'; readonly surface: 'palette' | 'shortcuts' }
  | { readonly kind: 'place'; readonly place: Place };

export interface Shortcut {
  readonly act: ShortcutAct;
  /** `main` is Ctrl, on a Mac Command; `jump` is Alt, on a Mac Command, because Option and a figure there type a letter. */
  readonly modifier: 'main' | 'jump' | 'none';
  /** A `KeyboardEvent.code` for figures, which are typed with Shift on some keyboards; else a `KeyboardEvent.key`. */
  readonly code?: string;
  readonly key?: string;
  /** How the key is called on the keyboard. */
  readonly label: string;
}

type Pressed = Pick<KeyboardEvent, 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'code' | 'key'>;

/**
 * Every shortcut of the window. None is a single letter: who dictates, or leans on the keyboard, must not set anything off (WCAG 2.1.4).
 * `shown` are the places of the rail in their order; the first nine get figures.
 */
export function shortcutsFor(shown: readonly Place[]): readonly Shortcut[] {
  return [
    { act: { kind: 'show', surface: 'palette' }, modifier: 'main', key: 'k', label: 'K' },
    { act: { kind: 'show', surface: 'shortcuts' }, modifier: 'none', key: 'F1', label: 'F1' },
    ...shown.slice(0, 9).map(
      (place, index): Shortcut => ({
        act: { kind: 'place', place },
        modifier: 'jump',
        code: `Digit${index + 1}`,
        label: String(index + 1),
      }),
    ),
  ];
}

/** The shortcut that was pressed, or null. AltGr types signs on European keyboards and says Ctrl and Alt: it is never a shortcut. */
export function shortcutPressed(pressed: Pressed, shortcuts: readonly Shortcut[], onMac: boolean): Shortcut | null {
  const fits = ({ modifier, code, key }: Shortcut) => {
    const wanted = { alt: false, ctrl: false, meta: false };
    if (modifier === 'main') wanted[onMac ? 'meta' : 'ctrl'] = true;
    if (modifier === 'jump') wanted[onMac ? 'meta' : 'alt'] = true;
    return (
      pressed.altKey === wanted.alt &&
      pressed.ctrlKey === wanted.ctrl &&
      pressed.metaKey === wanted.meta &&
      !pressed.shiftKey &&
      (code === undefined ? pressed.key.toLowerCase() === key?.toLowerCase() : pressed.code === code)
    );
  };
  return shortcuts.find(fits) ?? null;
}

/** How the keys are written where they are listed, one word a key. `control` is the word on the keyboard: Strg, Ctrl. */
export function keysOf({ modifier, label }: Shortcut, onMac: boolean, control: string): readonly string[] {
  if (modifier === 'none') return [label];
  if (onMac) return ['⌘', label];
  return [modifier === 'main' ? control : 'Alt', label];
}

/** A Mac, by the only word that all browsers still say of it. */
export const isMac = (): boolean => /mac/i.test(navigator.platform);
