import { windowState } from '../../../src-shared/guide/quiet-hours.ts';
import type { OwnCheck } from '../../../src-shared/runbook/readiness.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useNow } from '../../language/time.tsx';
import { useStatus } from '../../stores/status.ts';

/** What the PC knows itself of a checklist. What it has not heard yet is left out: it is not known. */
export function useOwnChecks(targetId: string): Partial<Record<OwnCheck, boolean>> {
  const now = useNow(60_000);
  const { answer } = useCall('guide.read', { targetId });
  const mail = useStatus(({ last, silence }) => (silence ? undefined : last?.mail?.state));
  const proven = mail === undefined ? {} : { 'mail-proven': mail === 'fine' };
  if (answer.state !== 'loaded') return proven;
  const { contacts, informed, window } = answer.value.guide;
  return {
    ...proven,
    contacts: contacts.length > 0,
    informed: informed.to.length > 0,
    window: window !== null && windowState(window, now) !== 'past',
  };
}
