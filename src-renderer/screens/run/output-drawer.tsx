import { useState } from 'react';
import type { RunView } from '../../../src-shared/bonctl/run-view.ts';
import { CopyButton } from '../../design/copy-button.tsx';
import { Field } from '../../design/field.tsx';
import { Fold } from '../../design/fold.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { outputText } from './run-words.ts';

/** What the Pi wrote while it worked: searchable and copyable, never the first thing one sees. */
export function OutputDrawer({ view }: { view: RunView }) {
  const text = useTexts('run');
  const [sought, setSought] = useState('');
  const all = outputText(view);
  const lines = all.split('\n').filter((line) => line.toLowerCase().includes(sought.trim().toLowerCase()));
  return (
    <Fold title={text('output')}>
      {all ? (
        <div className="output">
          <Field label={text('outputSearch')} value={sought} onChange={setSought} />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className="detail-text output-text" tabIndex={0} aria-label={text('output')}>
            {lines.join('\n') || text('outputNothingFound')}
          </section>
          <CopyButton text={all} />
        </div>
      ) : (
        <p className="quiet">{text('outputEmpty')}</p>
      )}
    </Fold>
  );
}
