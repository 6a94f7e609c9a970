import {
  Activity,
  ChevronsUpDown,
  History,
  type LucideIcon,
  Plus,
  ReceiptText,
  Rocket,
  Settings,
  Store,
} from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { Target } from '../../src-shared/contract/targets.ts';
import { Icon } from '../design/icon.tsx';
import { StateMark } from '../design/state-mark.tsx';
import { useTexts } from '../language/use-texts.ts';
import { statusSentence } from '../screens/status/sentence.ts';
import { choosePi, goTo, type Place, places, startPairing } from '../stores/navigation.ts';
import { useStatus } from '../stores/status.ts';
import { useTargets } from '../stores/targets.ts';

const icons: Record<Place, LucideIcon> = {
  status: Activity,
  practice: Store,
  orders: ReceiptText,
  deployment: Rocket,
  history: History,
  settings: Settings,
};

/** The few places there are, and above them the Pi with its state. */
export function Rail({ target, place }: { target: Target; place: Place }) {
  const text = useTexts('common');
  const known = useStatus();
  const { tone } = statusSentence(known);
  const others = useTargets((state) => state.targets)?.filter((other) => other.id !== target.id) ?? [];
  const shown = places.filter((name) => name !== 'practice' || target.kind === 'practice');
  const questions = known.silence ? 0 : (known.last?.queue.unknown ?? 0);
  return (
    <nav className="rail" aria-label={text('railLabel')}>
      <div className="rail-pi">
        <span className="rail-name">{target.name}</span>
        <StateMark tone={tone}>{text(`tone.${tone}`)}</StateMark>
      </div>
      <ul className="rail-places">
        {shown.map((name) => (
          <li key={name}>
            <AriaButton
              className="rail-place"
              {...(name === place ? { 'aria-current': 'page' as const } : {})}
              onPress={() => goTo(name)}
            >
              <Icon of={icons[name]} />
              {text(`places.${name}`)}
              {name === 'orders' && questions > 0 ? (
                <span className="rail-count">
                  <StateMark tone="attention" size={14}>
                    {questions}
                    <span className="hidden-words"> {text('questions', { count: questions })}</span>
                  </StateMark>
                </span>
              ) : null}
            </AriaButton>
          </li>
        ))}
      </ul>
      <ul className="rail-foot">
        {others.map((other) => (
          <li key={other.id}>
            <AriaButton className="rail-place" onPress={() => choosePi(other.id)}>
              <Icon of={ChevronsUpDown} />
              {text('switchTo', { name: other.name })}
            </AriaButton>
          </li>
        ))}
        {target.kind === 'practice' && !others.some((other) => other.kind === 'pi') ? (
          <li>
            <AriaButton className="rail-place" onPress={startPairing}>
              <Icon of={Plus} />
              {text('pairMine')}
            </AriaButton>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}
