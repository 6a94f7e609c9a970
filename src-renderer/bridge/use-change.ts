import { useEffect, useRef } from 'react';

/** Does something each time that the value has become another one; not when the screen opens. `act` may be a new function each time. */
export function useChange(value: string | undefined, act: () => void): void {
  const before = useRef(value);
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (before.current === value) return;
    before.current = value;
    latest.current();
  }, [value]);
}
