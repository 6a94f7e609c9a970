import { useMemo } from 'react';
import { decodePaper } from '../../src-shared/paper/decode.ts';
import type { PrintedBytes } from '../../src-shared/service/api.ts';
import { bytesOf } from './bytes.ts';
import { Paper } from './paper.tsx';

/** The paper that printer bytes give, never what the order says. */
export function PrintedPaper({ name, ...printed }: PrintedBytes & { name: string }) {
  const key = JSON.stringify(printed);
  const tickets = useMemo(() => {
    const { bytes, ...paper } = JSON.parse(key) as PrintedBytes;
    return decodePaper(bytesOf(bytes), paper);
  }, [key]);
  return (
    <>
      {tickets.map((ticket, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tickets come out one after the other and never change places
        <Paper key={place} ticket={ticket} name={name} />
      ))}
    </>
  );
}
