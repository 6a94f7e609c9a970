import type { LanAccess } from '../../../src-shared/contract/lan-access.ts';
import { presetLanPort, readLanPort } from '../../../src-shared/service/lan-access.ts';

/** What a person has chosen and typed; it is at work only once it is applied. */
export interface LanDraft {
  readonly isOpen: boolean;
  readonly port: string;
}

export type LanProblem = 'no-port' | 'own-port';
/** What would be different. `clears`: settings that nobody can use are put away. */
export type LanDifference =
  | { readonly kind: 'opens'; readonly port: number; readonly makesToken: boolean }
  | { readonly kind: 'moves'; readonly before: number; readonly port: number }
  | { readonly kind: 'closes'; readonly before: number }
  | { readonly kind: 'clears' };

/** The draft that changes nothing. A port that cannot be used is asked for anew. */
export function draftOf({ wanted, state }: LanAccess): LanDraft {
  if (state === 'bad-port') return { isOpen: true, port: '' };
  return { isOpen: wanted !== null, port: String(wanted ?? presetLanPort) };
}

/** What the draft means for what is: a difference, or none, or why it cannot be. */
export function lanDifference(
  known: LanAccess,
  draft: LanDraft,
): { readonly difference: LanDifference | null; readonly problem: LanProblem | null } {
  const { wanted, state, hasToken, servicePort } = known;
  if (!draft.isOpen) {
    if (wanted !== null) return { difference: { kind: 'closes', before: wanted }, problem: null };
    return { difference: state === 'bad-port' ? { kind: 'clears' } : null, problem: null };
  }
  const port = readLanPort(draft.port);
  if (port === null || port === 'bad') return { difference: null, problem: 'no-port' };
  if (port === servicePort) return { difference: null, problem: 'own-port' };
  if (port === wanted) return { difference: null, problem: null };
  return wanted === null
    ? { difference: { kind: 'opens', port, makesToken: !hasToken }, problem: null }
    : { difference: { kind: 'moves', before: wanted, port }, problem: null };
}
