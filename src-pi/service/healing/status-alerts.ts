import type { ServiceStatus } from '../../../src-shared/service/panel.ts';
import type { DatabaseClient } from '../database/client.ts';
import type { Log } from '../life/log.ts';
import type { Capability } from '../printer/conversation.ts';
import { isAble } from '../printer/status.ts';
import type { StatusBoard } from '../status-board.ts';
import type { Verdict } from './rules.ts';

/** A verdict that must stand for so long (ms) before people hear of it: a cover that is shut at once is no fault. */
export type PatientVerdict = Verdict & { readonly patience: number };

const patienceMilliseconds = {
  printer: 3000,
  busy: 60_000,
  hot: 60_000,
  paper: 3000,
  shop: 20_000,
  key: 5000,
  panel: 120_000,
  lan: 3000,
};

/** What the state of the service means. What is not known is neither good nor bad: nothing is over because data went missing. */
export function statusVerdicts({ printers, wix, queue, lan, panels = [] }: ServiceStatus): PatientVerdict[] {
  const ofPrinters = printers.flatMap(({ id, name, state, acknowledgement }): PatientVerdict[] => {
    const able = state === 'unknown' ? null : isAble(state, acknowledgement as Capability | null);
    const { busy, hot, printer, paper } = patienceMilliseconds;
    const data = { name, state, waiting: queue.waiting };
    const nearEnd = state === 'paper-near-end' ? true : state === 'ready' ? false : null;
    return [
      {
        type: 'printer_offline',
        subject: id,
        severity: 'high',
        data,
        raised: able === null ? null : !able,
        patience: state === 'busy-elsewhere' ? busy : state === 'overheated' ? hot : printer,
      },
      { type: 'paper_near_end', subject: id, severity: 'warning', data: { name }, raised: nearEnd, patience: paper },
    ];
  });
  const { shop, key, panel, lan: door } = patienceMilliseconds;
  // A PC that was closed is not in the list: switched off at night it is no fault, and nothing is said of it.
  const ofPanels = panels.map(
    ({ name, state }): PatientVerdict => ({
      type: 'panel_gone',
      subject: name,
      severity: 'warning',
      data: { name },
      raised: state === 'gone',
      patience: panel,
    }),
  );
  const online = wix.state === 'online';
  return [
    ...ofPrinters,
    ...ofPanels,
    {
      type: 'internet_offline',
      subject: '',
      severity: 'warning',
      data: { detail: wix.detail },
      raised: wix.state === 'offline' ? true : online || wix.state === 'refused' ? false : null,
      patience: shop,
    },
    {
      type: 'wix_refused',
      subject: '',
      severity: 'critical',
      data: {},
      raised: wix.state === 'refused' ? true : online ? false : null,
      patience: key,
    },
    {
      type: 'lan_access',
      subject: '',
      severity: 'warning',
      data: { state: lan?.state, port: lan?.port },
      raised: lan === undefined || lan.state === 'opening' ? null : lan.state !== 'closed' && lan.state !== 'open',
      patience: door,
    },
  ];
}

/** Raises and clears alerts as the state of printers and shop changes, without waiting for the next round of checks. */
export function startStatusAlerts(parts: {
  readonly board: Pick<StatusBoard, 'status' | 'onChange'>;
  readonly database: Pick<DatabaseClient, 'call' | 'fault'>;
  readonly log: Log;
  now(): string;
}): { stop(): void } {
  const { board, database, log } = parts;
  const badSince = new Map<string, number>();
  const told = new Map<string, boolean>();
  let timer: NodeJS.Timeout | null = null;

  const tell = (key: string, { patience: _, ...verdict }: PatientVerdict, raised: boolean) => {
    if (told.get(key) === raised || database.fault() !== null) return;
    told.set(key, raised);
    database.call('setAlert', { ...verdict, raised, at: parts.now() }).catch((error) => {
      told.delete(key);
      log.error({ error: String(error) }, 'alert not stored');
    });
  };
  const look = () => {
    const at = performance.now();
    let next = Number.POSITIVE_INFINITY;
    for (const verdict of statusVerdicts(board.status())) {
      const key = `${verdict.type}/${verdict.subject}`;
      if (verdict.raised !== true) {
        badSince.delete(key);
        if (verdict.raised === false) tell(key, verdict, false);
        continue;
      }
      const since = badSince.get(key) ?? at;
      badSince.set(key, since);
      const left = since + verdict.patience - at;
      if (left <= 0) tell(key, verdict, true);
      else next = Math.min(next, left);
    }
    if (timer) clearTimeout(timer);
    timer = Number.isFinite(next) ? setTimeout(look, next + 1) : null;
  };
  const stopListening = board.onChange(look);
  look();
  return {
    stop() {
      stopListening();
      if (timer) clearTimeout(timer);
    },
  };
}
