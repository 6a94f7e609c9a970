import { ArrowLeft, PackageOpen } from 'lucide-react';
import { useState } from 'react';
import type { RequestOf } from '../../../src-shared/contract/contract.ts';
import { supportSources } from '../../../src-shared/history/support.ts';
import { useStream } from '../../bridge/use-stream.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Progress } from '../../design/progress.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import type { Tone } from '../../design/tone.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { RoleHint } from '../../roles/role-hint.tsx';
import { ensureMay } from '../../roles/sign-in.ts';
import { goTo } from '../../stores/navigation.ts';
import { BundleView } from './bundle-view.tsx';
import { type Gathering, nothingGathered, type SourceState, withSupportEvent } from './gathering.ts';

/** The help package: said what it is, put together, looked into, saved. */
export function SupportPage({ targetId }: { targetId: string }) {
  const text = useTexts('support');
  const language = useLanguage();
  // the language of the beginning: another one in the window must not begin anew
  const [request, setRequest] = useState<RequestOf<'support.gather'> | null>(null);
  const [isCancelled, setCancelled] = useState(false);
  const { state, error, again } = useStream('support.gather', request, nothingGathered, withSupportEvent);
  const begin = async () => {
    if (!(await ensureMay('support.gather'))) return;
    if (request) again();
    else setRequest({ targetId, language });
  };
  const cancel = () => {
    setRequest(null);
    setCancelled(true);
  };
  return (
    <div className="page history">
      <div>
        <Button kind="quiet" icon={ArrowLeft} className="button-inset" onPress={() => goTo('history')}>
          {text('back')}
        </Button>
      </div>
      <div className="stack">
        <h1>{text('title')}</h1>
        <p className="lead">{text('lead')}</p>
      </div>
      {request ? null : (
        <section className="stack" aria-label={text('what')}>
          <h2>{text('what')}</h2>
          <p>{text('inside')}</p>
          <p>{text('nothingSent')}</p>
          {isCancelled ? <p role="status">{text('cancelled')}</p> : null}
          <Button kind="primary" icon={PackageOpen} onPress={() => void begin()}>
            {text('gather')}
          </Button>
          <RoleHint call="support.gather" />
        </section>
      )}
      {error ? <ErrorNotice error={error} onRetry={() => void begin()} /> : null}
      {request && !state.bundle && !error ? <Sources gathering={state} onCancel={cancel} /> : null}
      {request && state.bundle ? <BundleView bundle={state.bundle} onAgain={() => void begin()} /> : null}
    </div>
  );
}

const tones: Record<SourceState | 'waiting', Tone> = {
  waiting: 'unknown',
  asking: 'unknown',
  there: 'good',
  missing: 'attention',
};

function Sources({ gathering, onCancel }: { gathering: Gathering; onCancel: () => void }) {
  const text = useTexts('support');
  const common = useTexts('common');
  const states = supportSources.map((source) => [source, gathering.sources[source] ?? 'waiting'] as const);
  const ended = states.filter(([, state]) => state === 'there' || state === 'missing').length;
  return (
    <section className="stack" aria-label={text('gathering')}>
      <Progress
        label={text('gathering')}
        words={`${ended} / ${supportSources.length}`}
        value={ended}
        of={supportSources.length}
      />
      <p className="quiet">{text('takes')}</p>
      <ul className="support-sources">
        {states.map(([source, state]) => (
          <li key={source}>
            <StateMark tone={tones[state]}>
              {text(`source.${source}`)}: {text(`state.${state}`)}
            </StateMark>
          </li>
        ))}
      </ul>
      <Button onPress={onCancel}>{common('cancel')}</Button>
    </section>
  );
}
