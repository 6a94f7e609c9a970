import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTexts } from '../language/use-texts.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import './waiting.css';

type Stage = 'nothing' | 'shape' | 'words' | 'way-out';
const stagesMs: readonly (readonly [Stage, number])[] = [
  ['shape', 150],
  ['words', 2_000],
  ['way-out', 10_000],
];

/** Loading: nothing at first, then the shape, after 2 s words, after 10 s a way out. */
export function Waiting({ words, onAgain }: { words?: string; onAgain?: () => void }) {
  const text = useTexts('common');
  const [stage, setStage] = useState<Stage>('nothing');
  useEffect(() => {
    const timers = stagesMs.map(([next, after]) => setTimeout(() => setStage(next), after));
    return () => timers.forEach(clearTimeout);
  }, []);
  const speaks = stage === 'words' || stage === 'way-out';
  return (
    <div className="waiting" aria-busy="true">
      {stage === 'nothing' ? null : (
        <>
          <div className="waiting-shape" />
          <div className="waiting-shape" />
          <div className="waiting-shape" />
        </>
      )}
      <p className="quiet" role="status">
        {speaks ? (words ?? text('loading')) : ''}
      </p>
      {stage === 'way-out' ? (
        <div className="stack">
          <p>{text('loadingLong')}</p>
          {onAgain ? <Button onPress={onAgain}>{text('askAgain')}</Button> : null}
        </div>
      ) : null}
    </div>
  );
}

/** A place where nothing is yet: what will be here, and the one way to get it. */
export function Empty(props: { icon: LucideIcon; title: string; children: ReactNode }) {
  return (
    <div className="empty">
      <Icon of={props.icon} size={40} />
      <h2>{props.title}</h2>
      {props.children}
    </div>
  );
}
