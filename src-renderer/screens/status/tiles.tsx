import {
  ChevronRight,
  Globe,
  History,
  ListOrdered,
  type LucideIcon,
  Mail,
  Printer,
  Router,
  Server,
} from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { Target } from '../../../src-shared/contract/targets.ts';
import type { ServiceStatus } from '../../../src-shared/service/panel.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Icon } from '../../design/icon.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { useWide } from '../../design/use-wide.ts';
import { Ago, ClockTime } from '../../language/time.tsx';
import { useTexts } from '../../language/use-texts.ts';
import type { KnownStatus } from '../../stores/known-status.ts';
import { useStatus } from '../../stores/status.ts';
import { TileDetail } from './tile-detail.tsx';
import { type TileFacts, type TileKind, tilesOf } from './tile-facts.ts';
import { tileName, tileState } from './tile-words.ts';

const icons: Record<TileKind, LucideIcon> = {
  printer: Printer,
  queue: ListOrdered,
  recovery: History,
  wix: Globe,
  internet: Router,
  mail: Mail,
  pi: Server,
};

/** Each part with its last word; grey with its time when nothing has been heard since. Every tile opens into its detail. */
export function Tiles({ target }: { target: Target }) {
  const known = useStatus();
  const text = useTexts('status');
  const common = useTexts('common');
  const wide = useWide();
  const [chosen, setChosen] = useState<string | null>(null);
  const tiles = tilesOf(known);
  const open = tiles.find(({ id }) => id === chosen);
  const name = open ? tileName(open, known.last, text) : '';
  const detail = open ? <TileDetail key={open.id} tile={open} known={known} target={target} /> : null;
  return (
    <div className={open && wide ? 'beside' : ''}>
      <section className={`tiles ${known.silence ? 'tiles-silent' : ''}`} aria-label={text('tiles')}>
        {tiles.map((tile) => (
          <Tile
            key={tile.id}
            tile={tile}
            known={known}
            isOpen={tile.id === chosen}
            onOpen={() => setChosen(tile.id === chosen ? null : tile.id)}
          />
        ))}
      </section>
      {open && wide ? (
        <section className="beside-detail stack" aria-label={text('detail.of', { name })}>
          <h2>{name}</h2>
          {detail}
          <Button onPress={() => setChosen(null)}>{common('close')}</Button>
        </section>
      ) : null}
      {open && !wide ? (
        <Dialog
          isOpen
          onClose={() => setChosen(null)}
          title={name}
          buttons={<Button onPress={() => setChosen(null)}>{common('close')}</Button>}
        >
          {detail}
        </Dialog>
      ) : null}
    </div>
  );
}

function Tile(props: { tile: TileFacts; known: KnownStatus; isOpen: boolean; onOpen: () => void }) {
  const { tile, known } = props;
  const text = useTexts('status');
  const name = tileName(tile, known.last, text);
  const state = tileState(tile, known, text);
  return (
    <AriaButton className="tile" aria-expanded={props.isOpen} onPress={props.onOpen}>
      <span className="tile-name">
        <Icon of={icons[tile.kind]} />
        {name}
        <Icon of={ChevronRight} size={18} />
      </span>
      <span className="tile-state">
        <StateMark tone={tile.tone}>{state}</StateMark>
      </span>
      <span className="quiet stack stack-tight">
        <TileWords tile={tile} known={known} />
      </span>
      <span className="hidden-words">{text('open')}</span>
    </AriaButton>
  );
}

function TileWords({ tile, known }: { tile: TileFacts; known: KnownStatus }) {
  const text = useTexts('status');
  const { last, silence } = known;
  if (tile.kind === 'pi')
    return (
      <>
        {last ? <span>{text('release', { version: last.release })}</span> : null}
        {silence ? (
          <span>
            {text('lastWord')} <Ago at={silence.since} />
          </span>
        ) : last ? null : (
          <span>{text('noWord')}</span>
        )}
      </>
    );
  if (!last) return null;
  if (tile.kind === 'queue') return <QueueWords last={last} />;
  if (tile.kind === 'recovery')
    return last.recovery ? (
      <span>{text('recovery.progress', { done: last.recovery.processed, count: last.recovery.total })}</span>
    ) : null;
  if (tile.kind === 'mail') return <MailWords last={last} />;
  const since = tile.kind === 'printer' ? (tile.printer ?? last.printer).since : last.wix.since;
  return (
    <>
      {tile.kind === 'printer' && last.printers.length <= 1 ? <span>{last.printer.name}</span> : null}
      <span>
        {text('since')} <ClockTime at={since} />
      </span>
    </>
  );
}

function MailWords({ last: { mail } }: { last: ServiceStatus }) {
  const text = useTexts('watching');
  return mail && mail.waiting > 0 ? <span>{text('mail.waiting', { count: mail.waiting })}</span> : null;
}

function QueueWords({ last }: { last: ServiceStatus }) {
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
