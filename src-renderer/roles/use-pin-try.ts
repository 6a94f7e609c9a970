import { useEffect, useState } from 'react';
import type { BonwartError } from '../../src-shared/contract/errors.ts';
import type { PersonOfPc } from '../../src-shared/roles/person.ts';
import { bridge } from '../bridge/bridge.ts';
import { useNow } from '../language/time.tsx';
import { useSession } from './session.ts';

export interface PinTry {
  readonly pin: string;
  readonly onPin: (pin: string) => void;
  readonly needsPin: boolean;
  readonly busy: boolean;
  /** Tries left without waiting after a wrong PIN; null before one. */
  readonly triesLeft: number | null;
  /** Milliseconds until a PIN is looked at again; 0 if one is now. */
  readonly waitMs: number;
  readonly otherError: BonwartError | null;
  readonly act: () => Promise<void>;
}

const longestPin = 12;
/** How often the seconds of a wait are counted. */
const countEveryMs = 500;

/** One person's tries to sign in: what is typed, what main said to the last one, and how long to wait. */
export function usePinTry(person: PersonOfPc | null, onSignedIn: (person: PersonOfPc) => void): PinTry {
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<BonwartError | null>(null);
  const [waitUntil, setWaitUntil] = useState(0);
  const now = useNow(countEveryMs);
  const personId = person?.id ?? null;
  // Another person has other tries.
  // biome-ignore lint/correctness/useExhaustiveDependencies: begun anew for each person
  useEffect(() => {
    setPin('');
    setError(null);
    setWaitUntil(0);
  }, [personId]);
  const needsPin = person !== null && (person.role !== 'staff' || person.hasPin);
  const waitMs = Math.max(0, waitUntil - now);
  const act = async () => {
    if (!person) return;
    setBusy(true);
    const result = await bridge.call('session.signIn', { personId: person.id, pin: needsPin ? pin : '' });
    setBusy(false);
    setPin('');
    if (result.ok) {
      useSession.setState(result.value);
      onSignedIn(person);
      return;
    }
    setError(result.error);
    setWaitUntil(result.error.code === 'pin.wait' ? Date.now() + result.error.data.seconds * 1000 : 0);
  };
  return {
    pin,
    onPin: (typed) => setPin(typed.replace(/[^0-9]/g, '').slice(0, longestPin)),
    needsPin,
    busy,
    triesLeft: error?.code === 'pin.wrong' ? error.data.triesLeft : null,
    waitMs,
    otherError: error && error.code !== 'pin.wrong' && error.code !== 'pin.wait' ? error : null,
    act,
  };
}
