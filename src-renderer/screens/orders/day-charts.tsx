import { type ReactNode, useId } from 'react';
import type { DayFigures } from '../../../src-shared/service/history.ts';
import { dayOnly, number, shortDuration } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { axisEnd } from './figures.ts';

/** The drawing's own units. */
const width = 960;
const height = 200;
const left = 56;
const bottom = 26;

interface Scale {
  readonly x: (place: number) => number;
  readonly y: (value: number) => number;
  readonly barWidth: number;
}

/** How many tickets a day: at the first attempt, after several, and not at all. */
export function TicketChart({ days }: { days: readonly DayFigures[] }) {
  const text = useTexts('orders');
  const language = useLanguage();
  const end = axisEnd(Math.max(...days.map(({ printed, undecided }) => printed + undecided)));
  const parts = (day: DayFigures) =>
    [
      ['first', day.firstTry],
      ['later', day.printed - day.firstTry],
      ['undecided', day.undecided],
    ] as const;
  return (
    <Chart
      title={text('chartTickets')}
      days={days}
      end={end}
      tick={(value) => number(value, language)}
      legend={[
        ['first', text('legend.firstTry')],
        ['later', text('legend.later')],
        ['undecided', text('legend.undecided')],
      ]}
    >
      {({ x, y, barWidth }) =>
        days.map((day, place) => {
          let below = 0;
          return parts(day).map(([part, count]) => {
            const from = below;
            below += count;
            return count > 0 ? (
              <rect
                key={`${day.day} ${part}`}
                className={`chart-${part}`}
                x={x(place) - barWidth / 2}
                width={barWidth}
                y={y(below)}
                height={y(from) - y(below)}
              />
            ) : null;
          });
        })
      }
    </Chart>
  );
}

/** How long tickets took, by day: the average as a bar, the longest as a mark above it. */
export function DurationChart({ days }: { days: readonly DayFigures[] }) {
  const text = useTexts('orders');
  const language = useLanguage();
  const end = axisEnd(Math.max(...days.map(({ slowestSeconds }) => slowestSeconds ?? 0)));
  return (
    <Chart
      title={text('chartDuration')}
      days={days}
      end={end}
      tick={(value) => shortDuration(value * 1000, language)}
      legend={[
        ['first', text('legend.average')],
        ['mark', text('legend.slowest')],
      ]}
    >
      {({ x, y, barWidth }) =>
        days.map((day, place) =>
          day.averageSeconds === null || day.slowestSeconds === null ? null : (
            <g key={day.day}>
              <path className="chart-whisker" d={`M${x(place)} ${y(0)}V${y(day.slowestSeconds)}`} />
              <rect
                className="chart-first"
                x={x(place) - barWidth / 2}
                width={barWidth}
                y={y(day.averageSeconds)}
                height={y(0) - y(day.averageSeconds)}
              />
              <path className="chart-mark" d={`M${x(place) - barWidth / 2} ${y(day.slowestSeconds)}h${barWidth}`} />
            </g>
          ),
        )
      }
    </Chart>
  );
}

interface ChartProps {
  readonly title: string;
  readonly days: readonly DayFigures[];
  /** Where the axis ends. */
  readonly end: number;
  readonly tick: (value: number) => string;
  readonly legend: readonly (readonly [string, string])[];
  readonly children: (scale: Scale) => ReactNode;
}

/** Axis, days and legend of a drawing. The same figures are in the table below it, for whoever cannot see it. */
function Chart({ title, days, end, tick, legend, children }: ChartProps) {
  const language = useLanguage();
  const id = useId();
  const step = (width - left) / days.length;
  const scale: Scale = {
    x: (place) => left + (place + 0.5) * step,
    y: (value) => 10 + (height - bottom - 10) * (1 - value / end),
    barWidth: Math.min(40, step * 0.7),
  };
  const every = Math.ceil(days.length / 10);
  return (
    <figure className="chart" aria-labelledby={id}>
      <figcaption>
        <h2 id={id}>{title}</h2>
        <ul className="chart-legend">
          {legend.map(([part, words]) => (
            <li key={part}>
              <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
                {part === 'mark' ? (
                  <path className="chart-mark" d="M1 8h14" />
                ) : (
                  <rect className={`chart-${part}`} width="16" height="16" />
                )}
              </svg>
              {words}
            </li>
          ))}
        </ul>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
        {[0, end / 2, end].map((value) => (
          <g key={value}>
            <path className="chart-line" d={`M${left} ${scale.y(value)}H${width}`} />
            <text className="chart-words" x={left - 8} y={scale.y(value) + 4} textAnchor="end">
              {tick(value)}
            </text>
          </g>
        ))}
        {children(scale)}
        {days.map((day, place) =>
          (days.length - 1 - place) % every === 0 ? (
            <text key={day.day} className="chart-words" x={scale.x(place)} y={height - 6} textAnchor="middle">
              {dayOnly(day.day, language)}
            </text>
          ) : null,
        )}
      </svg>
    </figure>
  );
}
