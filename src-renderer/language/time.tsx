import { useEffect, useState } from 'react';
import { clockTime, exactTime, relativeTime } from './format.ts';
import { useLanguage } from './use-language.ts';

/** The time of day in milliseconds, again every `everyMs`. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** `vor 2 Minuten`, with the exact time in the tooltip. */
export function Ago({ at }: { at: string }) {
  const language = useLanguage();
  const now = useNow(5000);
  return (
    <time dateTime={at} title={exactTime(at, language)}>
      {relativeTime(at, now, language)}
    </time>
  );
}

/** `19:02`, with the exact time in the tooltip. */
export function ClockTime({ at }: { at: string }) {
  const language = useLanguage();
  return (
    <time className="figures" dateTime={at} title={exactTime(at, language)}>
      {clockTime(at, language)}
    </time>
  );
}
