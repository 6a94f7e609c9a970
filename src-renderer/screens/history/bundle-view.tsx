import { Save } from 'lucide-react';
import { useState } from 'react';
import type { SavedFile } from '../../../src-shared/contract/history.ts';
import type { SupportBundle } from '../../../src-shared/contract/support.ts';
import { explainError } from '../../../src-shared/texts/explain-error.ts';
import { saveHere } from '../../bridge/save-here.ts';
import { useAct, useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { bytes } from '../../language/format.ts';
import { useLanguage, useSpoken } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { SavedWords } from './saved-words.tsx';

/** A help package that is ready: each file with its size, to be read; what is missing; then saved. */
export function BundleView({ bundle, onAgain }: { bundle: SupportBundle; onAgain: () => void }) {
  const text = useTexts('support');
  const history = useTexts('history');
  const language = useLanguage();
  const spoken = useSpoken();
  const save = useAct('support.save');
  const [saved, setSaved] = useState<SavedFile | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const { bundleId, files, missing, hidden, isChecked } = bundle;
  const size = bytes(
    files.reduce((sum, file) => sum + file.bytes, 0),
    language,
  );
  const act = async () => {
    const file = await save.act({ bundleId });
    if (file?.kind === 'here') saveHere(file);
    setSaved(file);
  };
  return (
    <>
      <section className="stack stretch" aria-label={text('readyTitle')}>
        <h2>{text('readyTitle')}</h2>
        <p>{text('readyLead', { count: files.length, size })}</p>
        <StateMark tone={isChecked ? 'good' : 'attention'}>
          {isChecked ? text('hidden', { count: hidden }) : text('notChecked')}
        </StateMark>
        <ul className="history-list" aria-label={text('files')}>
          {files.map((file) => (
            <li key={file.name} className="support-file">
              <span className="mono">{file.name}</span>
              <span className="quiet small figures">{bytes(file.bytes, language)}</span>
              <Button aria-label={text('lookAt', { name: file.name })} onPress={() => setOpen(file.name)}>
                {text('look')}
              </Button>
            </li>
          ))}
        </ul>
      </section>
      {missing.length > 0 ? (
        <section className="stack" aria-label={text('missingTitle')}>
          <h2>{text('missingTitle')}</h2>
          <p className="quiet">{text('missingLead')}</p>
          <ul className="support-sources">
            {missing.map(({ source, error }) => (
              <li key={source}>
                <StateMark tone="attention">
                  {text(`source.${source}`)}: {explainError(error, spoken).happened}
                </StateMark>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <div className="row">
        <Button kind="primary" icon={Save} isDisabled={save.busy} onPress={() => void act()}>
          {save.busy ? history('saving') : text('save')}
        </Button>
        <Button isDisabled={save.busy} onPress={onAgain}>
          {text('again')}
        </Button>
      </div>
      <SavedWords saved={saved} />
      {save.error ? <ErrorNotice error={save.error} onRetry={onAgain} /> : null}
      {open ? <FileDialog bundleId={bundleId} name={open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

function FileDialog({ bundleId, name, onClose }: { bundleId: string; name: string; onClose: () => void }) {
  const text = useTexts('support');
  const common = useTexts('common');
  const { answer, again } = useCall('support.read', { bundleId, name });
  return (
    <Dialog isOpen onClose={onClose} title={name} buttons={<Button onPress={onClose}>{common('close')}</Button>}>
      {answer.state === 'loading' ? <Waiting words={text('reading')} onAgain={again} /> : null}
      {answer.state === 'refused' ? <ErrorNotice error={answer.error} onRetry={again} /> : null}
      {answer.state === 'loaded' ? (
        <>
          {answer.value.isCut ? <p className="quiet">{text('cutHere')}</p> : null}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reached by the keyboard */}
          <section className="support-text" tabIndex={0} aria-label={name}>
            <pre>{answer.value.text}</pre>
          </section>
        </>
      ) : null}
    </Dialog>
  );
}
