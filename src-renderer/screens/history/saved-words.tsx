import type { SavedFile } from '../../../src-shared/contract/history.ts';
import { StateMark } from '../../design/state-mark.tsx';
import { useTexts } from '../../language/use-texts.ts';

/** Where a file has gone, in words that screen readers hear as well. */
export function SavedWords({ saved }: { saved: SavedFile | null }) {
  const text = useTexts('history');
  return (
    <div aria-live="polite">
      {saved?.kind === 'saved' ? <StateMark tone="good">{text('savedAt', { place: saved.place })}</StateMark> : null}
      {saved?.kind === 'here' ? <StateMark tone="good">{text('savedHere', { name: saved.fileName })}</StateMark> : null}
      {saved?.kind === 'cancelled' ? <span className="quiet">{text('savedNot')}</span> : null}
    </div>
  );
}
