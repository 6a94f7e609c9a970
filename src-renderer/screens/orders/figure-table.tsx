import type { DayFigures } from '../../../src-shared/service/history.ts';
import { dayOnly, number, shortDuration } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';

/** The figures of each day, the newest first. */
export function FigureTable({ days }: { days: readonly DayFigures[] }) {
  const text = useTexts('orders');
  const language = useLanguage();
  const seconds = (value: number | null) => (value === null ? '–' : shortDuration(value * 1000, language));
  return (
    <table className="figure-table figures">
      <thead>
        <tr>
          <th scope="col">{text('day')}</th>
          <th scope="col">{text('legend.firstTry')}</th>
          <th scope="col">{text('legend.later')}</th>
          <th scope="col">{text('legend.undecided')}</th>
          <th scope="col">{text('legend.average')}</th>
          <th scope="col">{text('legend.slowest')}</th>
        </tr>
      </thead>
      <tbody>
        {[...days].reverse().map((day) => (
          <tr key={day.day}>
            <th scope="row">{dayOnly(day.day, language)}</th>
            <td>{number(day.firstTry, language)}</td>
            <td>{number(day.printed - day.firstTry, language)}</td>
            <td>{number(day.undecided, language)}</td>
            <td>{seconds(day.averageSeconds)}</td>
            <td>{seconds(day.slowestSeconds)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
