import { randomUUID } from 'node:crypto';
import { refuse } from '../../src-shared/contract/errors.ts';
import type { FreshGrant } from '../../src-shared/mail/grant.ts';

const keptMilliseconds = 30 * 60_000;
const mostKept = 10;

export interface KeptGrants {
  keep(grant: FreshGrant): string;
  /** @throws Refusal `mail-sign-in.over` if it is not there any more */
  get(signInId: string): FreshGrant;
}

/** What was granted, in memory and for half an hour: until it has gone to the Pi. The window only knows it by a number. */
export function keepGrants(now: () => number = () => performance.now()): KeptGrants {
  const kept = new Map<string, { grant: FreshGrant; at: number }>();
  const tidy = () => {
    for (const [id, { at }] of kept) if (now() - at > keptMilliseconds) kept.delete(id);
  };
  return {
    keep(grant) {
      tidy();
      const [oldest] = kept.keys();
      if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
      const id = randomUUID();
      kept.set(id, { grant, at: now() });
      return id;
    },
    get(signInId) {
      tidy();
      const found = kept.get(signInId);
      if (!found) throw refuse('mail-sign-in.over', {});
      const { grant, at } = found;
      const gone = Math.ceil((now() - at) / 1000);
      const access = grant.access && { ...grant.access, seconds: Math.max(0, grant.access.seconds - gone) };
      return { ...grant, access };
    },
  };
}
