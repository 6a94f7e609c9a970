import { useCallback, useEffect, useState } from 'react';
import type { BonwartError } from '../../../src-shared/contract/errors.ts';
import { bridge } from '../../bridge/bridge.ts';
import { type LoadedMails, noMails, withMails } from './mail-pages.ts';

const pageSize = 50;

export interface MailPages extends LoadedMails {
  readonly state: 'loading' | 'loaded' | 'loading-more';
  readonly error: BonwartError | null;
  readonly again: () => void;
  readonly next: () => void;
}

/** The mails of the last 90 days, page by page. */
export function useMailPages(targetId: string): MailPages {
  const [loaded, setLoaded] = useState<LoadedMails>(noMails);
  const [state, setState] = useState<MailPages['state']>('loading');
  const [error, setError] = useState<BonwartError | null>(null);
  const load = useCallback(
    async (before: number | null) => {
      setState(before === null ? 'loading' : 'loading-more');
      setError(null);
      const result = await bridge.call('mail.history', { targetId, limit: pageSize, before });
      setState('loaded');
      if (result.ok) setLoaded((known) => withMails(known, before, result.value, pageSize));
      else setError(result.error);
    },
    [targetId],
  );
  useEffect(() => void load(null), [load]);
  const last = loaded.mails.at(-1)?.id ?? null;
  return { ...loaded, state, error, again: () => void load(null), next: () => void load(last) };
}
