import type { ChainState } from '../../../src-shared/sign-off/chain-line.ts';
import { StateMark } from '../../design/state-mark.tsx';
import { useTexts } from '../../language/use-texts.ts';

/** Which line does not fit, where something was changed after signing. */
export function DamageNotice({ chain }: { chain: ChainState }) {
  const text = useTexts('signOff');
  if (chain.intact) return null;
  return (
    <p className="sign-off-damage" role="alert">
      <StateMark tone="bad">{text(`damaged.${chain.reason}`, { seq: chain.seq })}</StateMark>
    </p>
  );
}
