import { create } from 'zustand';
import type { BonwartError } from '../../src-shared/contract/errors.ts';
import type { Target } from '../../src-shared/contract/targets.ts';
import { bridge } from '../bridge/bridge.ts';
import { useNavigation } from './navigation.ts';

export const useTargets = create<{ targets: readonly Target[] | null; error: BonwartError | null }>(() => ({
  targets: null,
  error: null,
}));

/** Follows which Pis are paired, for as long as the window is open. */
export function followTargets(): void {
  useTargets.setState({ error: null });
  bridge.open(
    'targets.list',
    {},
    {
      onEvent: (targets) => useTargets.setState({ targets }),
      onEnd: (error) => useTargets.setState({ error }),
    },
  );
}

/** The Pi that the window looks at: the chosen one, else the first real one, else any. */
export function targetInView(targets: readonly Target[], chosen: string | null): Target | null {
  const found = targets.find((target) => target.id === chosen);
  return found ?? targets.find((target) => target.kind === 'pi') ?? targets[0] ?? null;
}

export function useTarget(): Target | null {
  const targets = useTargets((state) => state.targets);
  const chosen = useNavigation((state) => state.targetId);
  return targets ? targetInView(targets, chosen) : null;
}
