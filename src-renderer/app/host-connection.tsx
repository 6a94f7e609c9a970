import { useEffect, useState } from 'react';
import { useConnection } from '../bridge/bridge.ts';
import { StateShape } from '../design/state-mark.tsx';
import { useTexts } from '../language/use-texts.ts';

/** Only a loss that lasts is told; a short one mends itself. */
const patienceMs = 1_000;

/** Says that the window no longer hears Bonwart, so that nobody trusts what it shows. */
export function HostBanner() {
  const { state, since } = useConnection();
  const text = useTexts('common');
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    setLasting(false);
    if (state !== 'lost') return;
    const timer = setTimeout(() => setLasting(true), Math.max(0, since + patienceMs - Date.now()));
    return () => clearTimeout(timer);
  }, [state, since]);
  return (
    <div role="status">
      {state === 'lost' && lasting ? (
        <p className="host-banner">
          <StateShape tone="unknown" />
          {text('hostLost')}
        </p>
      ) : null}
    </div>
  );
}

/** The link of the browser host works once; this page has come with a used or a wrong one. */
export function LinkUsedUp() {
  const text = useTexts('common');
  return (
    <main className="alone">
      <div className="stack">
        <h1>{text('linkUsedTitle')}</h1>
        <p className="lead">{text('linkUsedMeaning')}</p>
        <p>{text('linkUsedNext')}</p>
      </div>
    </main>
  );
}
