import { Maximize } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { PlaceProps } from '../../app/frame.tsx';
import { UnderPlaceName } from '../../app/under-place-name.tsx';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { useStatus } from '../../stores/status.ts';
import { FirstStepsCard } from './first-steps-card.tsx';
import { Kiosk } from './kiosk.tsx';
import './status.css';
import { StatusSentence } from './status-sentence.tsx';
import { Tiles } from './tiles.tsx';

/** Is everything fine? If not, what is wrong, and what do I do? */
export default function StatusScreen({ target, detail }: PlaceProps) {
  const text = useTexts('status');
  const [full, setFull] = useState(detail === 'kiosk');
  const close = useCallback(() => setFull(false), []);
  const error = useStatus((known) => known.error);
  if (full) return <Kiosk onClose={close} />;
  if (error)
    return (
      <UnderPlaceName place="status">
        <ErrorNotice error={error} />
      </UnderPlaceName>
    );
  return (
    <div className="page">
      <StatusSentence />
      <FirstStepsCard />
      <Tiles target={target} />
      <div>
        <Button icon={Maximize} onPress={() => setFull(true)}>
          {text('fullScreen')}
        </Button>
      </div>
    </div>
  );
}
