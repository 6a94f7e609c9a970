import { create } from 'zustand';
import type { Target } from '../../src-shared/contract/targets.ts';

/** The places of the rail. */
export const places = ['status', 'practice', 'orders', 'deployment', 'mail', 'history', 'settings'] as const;
export type Place = (typeof places)[number];

/** The places that there are for a Pi: a shop and a printer to play with only where one practises. */
export function placesOf(kind: Target['kind']): readonly Place[] {
  return places.filter((place) => place !== 'practice' || kind === 'practice');
}

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

const searchDetail = 'search:';

/** Goes to the orders, with this in their line of search. */
export function searchOrders(words: string): void {
  goTo('orders', `${searchDetail}${words}`);
}

/** What is to be searched for, where the detail of the orders says so. */
export function searchIn(detail: string | null): string {
  return detail?.startsWith(searchDetail) ? detail.slice(searchDetail.length) : '';
}

/** What is opened in the place of deployments to see the ways back. A run is never called so. */
export const wayBackDetail = 'way-back';

export function goToWayBack(): void {
  goTo('deployment', wayBackDetail);
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
