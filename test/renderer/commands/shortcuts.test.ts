import { describe, expect, test } from 'vitest';
import { keysOf, shortcutPressed, shortcutsFor } from '../../../src-renderer/commands/shortcuts.ts';
import { placesOf } from '../../../src-renderer/stores/navigation.ts';

const shortcuts = shortcutsFor(placesOf('practice'));
const nothing = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, code: '', key: '' };
const pressed = (keys: Partial<typeof nothing>, onMac = false) =>
  shortcutPressed({ ...nothing, ...keys }, shortcuts, onMac)?.act ?? null;

const palette = { kind: 'show', surface: 'palette' };

describe('the shortcuts of the window', () => {
  test('are found by their keys, on a Mac by Command', () => {
    expect(pressed({ ctrlKey: true, key: 'k' })).toEqual(palette);
    expect(pressed({ ctrlKey: true, key: 'K' })).toEqual(palette);
    expect(pressed({ metaKey: true, key: 'k' }, true)).toEqual(palette);
    expect(pressed({ metaKey: true, key: 'k' })).toBeNull();
    expect(pressed({ key: 'F1' })).toEqual({ kind: 'show', surface: 'shortcuts' });
    expect(pressed({ altKey: true, code: 'Digit1', key: '1' })).toEqual({ kind: 'place', place: 'status' });
    expect(pressed({ metaKey: true, code: 'Digit3', key: '3' }, true)).toEqual({ kind: 'place', place: 'orders' });
    // French keyboards type figures with Shift; the key is the same.
    expect(pressed({ altKey: true, code: 'Digit2', key: 'é' })).toEqual({ kind: 'place', place: 'practice' });
  });

  test('are never what types a sign: AltGr, Option, a bare letter or figure', () => {
    expect(pressed({ ctrlKey: true, altKey: true, code: 'Digit2', key: '²' })).toBeNull();
    expect(pressed({ altKey: true, code: 'Digit1', key: '¡' }, true)).toBeNull();
    expect(pressed({ key: 'k' })).toBeNull();
    expect(pressed({ code: 'Digit1', key: '1' })).toBeNull();
    expect(pressed({ ctrlKey: true, shiftKey: true, key: 'K' })).toBeNull();
    for (const { modifier, label } of shortcuts) expect(modifier !== 'none' || /^F\d+$/.test(label)).toBe(true);
  });

  test('each have keys of their own, and there is one for every place', () => {
    for (const onMac of [false, true]) {
      const written = shortcuts.map((shortcut) => keysOf(shortcut, onMac, 'Strg').join(' '));
      expect(new Set(written).size).toBe(written.length);
    }
    expect(shortcuts.filter(({ act }) => act.kind === 'place')).toHaveLength(placesOf('practice').length);
    expect(placesOf('pi')).not.toContain('practice');
  });
});
