import { useState } from 'react';
import type { Target } from '../../../src-shared/contract/targets.ts';
import type { ServiceStatus } from '../../../src-shared/service/panel.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { FactList } from '../../design/facts.tsx';
import { MachineFacts } from '../../design/machine-facts.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { dayAndTime } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import type { KnownStatus } from '../../stores/known-status.ts';
import { goTo } from '../../stores/navigation.ts';
import { RecoverySection } from '../orders/recovery-section.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { PiSamples } from './pi-samples.tsx';
import { helpForPrinter, type StatusHelp, shopAnswers } from './sentence.ts';
import type { PrinterStatus, TileFacts } from './tile-facts.ts';
import { tileState } from './tile-words.ts';
import { WatchingPanels } from './watching-panels.tsx';

interface TileDetailProps {
  readonly tile: TileFacts;
  readonly known: KnownStatus;
  readonly target: Target;
}

/** Everything that is known about one tile, and what one can do there. */
export function TileDetail({ tile, known, target }: TileDetailProps) {
  const text = useTexts('status');
  const { last } = known;
  const state = <StateMark tone={tile.tone}>{tileState(tile, known, text)}</StateMark>;
  if (tile.kind === 'recovery') return <RecoverySection targetId={target.id} word={last?.at} />;
  if (!last) return <p>{state}</p>;
  if (tile.kind === 'printer') return <PrinterDetail printer={tile.printer ?? last.printer} state={state} />;
  if (tile.kind === 'queue') return <QueueDetail last={last} />;
  if (tile.kind === 'pi') return <PiDetail last={last} target={target} />;
  if (tile.kind === 'mail') return <MailDetail last={last} state={state} />;
  return <ShopDetail kind={tile.kind} last={last} state={state} />;
}

function PrinterDetail({ printer, state }: { printer: PrinterStatus; state: React.ReactNode }) {
  const text = useTexts('status');
  const language = useLanguage();
  const more = 'standsInFor' in printer ? printer : null;
  return (
    <div className="stack">
      <FactList
        facts={[
          [text('tile.printer'), printer.name],
          [text('detail.state'), state],
          [text('detail.since'), dayAndTime(printer.since, language)],
          [text('detail.proof'), printer.acknowledgement ? text(`detail.proofs.${printer.acknowledgement}`) : null],
          [text('detail.standsInFor'), more && more.standsInFor.length > 0 ? more.standsInFor.join(', ') : null],
          [text('detail.foreign'), more?.foreignTicketAt ? dayAndTime(more.foreignTicketAt, language) : null],
        ]}
      />
      {more?.foreignTicketAt ? <p className="quiet">{text('detail.foreignMeaning')}</p> : null}
      <HelpButton help={helpForPrinter(printer.state)} />
      <Button onPress={() => goTo('settings', 'printers')}>{text('detail.toPrinters')}</Button>
    </div>
  );
}

function QueueDetail({ last }: { last: ServiceStatus }) {
  const text = useTexts('status');
  const language = useLanguage();
  const { queue, lastPrinted } = last;
  return (
    <div className="stack">
      <FactList
        facts={[
          [text('detail.printing'), queue.waiting],
          [text('detail.unknown'), queue.unknown],
          [text('detail.held'), queue.held],
          [text('detail.scheduled'), queue.scheduled],
          [text('detail.oldest'), queue.oldestAt ? dayAndTime(queue.oldestAt, language) : null],
          [
            text('detail.last'),
            lastPrinted ? `${lastPrinted.orderNumber}, ${dayAndTime(lastPrinted.at, language)}` : null,
          ],
        ]}
      />
      <Button onPress={() => goTo('orders')}>{text('detail.toOrders')}</Button>
    </div>
  );
}

function ShopDetail({ kind, last, state }: { kind: 'wix' | 'internet'; last: ServiceStatus; state: React.ReactNode }) {
  const text = useTexts('status');
  const language = useLanguage();
  const { wix } = last;
  const help = kind === 'wix' ? (wix.state === 'refused' ? 'wix-key' : null) : shopAnswers(wix) ? null : 'internet';
  return (
    <div className="stack">
      <FactList
        facts={[
          [text('detail.state'), state],
          [text('detail.since'), dayAndTime(wix.since, language)],
          [text('detail.technical'), wix.detail ? <code key="detail">{wix.detail}</code> : null],
        ]}
      />
      <p className="quiet">{text(kind === 'wix' ? 'detail.wixMeaning' : 'detail.internetMeaning')}</p>
      <HelpButton help={wix.state === 'unknown' ? null : help} />
    </div>
  );
}

function MailDetail({ last: { mail }, state }: { last: ServiceStatus; state: React.ReactNode }) {
  const text = useTexts('status');
  const words = useTexts('watching');
  const language = useLanguage();
  if (!mail) return null;
  return (
    <div className="stack">
      <FactList
        facts={[
          [text('detail.state'), state],
          [text('detail.since'), dayAndTime(mail.since, language)],
          [words('mail.waits'), mail.waiting],
        ]}
      />
      <p className="quiet">{words(`mail.meaning.${mail.state}`)}</p>
      <Button onPress={() => goTo('mail')}>{text('go.mail')}</Button>
    </div>
  );
}

function PiDetail({ last, target }: { last: ServiceStatus; target: Target }) {
  const text = useTexts('status');
  const words = useTexts('watching');
  const language = useLanguage();
  const { answer, again } = useCall('targets.facts', { targetId: target.id });
  const { storage } = last;
  return (
    <div className="stack">
      <FactList
        facts={[
          [text('detail.release'), text('release', { version: last.release })],
          [text('detail.started'), dayAndTime(last.startedAt, language)],
          [text('detail.storage'), storage ? text(`storage.${storage.state}`) : null],
          [
            text('detail.backup'),
            storage ? (storage.backupAt ? dayAndTime(storage.backupAt, language) : text('detail.noBackup')) : null,
          ],
          [words('panels.title'), last.panels ? <WatchingPanels key="panels" panels={last.panels} /> : null],
        ]}
      />
      {storage && storage.state !== 'ok' ? <HelpButton help="card" /> : null}
      {answer.state === 'loading' ? <Waiting onAgain={again} /> : null}
      {answer.state === 'refused' ? <ErrorNotice error={answer.error} onRetry={again} /> : null}
      {answer.state === 'loaded' ? <MachineFacts facts={answer.value} /> : null}
      <PiSamples targetId={target.id} />
    </div>
  );
}

function HelpButton({ help }: { help: StatusHelp | null }) {
  const text = useTexts('help');
  const [open, setOpen] = useState(false);
  if (!help) return null;
  return (
    <>
      <Button onPress={() => setOpen(true)}>{text(`title.${help}`)}</Button>
      <HelpDialog help={open ? help : null} onClose={() => setOpen(false)} />
    </>
  );
}
