import { create } from 'zustand';

/** The places of the rail. E-mail joins them when it is built. */
export const places = ['status', 'practice', 'orders', 'deployment', 'history', 'settings'] as const;
export type Place = (typeof places)[number];

export type Screen =
  | { readonly name: 'home' }
  | { readonly name: 'pairing' }
  | { readonly name: 'start-practice' }
  | { readonly name: 'place'; readonly place: Place; readonly detail: string | null };

/** Where the window is. `home` is decided by what is paired: the first screen, or the status. */
export const useNavigation = create<{ screen: Screen; targetId: string | null }>(() => ({
  screen: { name: 'home' },
  targetId: null,
}));

export function goTo(place: Place, detail: string | null = null): void {
  useNavigation.setState({ screen: { name: 'place', place, detail } });
}

export function goHome(): void {
  useNavigation.setState({ screen: { name: 'home' } });
}

export function startPairing(): void {
  useNavigation.setState({ screen: { name: 'pairing' } });
}

export function startPractice(): void {
  useNavigation.setState({ screen: { name: 'start-practice' } });
}

/** Looks at another Pi, at its status. */
export function choosePi(targetId: string, place: Place = 'status'): void {
  useNavigation.setState({ targetId, screen: { name: 'place', place, detail: null } });
}
