import type { ReactNode } from 'react';
import './state-mark.css';
import type { Tone } from './tone.ts';

const shapes: Record<Tone, ReactNode> = {
  good: <circle cx="12" cy="12" r="9" fill="currentColor" />,
  attention: (
    <path d="M12 3.5 21.5 20h-19z" fill="currentColor" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" />
  ),
  bad: <path d="M8 2.8h8L21.2 8v8L16 21.2H8L2.8 16V8z" fill="currentColor" />,
  unknown: (
    <circle cx="12" cy="12" r="8.5" fill="none" stroke="currentColor" strokeWidth="2.5" strokeDasharray="5.34 3.56" />
  ),
};

/** The shape of a state: disc, triangle, octagon or dashed ring. Only beside words. */
export function StateShape({ tone, size = 16 }: { tone: Tone; size?: number }) {
  return (
    <svg
      className={`state-shape state-${tone}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[tone]}
    </svg>
  );
}

/** A state as shape, colour and word together. */
export function StateMark({ tone, size, children }: { tone: Tone; size?: number; children: ReactNode }) {
  return (
    <span className="state-mark">
      <StateShape tone={tone} size={size ?? 16} />
      <span>{children}</span>
    </span>
  );
}
