import { Rocket } from 'lucide-react';
import type { EventOf } from '../../../src-shared/contract/contract.ts';
import type { PlaceProps } from '../../app/frame.tsx';
import { useStream } from '../../bridge/use-stream.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { goTo } from '../../stores/navigation.ts';
import { Mailbox } from './mailbox.tsx';
import { PrinterTape } from './printer-tape.tsx';
import './practice.css';
import { Shop } from './shop.tsx';
import { Switches } from './switches.tsx';

type State = EventOf<'practice.watch'>;
const newest = (_before: State | null, event: State): State | null => event;

/** A shop to order in, a printer whose paper one sees, and switches for what can break. */
export default function PracticeRoom(_props: PlaceProps) {
  const text = useTexts('practice');
  const { state, error, again } = useStream('practice.watch', {}, null as State | null, newest);
  return (
    <div className="page">
      <header className="page-head">
        <div className="stack">
          <h1>{text('title')}</h1>
          <p className="lead">{text('lead')}</p>
        </div>
        <Button icon={Rocket} onPress={() => goTo('deployment')}>
          {text('toDeployment')}
        </Button>
      </header>
      {error ? <ErrorNotice error={error} onRetry={again} /> : null}
      {state ? (
        <div className="practice-room">
          <div className="practice-left">
            <Shop state={state} />
            <Switches state={state} />
            <Mailbox mailbox={state.mailbox} />
          </div>
          <PrinterTape printer={state.printer} />
        </div>
      ) : error ? null : (
        <Waiting onAgain={again} />
      )}
    </div>
  );
}
