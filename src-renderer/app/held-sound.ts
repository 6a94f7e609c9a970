import type { Preferences } from '../../src-shared/contract/app.ts';
import type { KnownStatus } from '../stores/known-status.ts';

/** Milliseconds between two calls while a ticket goes on waiting for a person. */
export const repeatAfterMs = 60_000;

/** What has been heard of so far, and when it last sounded (steady milliseconds). */
export interface SoundState {
  readonly waiting: number;
  readonly soundedAt: number | null;
}
export const noSound: SoundState = { waiting: 0, soundedAt: null };

/** Tickets that only a person can decide on; null while nobody knows. */
export function waitingForPerson({ last, silence }: Pick<KnownStatus, 'last' | 'silence'>): number | null {
  return last && !silence ? last.queue.held + last.queue.unknown : null;
}

/** Whether it sounds now: when one more waits than before, and with `repeat` every minute until none does. */
export function soundDue(
  state: SoundState,
  waiting: number | null,
  mode: Preferences['sound'],
  now: number,
): { readonly sounds: boolean; readonly state: SoundState } {
  if (waiting === null) return { sounds: false, state };
  const more = waiting > state.waiting;
  const again =
    mode === 'repeat' && waiting > 0 && (state.soundedAt === null || now - state.soundedAt >= repeatAfterMs);
  const sounds = mode !== 'off' && (more || again);
  return { sounds, state: { waiting, soundedAt: sounds ? now : waiting === 0 ? null : state.soundedAt } };
}
