import type { ReactNode } from 'react';
import { useTexts } from '../language/use-texts.ts';
import type { Place } from '../stores/navigation.ts';

/** A place that has nothing of its own to show yet, or cannot: its name, and below it why. */
export function UnderPlaceName({ place, children }: { place: Place; children: ReactNode }) {
  const text = useTexts('common');
  return (
    <div className="page">
      <h1>{text(`places.${place}`)}</h1>
      {children}
    </div>
  );
}
