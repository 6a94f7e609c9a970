import { useMemo } from 'react';
import { decodePaper } from '../../src-shared/paper/decode.ts';
import { bytesOf } from './bytes.ts';
import { Paper } from './paper.tsx';

/** The paper that printer bytes give, never what the order says. */
export function PrintedPaper(props: { bytes: string; paperMillimetres: 58 | 80; name: string }) {
  const { bytes, paperMillimetres } = props;
  const tickets = useMemo(() => decodePaper(bytesOf(bytes), { paperMillimetres }), [bytes, paperMillimetres]);
  return (
    <>
      {tickets.map((ticket, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tickets come out one after the other and never change places
        <Paper key={place} ticket={ticket} name={props.name} />
      ))}
    </>
  );
}
