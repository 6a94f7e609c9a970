import { Search } from 'lucide-react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { SearchField } from 'react-aria-components/SearchField';
import { historyKinds, historyResults } from '../../../src-shared/history/entry.ts';
import { type HistoryFilter, historyTimes } from '../../../src-shared/history/filter.ts';
import { Icon } from '../../design/icon.tsx';
import { Select } from '../../design/select.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { changeFilter } from './history-view.ts';

/** What somebody looks for: kind, result, time, words. Escape empties the words. */
export function FilterBar({ filter }: { filter: HistoryFilter }) {
  const text = useTexts('history');
  return (
    <search className="history-filter">
      <Select
        label={text('filterKind')}
        value={filter.kind}
        onChange={(kind) => changeFilter({ kind })}
        choices={(['all', ...historyKinds] as const).map((value) => ({ value, title: text(`kinds.${value}`) }))}
      />
      <Select
        label={text('filterResult')}
        value={filter.result}
        onChange={(result) => changeFilter({ result })}
        choices={(['all', ...historyResults] as const).map((value) => ({ value, title: text(`results.${value}`) }))}
      />
      <Select
        label={text('filterTime')}
        value={filter.time}
        onChange={(time) => changeFilter({ time })}
        choices={historyTimes.map((value) => ({ value, title: text(`times.${value}`) }))}
      />
      <SearchField
        className="field history-search"
        value={filter.text}
        onChange={(words) => changeFilter({ text: words })}
        maxLength={100}
      >
        <Label className="field-label">{text('filterText')}</Label>
        <div className="history-search-line">
          <Icon of={Search} size={20} />
          <Input className="input" placeholder={text('filterExample')} />
        </div>
      </SearchField>
    </search>
  );
}
