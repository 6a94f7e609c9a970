import { lazy, Suspense } from 'react';
import type { Target } from '../../src-shared/contract/targets.ts';
import { useCommandSurface } from './command-surface.ts';
import { useShortcuts } from './use-shortcuts.ts';

const CommandPalette = lazy(() => import('./command-palette.tsx'));
const ShortcutList = lazy(() => import('./shortcut-list.tsx'));

/** Keeps the shortcuts alive, and shows what they open. Loaded only when first asked for. */
export function CommandSurfaces({ target }: { target: Target }) {
  useShortcuts(target);
  const shown = useCommandSurface((state) => state.shown);
  return (
    <Suspense>
      {shown === 'palette' ? <CommandPalette target={target} /> : null}
      {shown === 'shortcuts' ? <ShortcutList target={target} /> : null}
    </Suspense>
  );
}
