import type { WatchingPanel } from '../../../src-shared/service/panel.ts';
import { StateMark } from '../../design/state-mark.tsx';
import { clockTime } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';

/** The PCs that watch this Pi, and those that fell silent without having been closed. */
export function WatchingPanels({ panels }: { panels: readonly WatchingPanel[] }) {
  const text = useTexts('watching');
  const language = useLanguage();
  if (panels.length === 0) return <>{text('panels.none')}</>;
  return (
    <ul>
      {panels.map(({ name, state, since }) => (
        <li key={name}>
          <StateMark tone={state === 'watching' ? 'good' : 'attention'}>
            {text(`panels.${state}`, { name, since: clockTime(since, language) })}
          </StateMark>
        </li>
      ))}
    </ul>
  );
}
