import { History, Scale } from 'lucide-react';
import { useState } from 'react';
import type { ResponseOf } from '../../../src-shared/contract/contract.ts';
import type { HistoryEntry } from '../../../src-shared/history/entry.ts';
import { filterHistory, wholeHistory } from '../../../src-shared/history/filter.ts';
import { Button } from '../../design/button.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { Empty } from '../../design/waiting.tsx';
import { useSpoken } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { goTo } from '../../stores/navigation.ts';
import { EntryRow } from './entry-row.tsx';
import { FilterBar } from './filter-bar.tsx';
import { changeFilter, useHistoryView, withChosen } from './history-view.ts';

/** Entries that are drawn at first, and more each time that somebody wants older ones. */
const shownAtOnce = 50;

/** The list with what it is filtered by, and the choice of two to compare. */
export function HistoryList({ answer }: { answer: ResponseOf<'history.list'> }) {
  const text = useTexts('history');
  const spoken = useSpoken();
  const { filter, chosen } = useHistoryView();
  const [most, setMost] = useState(shownAtOnce);
  const { entries, silent, isCut } = answer;
  if (entries.length === 0)
    return (
      <Empty icon={History} title={text('emptyTitle')}>
        <p>{text('empty')}</p>
        <Button kind="primary" onPress={() => goTo('deployment')}>
          {text('toDeployment')}
        </Button>
      </Empty>
    );
  const found = filterHistory(entries, filter, spoken, Date.now());
  return (
    <section className="stack stretch" aria-label={text('title')}>
      {silent ? <StateMark tone="attention">{text('piSilent')}</StateMark> : null}
      <FilterBar filter={filter} />
      <p className="quiet" role="status">
        {found.length === 0 ? text('nothingFound') : text('found', { count: found.length })}
      </p>
      {found.length === 0 ? (
        <div className="row">
          <Button onPress={() => changeFilter(wholeHistory)}>{text('wholeList')}</Button>
        </div>
      ) : null}
      <ChoiceBar chosen={chosen} />
      <ul className="history-list">
        {found.slice(0, most).map((entry) => (
          <li key={entry.id}>
            <EntryRow
              entry={entry}
              isChosen={chosen.includes(entry.id)}
              onChoose={() => choose(chosen, entry, entries)}
            />
          </li>
        ))}
      </ul>
      {found.length > most ? (
        <div className="row">
          <Button onPress={() => setMost(most + shownAtOnce)}>{text('more')}</Button>
        </div>
      ) : null}
      {isCut && found.length <= most ? <p className="quiet">{text('cut')}</p> : null}
    </section>
  );
}

function choose(chosen: readonly string[], entry: HistoryEntry, entries: readonly HistoryEntry[]): void {
  useHistoryView.setState({ chosen: withChosen(chosen, entry, entries) });
}

function ChoiceBar({ chosen }: { chosen: readonly string[] }) {
  const text = useTexts('history');
  return (
    <div className="history-choice" aria-live="polite">
      {chosen.length === 1 ? <p>{text('chosenOne')}</p> : null}
      {chosen.length === 2 ? <p>{text('chosenTwo')}</p> : null}
      {chosen.length > 0 ? (
        <div className="row">
          {chosen.length === 2 ? (
            <Button kind="primary" icon={Scale} onPress={() => goTo('history', 'compare')}>
              {text('compare')}
            </Button>
          ) : null}
          <Button kind="quiet" onPress={() => useHistoryView.setState({ chosen: [] })}>
            {text('clearChoice')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
