import { ArrowLeft } from 'lucide-react';
import type { ResponseOf } from '../../../src-shared/contract/contract.ts';
import { compareChanges } from '../../../src-shared/history/compare.ts';
import type { HistoryEntry } from '../../../src-shared/history/entry.ts';
import type { SettingChange } from '../../../src-shared/history/setting-change.ts';
import { entryTitle, resultInWords, settingInWords } from '../../../src-shared/history/words.ts';
import type { Loaded } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { dayAndTime } from '../../language/format.ts';
import { useLanguage, useSpoken } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { goTo } from '../../stores/navigation.ts';
import { CompareRuns } from './compare-runs.tsx';
import { CompareTable } from './compare-table.tsx';
import { comparableAs, useHistoryView } from './history-view.ts';

interface ComparePageProps {
  readonly targetId: string;
  readonly answer: Loaded<ResponseOf<'history.list'>>;
  readonly again: () => void;
}

/** Two entries that somebody chose, beside each other: the older on the left. */
export function ComparePage({ targetId, answer, again }: ComparePageProps) {
  const text = useTexts('history');
  const support = useTexts('support');
  const chosen = useHistoryView((view) => view.chosen);
  const entries = answer.state === 'loaded' ? answer.value.entries : [];
  const [newer, older] = entries.filter(({ id }) => chosen.includes(id));
  return (
    <div className="page history">
      <div>
        <Button kind="quiet" icon={ArrowLeft} className="button-inset" onPress={() => goTo('history')}>
          {support('back')}
        </Button>
      </div>
      <div className="stack">
        <h1>{text('compareTitle')}</h1>
        <p className="lead">{text('compareLead')}</p>
      </div>
      {answer.state === 'loading' ? <Waiting onAgain={again} /> : null}
      {answer.state === 'refused' ? <ErrorNotice error={answer.error} onRetry={again} /> : null}
      {answer.state === 'loaded' && !(older && newer) ? <p>{text('compareGone')}</p> : null}
      {older && newer && comparableAs(older) === 'runs' ? (
        <CompareRuns targetId={targetId} older={older} newer={newer} />
      ) : null}
      {older && newer && comparableAs(older) === 'changes' ? <CompareChanges older={older} newer={newer} /> : null}
    </div>
  );
}

function CompareChanges({ older, newer }: { older: HistoryEntry; newer: HistoryEntry }) {
  const text = useTexts('history');
  const language = useLanguage();
  const spoken = useSpoken();
  const name = (entry: HistoryEntry) => `${entryTitle(entry, spoken)}, ${dayAndTime(entry.at, language)}`;
  const between = (change: SettingChange | null) => {
    if (!change) return <span className="quiet">{text('unchanged')}</span>;
    if (change.secret) return text('secret');
    return `${change.from ?? text('nothing')} → ${change.to ?? text('nothing')}`;
  };
  return (
    <>
      <CompareTable
        caption={text('partResult')}
        what={text('what')}
        one={name(older)}
        other={name(newer)}
        rows={[
          { key: 'by', name: text('rowBy'), one: older.by.name, other: newer.by.name },
          {
            ...{ key: 'result', name: text('rowResult') },
            ...{ one: resultInWords(older, spoken), other: resultInWords(newer, spoken) },
          },
        ]}
      />
      <CompareTable
        caption={text('partChanges')}
        what={text('rowSetting')}
        one={dayAndTime(older.at, language)}
        other={dayAndTime(newer.at, language)}
        rows={compareChanges(older, newer).map(({ key, one, other, differs }) => ({
          ...{ key, name: settingInWords(key, spoken), differs },
          ...{ one: between(one), other: between(other) },
        }))}
      />
    </>
  );
}
