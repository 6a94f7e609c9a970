import { Button as AriaButton } from 'react-aria-components/Button';
import { type HistoryEntry, isRunKind } from '../../../src-shared/history/entry.ts';
import { changeInWords, entryTitle, resultInWords } from '../../../src-shared/history/words.ts';
import { BareCheck } from '../../design/check.tsx';
import { Fold } from '../../design/fold.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { dayAndTime, exactTime, shortDuration } from '../../language/format.ts';
import { useLanguage, useSpoken } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { goTo } from '../../stores/navigation.ts';
import { comparableAs, toneOfResult } from './history-view.ts';

interface EntryRowProps {
  readonly entry: HistoryEntry;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

/** One entry: what, how it ended, when and by whom; a run opens into its steps, a change into what was and is. */
export function EntryRow({ entry, isChosen, onChoose }: EntryRowProps) {
  const text = useTexts('history');
  const language = useLanguage();
  const spoken = useSpoken();
  const { at, endedAt, by, note, runId, changes, kind } = entry;
  const title = entryTitle(entry, spoken);
  const when = dayAndTime(at, language);
  const isRun = isRunKind(kind);
  const took = endedAt && isRun ? shortDuration(Date.parse(endedAt) - Date.parse(at), language) : null;
  const name = by.name || text('somebody');
  return (
    <div className="history-entry">
      {comparableAs(entry) ? (
        <BareCheck label={text('chooseOf', { title, when })} isSelected={isChosen} onChange={onChoose} />
      ) : (
        <span />
      )}
      <div className="history-words">
        {runId ? (
          <AriaButton className="history-open history-title" onPress={() => goTo('deployment', runId)}>
            {title}
          </AriaButton>
        ) : (
          <span className="history-title">{title}</span>
        )}
        <span className="quiet">
          <time dateTime={at} title={exactTime(at, language)}>
            {when}
          </time>
          {' · '}
          {by.pc ? text('by', { person: name, pc: by.pc }) : name}
          {took ? <span className="figures"> · {took}</span> : null}
        </span>
        {note ? <span className="history-note">{note}</span> : null}
        {changes.length > 0 ? (
          <Fold title={text('changes', { count: changes.length })}>
            <ul className="history-changes">
              {changes.map((change) => (
                <li key={change.key}>{changeInWords(change, spoken)}</li>
              ))}
            </ul>
          </Fold>
        ) : null}
      </div>
      <StateMark tone={toneOfResult[entry.result]}>{resultInWords(entry, spoken)}</StateMark>
    </div>
  );
}
