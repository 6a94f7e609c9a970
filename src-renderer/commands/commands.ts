import type { Target } from '../../src-shared/contract/targets.ts';
import { askToSignIn } from '../roles/sign-in.ts';
import { choosePi, goTo, goToWayBack, type Place, placesOf, searchOrders, startPairing } from '../stores/navigation.ts';
import { changePreferences } from '../stores/preferences.ts';
import { showCommands } from './command-surface.ts';

/** The commands that have words of their own in the catalogue (`commands.command`, and what else people call them in `commands.also`). */
export const namedCommands = [
  'deploy',
  'wayBack',
  'printers',
  'tickets',
  'service',
  'lan',
  'people',
  'mailRules',
  'mailHistory',
  'figures',
  'kiosk',
  'support',
  'shortcuts',
  'light',
  'dark',
  'system',
  'german',
  'english',
  'signIn',
  'pair',
] as const;
export type NamedCommand = (typeof namedCommands)[number];

export type Command =
  | { readonly kind: 'place'; readonly id: string; readonly place: Place; readonly run: () => void }
  | { readonly kind: 'named'; readonly id: string; readonly name: NamedCommand; readonly run: () => void }
  | { readonly kind: 'pi'; readonly id: string; readonly pi: string; readonly run: () => void }
  | { readonly kind: 'search'; readonly id: string; readonly words: string; readonly run: () => void };

interface Situation {
  readonly target: Pick<Target, 'id' | 'kind'>;
  readonly targets: readonly Pick<Target, 'id' | 'name'>[];
  /** Somebody could sign in, and nobody has. */
  readonly maySignIn: boolean;
}

const ways: Readonly<Record<NamedCommand, () => void>> = {
  deploy: () => goTo('deployment'),
  wayBack: goToWayBack,
  printers: () => goTo('settings', 'printers'),
  tickets: () => goTo('settings', 'tickets'),
  service: () => goTo('settings', 'service'),
  lan: () => goTo('settings', 'lan'),
  people: () => goTo('settings', 'people'),
  mailRules: () => goTo('mail', 'rules'),
  mailHistory: () => goTo('mail', 'history'),
  figures: () => goTo('orders', 'figures'),
  kiosk: () => goTo('status', 'kiosk'),
  support: () => goTo('history', 'support'),
  shortcuts: () => showCommands('shortcuts'),
  light: () => changePreferences({ theme: 'light' }),
  dark: () => changePreferences({ theme: 'dark' }),
  system: () => changePreferences({ theme: 'system' }),
  german: () => changePreferences({ language: 'de' }),
  english: () => changePreferences({ language: 'en' }),
  signIn: () => void askToSignIn(null),
  pair: startPairing,
};

/** All that can be gone to or done at once from here: places first, then what is in them, then other Pis. */
export function commandsFor({ target, targets, maySignIn }: Situation): readonly Command[] {
  const others = targets.filter(({ id }) => id !== target.id);
  return [
    ...placesOf(target.kind).map(
      (place): Command => ({ kind: 'place', id: `place ${place}`, place, run: () => goTo(place) }),
    ),
    ...namedCommands
      .filter((name) => name !== 'signIn' || maySignIn)
      .map((name): Command => ({ kind: 'named', id: name, name, run: ways[name] })),
    ...others.map(({ id, name }): Command => ({ kind: 'pi', id: `pi ${id}`, pi: name, run: () => choosePi(id) })),
  ];
}

/** Looks for what was typed among the orders: always the last way, because a number or a guest's name is no command. */
export function orderSearchCommand(typed: string): Command | null {
  const words = typed.trim();
  return words === '' ? null : { kind: 'search', id: 'search', words, run: () => searchOrders(words) };
}
