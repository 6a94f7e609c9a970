import { useMemo } from 'react';
import type { PaperTicket } from '../../src-shared/paper/model.ts';
import { useTexts } from '../language/use-texts.ts';
import './paper.css';
import {
  type PlacedLine,
  type PlacedRun,
  paperOutline,
  placeTicket,
  rasterPath,
  ticketWords,
} from './paper-geometry.ts';

/** A ticket as it lies in the kitchen: true proportions, torn edge, each character in the cell that the printer gave it. */
export function Paper({ ticket, name }: { ticket: PaperTicket; name: string }) {
  const text = useTexts('orders');
  const placed = useMemo(() => placeTicket(ticket), [ticket]);
  const words = ticketWords(ticket, text('pictureOnPaper'));
  return (
    <figure className="paper">
      <svg viewBox={`0 0 ${placed.width} ${placed.height}`} aria-hidden="true" focusable="false">
        <path className="paper-sheet" d={paperOutline(placed.width, placed.height, ticket.complete)} />
        {placed.lines.map((line) => (
          <Line key={line.top} placed={line} />
        ))}
      </svg>
      <figcaption className="hidden-words">
        {name}: {words.join('. ')}
      </figcaption>
    </figure>
  );
}

function Line({ placed }: { placed: PlacedLine }) {
  const { line } = placed;
  if (line.kind === 'text')
    return (
      <>
        {placed.runs.map((run) => (
          <Run key={run.x} placed={run} />
        ))}
      </>
    );
  if (line.kind !== 'raster') return null;
  return (
    <path
      className="paper-block"
      transform={`translate(${placed.x} ${placed.top})`}
      d={rasterPath(line.rows, line.widthDots)}
    />
  );
}

/** Where the base line lies in a cell, and how large the face must be to fill it; shares of the cell's height. */
const baseline = 0.79;
const faceSize = 0.86;

function Run({ placed }: { placed: PlacedRun }) {
  const { run, x, top, width, height } = placed;
  const base = height / run.height;
  const characters = [...run.text];
  const cell = width / characters.length / run.width;
  const className = `paper-print ${run.bold ? 'paper-print-bold' : ''} ${run.inverse ? 'paper-print-inverse' : ''}`;
  return (
    <>
      {run.inverse ? <rect className="paper-block" x={x} y={top} width={width} height={height} /> : null}
      {run.text.trim() ? (
        <text
          className={className}
          transform={`translate(${x} ${top}) scale(${run.width} ${run.height})`}
          x={characters.map((_, place) => (place * cell).toFixed(1)).join(' ')}
          y={base * baseline}
          fontSize={base * faceSize}
        >
          {run.text}
        </text>
      ) : null}
      {run.underline ? <rect className="paper-block" x={x} y={top + height - 2} width={width} height={2} /> : null}
    </>
  );
}
