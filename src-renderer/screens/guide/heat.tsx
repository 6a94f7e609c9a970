import { type Busyness, type MaintenanceWindow, workingHours } from '../../../src-shared/guide/quiet-hours.ts';
import { useTexts } from '../../language/use-texts.ts';

const days = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;
const cell = 30;
const left = 38;
const top = 24;

/** The restaurant's week: the larger a dot, the busier the hour. The chosen time has a ring. */
export function Heat({ week, chosen }: { week: Busyness; chosen: MaintenanceWindow | null }) {
  const text = useTexts('guide');
  const hours = Array.from(
    { length: workingHours.to - workingHours.from },
    (_hour, place) => workingHours.from + place,
  );
  const most = Math.max(1, ...week.flat());
  const at = chosen ? new Date(chosen.from) : null;
  const middle = (day: number, hour: number) => ({
    cx: left + (hour - workingHours.from + 0.5) * cell,
    cy: top + (day + 0.5) * cell,
  });
  const width = left + hours.length * cell;
  return (
    <figure className="heat">
      <svg viewBox={`0 0 ${width} ${top + 7 * cell}`} role="img" aria-label={text('heat')}>
        {hours
          .filter((hour) => hour % 2 === 0)
          .map((hour) => (
            <text key={hour} x={middle(0, hour).cx} y={16} className="heat-words" textAnchor="middle">
              {hour}
            </text>
          ))}
        {days.map((day, place) => (
          <g key={day}>
            <text x={0} y={middle(place, 0).cy + 5} className="heat-words">
              {text(`days.${day}`)}
            </text>
            {hours.map((hour) => {
              const orders = week[place]?.[hour] ?? 0;
              const radius = orders === 0 ? 1.5 : 3 + (orders / most) * 10;
              return (
                <circle
                  key={hour}
                  {...middle(place, hour)}
                  r={radius}
                  className={orders ? 'heat-busy' : 'heat-quiet'}
                />
              );
            })}
          </g>
        ))}
        {at && at.getHours() >= workingHours.from && at.getHours() < workingHours.to ? (
          <circle {...middle((at.getDay() + 6) % 7, at.getHours())} r={14} className="heat-chosen" />
        ) : null}
      </svg>
      <figcaption className="quiet small">
        {text('heat')} {at ? text('heatChosen') : ''}
      </figcaption>
    </figure>
  );
}
