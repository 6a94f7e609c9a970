import type { ReactNode } from 'react';
import { useTexts } from '../../language/use-texts.ts';

export interface TableRow {
  readonly key: string;
  readonly name: string;
  readonly one: ReactNode;
  readonly other: ReactNode;
  /** Said in a word of its own, not by colour. Left out where same and different mean nothing. */
  readonly differs?: boolean;
}

interface CompareTableProps {
  readonly caption: string;
  /** What the first column holds. */
  readonly what: string;
  readonly one: string;
  readonly other: string;
  readonly rows: readonly TableRow[];
}

/** Two of something beside each other, line by line. */
export function CompareTable({ caption, what, one, other, rows }: CompareTableProps) {
  const text = useTexts('history');
  return (
    <table className="compare">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{what}</th>
          <th scope="col">{one}</th>
          <th scope="col">{other}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className={row.differs ? 'compare-differs' : ''}>
            <th scope="row">
              {row.name}
              {row.differs === undefined ? null : (
                <span className="quiet small compare-word"> {text(row.differs ? 'different' : 'same')}</span>
              )}
            </th>
            <td>{row.one}</td>
            <td>{row.other}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
