import { bridge } from '../../bridge/bridge.ts';
import { currentLanguage } from '../../language/i18n.ts';
import { answer, useMailDraft, wishOf } from './mail-draft.ts';

let latest = 0;

/**
 * Has the Pi send the mail with the code. What comes of it stands in the draft, whether the wizard is open or not; an answer to a test that was
 * cancelled is dropped. Without a password it asks for that first.
 */
export function startTest(targetId: string): void {
  const wish = wishOf(useMailDraft.getState(), currentLanguage());
  if (!wish) {
    answer({ page: 'sign-in', test: { state: 'none' } });
    return;
  }
  latest += 1;
  const mine = latest;
  answer({ page: 'test', sent: null, test: { state: 'running', since: Date.now() } });
  void bridge.call('mail.test', { targetId, wish }).then((result) => {
    if (mine !== latest) return;
    if (!result.ok) answer({ test: { state: 'refused', error: result.error } });
    else if (result.value.handedOver) answer({ page: 'code', sent: result.value, test: { state: 'none' } });
    else answer({ test: { state: 'failed', failure: result.value.failure } });
  });
}

/** Waits no longer. A mail that has left already may still come; its code is worth nothing then. */
export function cancelTest(): void {
  latest += 1;
  answer({ page: 'receivers', test: { state: 'none' } });
}
