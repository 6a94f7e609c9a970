import {
  Activity,
  ChevronsUpDown,
  History,
  type LucideIcon,
  Mail,
  Plus,
  ReceiptText,
  Rocket,
  Search,
  Settings,
  Store,
} from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { Target } from '../../src-shared/contract/targets.ts';
import { showCommands } from '../commands/command-surface.ts';
import { Keys } from '../commands/keys.tsx';
import { shortcutsFor } from '../commands/shortcuts.ts';
import { Icon } from '../design/icon.tsx';
import { StateMark } from '../design/state-mark.tsx';
import { useTexts } from '../language/use-texts.ts';
import { WhoIsHere } from '../roles/who-is-here.tsx';
import { statusSentence } from '../screens/status/sentence.ts';
import { asking, useAfterCare } from '../stores/after-care.ts';
import { choosePi, goTo, type Place, placesOf, startPairing } from '../stores/navigation.ts';
import { useStatus } from '../stores/status.ts';
import { useTargets } from '../stores/targets.ts';

const icons: Record<Place, LucideIcon> = {
  status: Activity,
  practice: Store,
  orders: ReceiptText,
  deployment: Rocket,
  mail: Mail,
  history: History,
  settings: Settings,
};

/** The few places there are, and above them the Pi with its state. */
export function Rail({ target, place }: { target: Target; place: Place }) {
  const text = useTexts('common');
  const signOff = useTexts('signOff');
  const known = useStatus();
  const { tone } = statusSentence(known);
  const others = useTargets((state) => state.targets)?.filter((other) => other.id !== target.id) ?? [];
  const shown = placesOf(target.kind);
  const [paletteKeys] = shortcutsFor(shown);
  const questions = known.silence ? 0 : (known.last?.queue.unknown ?? 0);
  const looks = asking(useAfterCare(({ runs }) => runs)).length;
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
              {name === 'orders' ? <Count of={questions} words={text('questions', { count: questions })} /> : null}
              {name === 'history' ? <Count of={looks} words={signOff('afterCare.asks', { count: looks })} /> : null}
            </AriaButton>
          </li>
        ))}
      </ul>
      <div className="rail-foot">
        <ul className="rail-places">
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
        <AriaButton className="rail-place" onPress={() => showCommands('palette')}>
          <Icon of={Search} />
          {text('find')}
          {paletteKeys ? (
            <span className="rail-keys" aria-hidden="true">
              <Keys of={paletteKeys} />
            </span>
          ) : null}
        </AriaButton>
        <WhoIsHere />
      </div>
    </nav>
  );
}

/** How much in a place waits for a person; nothing where nothing does. */
function Count({ of: count, words }: { of: number; words: string }) {
  if (count === 0) return null;
  return (
    <span className="rail-count">
      <StateMark tone="attention" size={14}>
        {count}
        <span className="hidden-words"> {words}</span>
      </StateMark>
    </span>
  );
}
