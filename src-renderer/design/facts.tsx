import { Fragment, type ReactNode } from 'react';
import './facts.css';

/** Names and what they are, line by line. A `null` is left out: the machine does not tell. */
export function FactList({ facts }: { facts: readonly (readonly [string, ReactNode | null])[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ),
      )}
    </dl>
  );
}
