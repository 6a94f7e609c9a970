import { useEffect } from 'react';
import type { RunView } from '../../../src-shared/bonctl/run-view.ts';
import { announce } from '../../design/announcer.tsx';
import { StateShape } from '../../design/state-mark.tsx';
import type { Tone } from '../../design/tone.ts';
import { inLanguage } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { stepInView } from './run-words.ts';
import { usePrevious } from './use-previous.ts';

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

/** The sentence that fits: where Bonwart advises to go back, it does not say at once that all is well. */
function sentenceOf(view: RunView, advised: boolean): RunView['state'] {
  if (view.kind === 'rollback' && view.state === 'running') return 'rolling-back';
  return advised && view.state === 'confirming' ? 'asking' : view.state;
}

/** One sentence about the run, told in the present, and what it means for the kitchen. */
export function RunHead({ view, advised }: { view: RunView; advised: boolean }) {
  const text = useTexts('run');
  const ofRestoring = useTexts('wayBack');
  const language = useLanguage();
  const step = stepInView(view);
  const title = step ? inLanguage(step.title, language) : '';
  const key = sentenceOf(view, advised);
  const values = { title, version: view.version ?? '', previous: usePrevious(view) };
  const restoring = view.kind === 'restore';
  const words = restoring ? ofRestoring(`head.${key}`, values) : text(`head.${key}`, values);
  useEffect(() => announce(words), [words]);
  const tone = tones[view.state];
  const ofDeployment = () =>
    view.state === 'rolled-back' && view.rollbackReason && view.kind === 'deployment'
      ? text(`reason.${view.rollbackReason}`, values)
      : text(`meaning.${key}`, values);
  const kind = () => {
    if (view.kind === 'rollback') return text('kindRollback', values);
    return text(view.previousVersion ? 'kindUpdate' : 'kindFirst', values);
  };
  return (
    <section className="run-head">
      {tone ? <StateShape tone={tone} size={40} /> : <span className="run-turning" aria-hidden="true" />}
      <div>
        <p className="quiet">{restoring ? ofRestoring('kind') : kind()}</p>
        <h1>{words}</h1>
        <p className="lead">{restoring ? ofRestoring(`meaning.${key}`, values) : ofDeployment()}</p>
      </div>
    </section>
  );
}
