import { useEffect } from 'react';
import type { RunView } from '../../../src-shared/bonctl/run-view.ts';
import { announce } from '../../design/announcer.tsx';
import { StateShape } from '../../design/state-mark.tsx';
import type { Tone } from '../../design/tone.ts';
import { inLanguage } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { stepInView } from './run-words.ts';

const tones: Record<RunView['state'], Tone | null> = {
  created: null,
  running: null,
  'rolling-back': null,
  asking: 'attention',
  confirming: 'attention',
  confirmed: 'good',
  'rolled-back': 'good',
  'needs-person': 'bad',
};

/** One sentence about the run, told in the present, and what it means for the kitchen. */
export function RunHead({ view }: { view: RunView }) {
  const text = useTexts('run');
  const language = useLanguage();
  const step = stepInView(view);
  const title = step ? inLanguage(step.title, language) : '';
  const key = view.kind === 'rollback' && view.state === 'running' ? 'rolling-back' : view.state;
  // A run that takes back has as its version the one that it goes back to.
  const before = view.kind === 'rollback' ? view.version : view.previousVersion;
  const values = { title, version: view.version ?? '', previous: before ?? text('stateBefore') };
  const words = text(`head.${key}`, values);
  useEffect(() => announce(words), [words]);
  const tone = tones[view.state];
  const meaning =
    view.state === 'rolled-back' && view.rollbackReason && view.kind === 'deployment'
      ? text(`reason.${view.rollbackReason}`, values)
      : text(`meaning.${key}`, values);
  return (
    <section className="run-head">
      {tone ? <StateShape tone={tone} size={40} /> : <span className="run-turning" aria-hidden="true" />}
      <div>
        <p className="quiet">
          {view.kind === 'rollback'
            ? text('kindRollback', values)
            : view.previousVersion
              ? text('kindUpdate', values)
              : text('kindFirst', values)}
        </p>
        <h1>{words}</h1>
        <p className="lead">{meaning}</p>
      </div>
    </section>
  );
}
