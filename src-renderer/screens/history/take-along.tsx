import { FileDown, LifeBuoy } from 'lucide-react';
import { useState } from 'react';
import type { SavedFile } from '../../../src-shared/contract/history.ts';
import type { HistoryFilter } from '../../../src-shared/history/filter.ts';
import { saveHere } from '../../bridge/save-here.ts';
import { useAct } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { RoleHint } from '../../roles/role-hint.tsx';
import { goTo } from '../../stores/navigation.ts';
import { SavedWords } from './saved-words.tsx';

/** What the list shows as a file, and the way to the help package. */
export function TakeAlong({ targetId, filter }: { targetId: string; filter: HistoryFilter }) {
  const text = useTexts('history');
  const language = useLanguage();
  const save = useAct('history.export');
  const [saved, setSaved] = useState<SavedFile | null>(null);
  const act = async (format: 'csv' | 'json') => {
    setSaved(null);
    const file = await save.act({ targetId, filter, language, format });
    if (file?.kind === 'here') saveHere(file);
    setSaved(file);
  };
  return (
    <section className="stack stretch" aria-label={text('takeAlong')}>
      <h2>{text('takeAlong')}</h2>
      <p className="quiet">{text('takeAlongLead')}</p>
      <div className="row">
        <Button icon={FileDown} isDisabled={save.busy} onPress={() => void act('csv')}>
          {text(save.busy ? 'saving' : 'saveCsv')}
        </Button>
        <Button icon={FileDown} isDisabled={save.busy} onPress={() => void act('json')}>
          {text('saveJson')}
        </Button>
      </div>
      <RoleHint call="history.export" />
      <SavedWords saved={saved} />
      {save.error ? <ErrorNotice error={save.error} /> : null}
      <p className="quiet">{text('toSupportLead')}</p>
      <div className="row">
        <Button icon={LifeBuoy} onPress={() => goTo('history', 'support')}>
          {text('toSupport')}
        </Button>
      </div>
    </section>
  );
}
