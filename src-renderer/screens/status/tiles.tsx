import { Globe, ListOrdered, type LucideIcon, Printer, Server } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PrinterState, ServiceStatus } from '../../../src-shared/service/panel.ts';
import { Icon } from '../../design/icon.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import type { Tone } from '../../design/tone.ts';
import { Ago, ClockTime } from '../../language/time.tsx';
import { type Say, useTexts } from '../../language/use-texts.ts';
import { useStatus } from '../../stores/status.ts';

const printerTones: Partial<Record<PrinterState, Tone>> = {
  ready: 'good',
  'paper-near-end': 'attention',
  mute: 'attention',
  'busy-elsewhere': 'attention',
  unknown: 'unknown',
};
const wixTones = { online: 'good', offline: 'attention', refused: 'bad', unknown: 'unknown' } as const;

/** Printer, queue, Wix and Pi with their last word. Grey with its time when nothing has been heard since. */
export function Tiles() {
  const { last, silence } = useStatus();
  const text = useTexts('status');
  const grey = (tone: Tone): Tone => (silence || !last ? 'unknown' : tone);
  const reachable = silence ? silence.reason !== 'pi-unreachable' : last !== null;
  const nothing = text(silence ? 'notKnown' : 'wix.unknown');
  const since = (at: string | undefined) =>
    at ? (
      <span>
        {text('since')} <ClockTime at={at} />
      </span>
    ) : null;
  return (
    <section className={`tiles ${silence ? 'tiles-silent' : ''}`} aria-label={text('tiles')}>
      <Tile
        icon={Printer}
        name={text('tile.printer')}
        tone={grey(printerTones[last?.printer.state ?? 'unknown'] ?? 'bad')}
        state={last ? text(`printer.${last.printer.state}`) : nothing}
      >
        {last ? <span>{last.printer.name}</span> : null}
        {since(last?.printer.since)}
      </Tile>
      <Tile
        icon={ListOrdered}
        name={text('tile.queue')}
        tone={grey(queueTone(last))}
        state={last ? queueState(last, text) : nothing}
      >
        {last ? <QueueDetail last={last} /> : null}
      </Tile>
      <Tile
        icon={Globe}
        name={text('tile.wix')}
        tone={grey(wixTones[last?.wix.state ?? 'unknown'])}
        state={last ? text(`wix.${last.wix.state}`) : nothing}
      >
        {since(last?.wix.since)}
      </Tile>
      <Tile
        icon={Server}
        name={text('tile.pi')}
        tone={reachable ? 'good' : 'unknown'}
        state={reachable ? text(silence ? 'piAnswers' : 'piFine') : silence ? text('piSilent') : text('wix.unknown')}
      >
        {last ? <span>{text('release', { version: last.release })}</span> : null}
        {silence && reachable ? null : (
          <span>
            {last || silence ? text('lastWord') : text('noWord')}{' '}
            {silence ? <Ago at={silence.since} /> : last ? <Ago at={last.at} /> : null}
          </span>
        )}
      </Tile>
    </section>
  );
}

function queueTone(last: ServiceStatus | null): Tone {
  if (!last) return 'unknown';
  if (last.queue.unknown > 0 || last.queue.held > 0) return 'attention';
  const stuck = last.queue.waiting > 0 && last.printer.state !== 'ready' && last.printer.state !== 'paper-near-end';
  return stuck ? 'attention' : 'good';
}

/** What is most worth knowing of the queue. */
function queueState({ queue }: ServiceStatus, text: Say<'status'>): string {
  if (queue.unknown > 0) return text('queueUnknown', { count: queue.unknown });
  if (queue.waiting > 0) return text('queueWaiting', { count: queue.waiting });
  return queue.held > 0 ? text('queueHeld', { count: queue.held }) : text('queueEmpty');
}

function QueueDetail({ last }: { last: ServiceStatus }) {
  const text = useTexts('status');
  const { waiting, unknown, held, oldestAt } = last.queue;
  return (
    <>
      {unknown > 0 && waiting > 0 ? <span>{text('queueWaiting', { count: waiting })}</span> : null}
      {held > 0 && unknown + waiting > 0 ? <span>{text('queueHeld', { count: held })}</span> : null}
      {waiting > 0 && oldestAt ? (
        <span>
          {text('queueOldest')} <ClockTime at={oldestAt} />
        </span>
      ) : null}
      {last.lastPrinted ? (
        <span>
          {text('lastPrinted', { number: last.lastPrinted.orderNumber })} <Ago at={last.lastPrinted.at} />
        </span>
      ) : (
        <span>{text('nothingPrinted')}</span>
      )}
    </>
  );
}

function Tile(props: { icon: LucideIcon; name: string; tone: Tone; state: string; children: ReactNode }) {
  return (
    <div className="tile">
      <h2>
        <Icon of={props.icon} />
        {props.name}
      </h2>
      <div className="tile-state">
        <StateMark tone={props.tone}>{props.state}</StateMark>
      </div>
      <div className="quiet stack stack-tight">{props.children}</div>
    </div>
  );
}
