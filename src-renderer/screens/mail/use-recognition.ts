import { useEffect } from 'react';
import type { MailRecognition } from '../../../src-shared/mail/recognition.ts';
import { mailAddressSchema } from '../../../src-shared/mail/schema.ts';
import { bridge } from '../../bridge/bridge.ts';
import { answer, useMailDraft } from './mail-draft.ts';

/** Typing has paused for so long. */
const pauseMs = 400;

/** What stands for a recognition that failed: then somebody names the server. */
const nothingFound: MailRecognition = {
  by: 'nothing',
  provider: {
    id: 'custom',
    name: 'E-Mail',
    signIn: ['password'],
    status: 'works',
    hint: null,
    passwordPage: null,
    guide: [],
  },
  servers: [],
};

/** Asks whose mailbox it is, once for each address, and puts the answer into the draft if the address is still the same. */
export async function recognise(address: string): Promise<void> {
  const result = await bridge.call('mail.recognise', { address });
  if (useMailDraft.getState().from.trim() !== address) return;
  answer({ recognisedFor: address, recognition: result.ok ? result.value : nothingFound });
}

/** Recognises the address as it is typed, once it looks like one. */
export function useRecognition(from: string): void {
  const address = from.trim();
  const known = useMailDraft((draft) => draft.recognisedFor === address);
  useEffect(() => {
    if (known || !mailAddressSchema.safeParse(address).success) return;
    const timer = setTimeout(() => void recognise(address), pauseMs);
    return () => clearTimeout(timer);
  }, [address, known]);
}
