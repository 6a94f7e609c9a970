import type { RunView } from '../../../src-shared/bonctl/run-view.ts';
import { useTexts } from '../../language/use-texts.ts';

/** What the way back leads to, in words. A run that takes back has as its version the one that it goes back to. */
export function usePrevious(view: RunView): string {
  const text = useTexts('run');
  const wayBack = useTexts('wayBack');
  if (view.kind === 'restore') return wayBack('before');
  return (view.kind === 'rollback' ? view.version : view.previousVersion) ?? text('stateBefore');
}
