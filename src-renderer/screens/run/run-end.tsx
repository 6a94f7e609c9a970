import type { RunView } from '../../../src-shared/bonctl/run-view.ts';
import { Button } from '../../design/button.tsx';
import { CopyButton } from '../../design/copy-button.tsx';
import { shortDuration } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { goTo } from '../../stores/navigation.ts';
import { openSignOff } from '../sign-off/sign-off-place.ts';
import { CheckList } from './check-list.tsx';
import { goneMs, reportForHelp } from './run-words.ts';

/** What a run has come to, what the Pi found when it looked after going back, and the one thing to do next. */
export function RunEnd({ view, onLeave }: { view: RunView; onLeave: () => void }) {
  const text = useTexts('run');
  const signOff = useTexts('signOff');
  const language = useLanguage();
  if (!view.endedAt) return null;
  const took = shortDuration(goneMs(view, 0), language);
  const checks = view.state === 'confirmed' ? null : view.verdict?.checks;
  return (
    <section className="stack">
      {checks ? (
        <section className="stack" aria-labelledby="run-checked">
          <h2 id="run-checked">{text('checked')}</h2>
          <CheckList checks={checks} />
        </section>
      ) : null}
      <p className="quiet">{text('took', { time: took, person: view.by.name || text('somebody'), pc: view.by.pc })}</p>
      <div className="row">
        {view.state === 'needs-person' ? (
          <CopyButton kind="primary" label={text('copyForHelp')} text={reportForHelp(view)} />
        ) : null}
        <Button kind={view.state === 'needs-person' ? 'secondary' : 'primary'} onPress={() => goTo('status')}>
          {text('toStatus')}
        </Button>
        {view.state === 'needs-person' ? null : (
          <Button onPress={() => openSignOff(view.runId)}>{signOff('open')}</Button>
        )}
        <Button onPress={onLeave}>{text('leave')}</Button>
      </div>
    </section>
  );
}
