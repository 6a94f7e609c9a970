import type { RunView } from '../../../src-shared/bonctl/run-view.ts';
import type { TriggerEvidence } from '../../../src-shared/guide/evaluate-triggers.ts';
import type { KnownStatus } from '../../stores/known-status.ts';

/** What the window knows of the service, as evidence. A window that hears nothing itself knows nothing: it does not say that the service is silent. */
export function evidenceOf(view: RunView, { last, heard, silence }: KnownStatus, now: number): TriggerEvidence {
  const answers = heard && !silence ? { answers: true, since: new Date(heard.wall).toISOString() } : null;
  const silent = silence?.reason === 'service-not-running' ? { answers: false, since: silence.since } : null;
  const known = silence ? null : last;
  const storage = known?.storage;
  const isBad = storage && storage.state !== 'ok' && storage.state !== 'low';
  const mail = known?.mail;
  const isTold = mail && (mail.state === 'fine' || mail.state === 'failing');
  return {
    view,
    service: silent ?? answers,
    storageBadSince: isBad ? storage.since : null,
    mail: isTold ? { failingSince: mail.state === 'failing' ? mail.since : null } : null,
    now,
  };
}
