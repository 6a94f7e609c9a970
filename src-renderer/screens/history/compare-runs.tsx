import type { RunForComparison } from '../../../src-shared/contract/history.ts';
import { comparePhases, compareSettings } from '../../../src-shared/history/compare.ts';
import type { HistoryEntry } from '../../../src-shared/history/entry.ts';
import { entryTitle, settingInWords } from '../../../src-shared/history/words.ts';
import { useCall } from '../../bridge/use-call.ts';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { dayAndTime, shortDuration } from '../../language/format.ts';
import { useLanguage, useSpoken } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { CompareTable } from './compare-table.tsx';

interface CompareRunsProps {
  readonly targetId: string;
  readonly older: HistoryEntry;
  readonly newer: HistoryEntry;
}

/** Two runs: what they were, how long each phase took, with which settings. */
export function CompareRuns({ targetId, older, newer }: CompareRunsProps) {
  const text = useTexts('history');
  const one = useCall('history.run', { targetId, runId: older.runId ?? '' });
  const other = useCall('history.run', { targetId, runId: newer.runId ?? '' });
  const again = () => {
    one.again();
    other.again();
  };
  for (const { answer } of [one, other])
    if (answer.state === 'refused') return <ErrorNotice error={answer.error} onRetry={again} />;
  if (one.answer.state !== 'loaded' || other.answer.state !== 'loaded')
    return <Waiting words={text('compareLoading')} onAgain={again} />;
  return <Tables older={older} newer={newer} one={one.answer.value} other={other.answer.value} />;
}

interface TablesProps extends Omit<CompareRunsProps, 'targetId'> {
  readonly one: RunForComparison;
  readonly other: RunForComparison;
}

function Tables({ older, newer, one, other }: TablesProps) {
  const text = useTexts('history');
  const language = useLanguage();
  const spoken = useSpoken();
  const heads = { one: entryTitle(older, spoken), other: entryTitle(newer, spoken) };
  const times = { one: dayAndTime(older.at, language), other: dayAndTime(newer.at, language) };
  const took = ({ startedAt, endedAt }: RunForComparison) =>
    endedAt ? shortDuration(Date.parse(endedAt) - Date.parse(startedAt), language) : text('result.going');
  const row = (key: string, name: string, of: (run: RunForComparison) => string) => {
    const [first, second] = [of(one), of(other)];
    return { key, name, one: first, other: second, differs: first !== second };
  };
  const phase = (milliseconds: number | null) =>
    milliseconds === null ? <span className="quiet">{text('notReached')}</span> : shortDuration(milliseconds, language);
  return (
    <>
      <CompareTable
        caption={text('partResult')}
        what={text('rowRun')}
        {...heads}
        rows={[
          { key: 'when', name: text('rowWhen'), ...times },
          row('by', text('rowBy'), ({ by }) => text('by', { person: by.name || text('somebody'), pc: by.pc })),
          row('version', text('rowVersion'), ({ version }) => version ?? text('stateBefore')),
          row('before', text('rowBefore'), ({ previousVersion }) => previousVersion ?? text('nothing')),
          row('result', text('rowResult'), ({ state }) => text(`state.${state}`)),
          { key: 'took', name: text('rowTook'), one: took(one), other: took(other) },
          row(
            'repeated',
            text('rowTries'),
            ({ repeated }) => repeated.map((title) => title[language]).join(', ') || '0',
          ),
          row('decisions', text('rowDecisions'), ({ decisions }) => String(decisions)),
        ]}
      />
      <CompareTable
        caption={text('partPhases')}
        what={text('rowPhase')}
        {...times}
        rows={comparePhases(one, other).map((compared) => ({
          ...{ key: compared.key, name: compared.title[language] },
          ...{ one: phase(compared.one), other: phase(compared.other) },
          ...(compared.differs ? { differs: true } : {}),
        }))}
      />
      <Settings one={one} other={other} times={times} />
    </>
  );
}

function Settings({
  one,
  other,
  times,
}: Pick<TablesProps, 'one' | 'other'> & { times: { one: string; other: string } }) {
  const text = useTexts('history');
  const spoken = useSpoken();
  const rows = compareSettings(one, other);
  if (rows === null) return <p className="quiet">{text('settingsUnknown')}</p>;
  const shown = (value: (typeof rows)[number]['one']) => {
    if (value === null) return <span className="quiet">{text('nothing')}</span>;
    return typeof value === 'string' ? value : <span className="quiet">{text('secretSet')}</span>;
  };
  return (
    <>
      {rows.some(({ differs }) => differs) ? null : <p>{text('onlySame')}</p>}
      <CompareTable
        caption={text('partSettings')}
        what={text('rowSetting')}
        {...times}
        rows={rows.map((compared) => ({
          ...{ key: compared.key, name: settingInWords(compared.key, spoken), differs: compared.differs },
          ...{ one: shown(compared.one), other: shown(compared.other) },
        }))}
      />
    </>
  );
}
