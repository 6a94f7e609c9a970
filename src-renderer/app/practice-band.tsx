import { GraduationCap } from 'lucide-react';
import { useAct } from '../bridge/use-call.ts';
import { Button } from '../design/button.tsx';
import { Icon } from '../design/icon.tsx';
import { useTexts } from '../language/use-texts.ts';
import { useNavigation } from '../stores/navigation.ts';

/** The quiet band that says, for as long as one practises, that nothing here reaches the kitchen. */
export function PracticeBand() {
  const text = useTexts('practice');
  const stop = useAct('practice.stop');
  const end = async () => {
    if (await stop.act({})) useNavigation.setState({ screen: { name: 'home' }, targetId: null });
  };
  return (
    <header className="practice-band">
      <Icon of={GraduationCap} />
      <strong>{text('band')}</strong>
      <span className="quiet">{stop.error ? text('endFailed') : text('bandMeaning')}</span>
      <Button kind="quiet" isDisabled={stop.busy} onPress={() => void end()}>
        {stop.busy ? text('ending') : text('end')}
      </Button>
    </header>
  );
}
