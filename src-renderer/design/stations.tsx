import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTexts } from '../language/use-texts.ts';
import { Icon } from './icon.tsx';
import './stations.css';

export interface Station {
  readonly id: string;
  readonly title: string;
  readonly state: 'waiting' | 'running' | 'done';
  readonly note?: ReactNode;
}

/** What happens one after the other: done, now, still to come. `stopped` says that nothing goes on by itself. */
export function Stations({ stations, stopped = false }: { stations: readonly Station[]; stopped?: boolean }) {
  const text = useTexts('common');
  return (
    <ol className={`stations ${stopped ? 'stations-stopped' : ''}`}>
      {stations.map((station) => (
        <li
          key={station.id}
          className={`station station-${station.state}`}
          {...(station.state === 'running' && !stopped ? { 'aria-current': 'step' as const } : {})}
        >
          <span className="station-dot">{station.state === 'done' ? <Icon of={Check} /> : null}</span>
          <span className="station-title">
            {station.title}
            <span className="hidden-words"> ({text(`station.${station.state}`)})</span>
          </span>
          {station.note ? <div className="station-note">{station.note}</div> : null}
        </li>
      ))}
    </ol>
  );
}
