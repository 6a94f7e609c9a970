import { Maximize, Minimize } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { PlaceProps } from '../../app/frame.tsx';
import { UnderPlaceName } from '../../app/under-place-name.tsx';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { useStatus, watchStatus } from '../../stores/status.ts';
import './status.css';
import { StatusSentence } from './status-sentence.tsx';
import { Tiles } from './tiles.tsx';

/** Is everything fine? If not, what is wrong, and what do I do? */
export default function StatusScreen({ target }: PlaceProps) {
  const text = useTexts('status');
  const [full, setFull] = useState(false);
  const error = useStatus((known) => known.error);
  useEffect(() => {
    if (!full) return;
    void document.documentElement.requestFullscreen?.().catch(() => {});
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setFull(false);
    };
    addEventListener('keydown', leave);
    return () => {
      removeEventListener('keydown', leave);
      if (document.fullscreenElement) void document.exitFullscreen();
    };
  }, [full]);
  if (error)
    return (
      <UnderPlaceName place="status">
        <ErrorNotice error={error} onRetry={() => watchStatus(target.id)} />
      </UnderPlaceName>
    );
  return (
    <div className={full ? 'status-full' : 'page'}>
      <StatusSentence />
      <Tiles />
      <div>
        <Button icon={full ? Minimize : Maximize} onPress={() => setFull(!full)}>
          {full ? text('leaveFullScreen') : text('fullScreen')}
        </Button>
      </div>
    </div>
  );
}
