import { useEffect, useState } from 'react';
import type { RequestOf, ResponseOf } from '../../../src-shared/contract/contract.ts';
import type { BonwartError } from '../../../src-shared/contract/errors.ts';
import { bridge } from '../../bridge/bridge.ts';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { PrintedPaper } from '../../paper/printed-paper.tsx';

/** Milliseconds of rest after a change before the paper is asked for: one question for a word, not for each letter. */
const restMs = 150;

/** The paper that these settings would give. The one before stays in view until the new one is there. */
export function LivePaper({ request, name }: { request: RequestOf<'restaurant.preview'>; name: string }) {
  const text = useTexts('restaurant');
  const key = JSON.stringify(request);
  const [shown, setShown] = useState<ResponseOf<'restaurant.preview'> | null>(null);
  const [error, setError] = useState<BonwartError | null>(null);
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(async () => {
      const result = await bridge.call('restaurant.preview', JSON.parse(key) as RequestOf<'restaurant.preview'>);
      if (!wanted) return;
      if (result.ok) setShown(result.value);
      setError(result.ok ? null : result.error);
    }, restMs);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [key]);
  if (error) return <ErrorNotice error={error} />;
  if (!shown) return <Waiting />;
  if (shown.tickets.length === 0) return <p className="quiet">{text('noTicketHere')}</p>;
  return (
    <>
      {shown.tickets.map((ticket, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: copies come out one after the other and never change places
        <div key={place} className={`ticket-paper ticket-paper-${ticket.paperMillimetres}`}>
          <PrintedPaper {...ticket} name={name} />
        </div>
      ))}
    </>
  );
}
