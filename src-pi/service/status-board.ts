import type { LanDoorState } from '../../src-shared/service/lan-access.ts';
import type {
  MailState,
  PrinterState,
  ServiceStatus,
  StorageState,
  WatchingPanel,
} from '../../src-shared/service/panel.ts';
import type { QueueFacts } from './database/panel-queries.ts';
import { now } from './database/times.ts';
import type { Capability } from './printer/conversation.ts';
import { isAble, mostUrgent } from './printer/status.ts';
import type { WixState } from './wix/poller.ts';

/**
 * What the service knows about itself, in memory: `/health` and the panel's status are answered from here and never wait for
 * the SD card.
 */
export interface StatusBoard {
  status(): ServiceStatus & { readonly lan: LanDoorState };
  printer(id: string, state: PrinterState, capability: Capability | null): void;
  /** The names of the stations that each printer prints for another, in the order of the printers. */
  standIns(stations: readonly (readonly string[])[]): void;
  /** A printer has printed a ticket that is not ours. */
  foreignTicket(id: string): void;
  wix(state: WixState, detail: string): void;
  queue(facts: QueueFacts): void;
  storage(change: Partial<Omit<StorageState, 'since'>>): void;
  mail(state: MailState['state'], waiting: number): void;
  panels(panels: readonly WatchingPanel[]): void;
  /** How the door to the restaurant's network is, and which port it has or wants. */
  lan(state: LanDoorState['state'], port: number | null): void;
  /** Hears every change, after it is visible in `status()`. Answers how to stop. */
  onChange(listener: () => void): () => void;
  /** The two components as the older calls tell them; `printer` is all printers taken together. */
  readonly components: { readonly printer: Component; readonly internet: Component };
}

/** Something that is there or not. `offlineSince` is null while it is online. */
export interface Component {
  status: 'online' | 'offline' | 'degraded' | 'unknown';
  lastOnline: string | null;
  offlineSince: string | null;
}

export interface ComponentChange {
  readonly component: 'printer' | 'internet';
  readonly online: boolean;
  readonly state: string;
  readonly offlineSeconds: number | null;
}

type PrinterStatus = ServiceStatus['printers'][number];

/** `onComponent` hears when the printers or the shop come or go. */
export function statusBoard(
  start: { release: string; printers: readonly { id: string; name: string }[] },
  onComponent: (change: ComponentChange) => void,
): StatusBoard {
  const startedAt = now();
  const listeners = new Set<() => void>();
  const components = { printer: newComponent(), internet: newComponent() };
  let printers: readonly PrinterStatus[] = start.printers.map(({ id, name }) => ({
    id,
    name,
    state: 'unknown',
    since: startedAt,
    acknowledgement: null,
    standsInFor: [],
    foreignTicketAt: null,
  }));
  let wix: ServiceStatus['wix'] = { state: 'unknown', since: startedAt, detail: '' };
  let storage: StorageState = { state: 'ok', since: startedAt, detail: '', backupAt: null };
  let mail: MailState | null = null;
  let panels: readonly WatchingPanel[] = [];
  let lan: LanDoorState = { state: 'closed', port: null, since: startedAt };
  let facts: QueueFacts = {
    queue: { waiting: 0, held: 0, unknown: 0, scheduled: 0, oldestAt: null },
    lastPrinted: null,
    recovery: null,
  };

  const changed = () => {
    for (const listener of listeners) listener();
  };
  const componentBecomes = (name: 'printer' | 'internet', status: Component['status'], state: string) => {
    const component = components[name];
    const online = status !== 'offline';
    const offlineSeconds =
      online && component.offlineSince ? (Date.now() - Date.parse(component.offlineSince)) / 1000 : null;
    const wasOnline = component.status === 'unknown' ? null : component.status !== 'offline';
    component.status = status;
    if (online) {
      component.lastOnline = now();
      component.offlineSince = null;
    } else component.offlineSince ??= now();
    if (wasOnline !== online) onComponent({ component: name, online, state, offlineSeconds });
  };
  const urgent = (): PrinterStatus => {
    const found = printers[mostUrgent(printers.map(({ state }) => state))];
    if (!found) throw new Error('status board: a restaurant has a printer');
    return found;
  };

  return {
    components,
    status() {
      const { name, state, since, acknowledgement } = urgent();
      const printer = { name, state, since, acknowledgement };
      const machine = { storage, lan, ...(mail ? { mail } : {}), panels: [...panels] };
      return {
        release: start.release,
        startedAt,
        at: now(),
        printer,
        printers: [...printers],
        wix,
        ...facts,
        ...machine,
      };
    },
    printer(id, state, capability) {
      const before = printers.find((printer) => printer.id === id);
      if (!before || (state === before.state && capability === before.acknowledgement)) return;
      const since = state === before.state ? before.since : now();
      const after = { ...before, state, since, acknowledgement: capability };
      printers = printers.map((printer) => (printer === before ? after : printer));
      componentBecomes('printer', together(printers), urgent().state);
      changed();
    },
    standIns(stations) {
      printers = printers.map((printer, index) => ({ ...printer, standsInFor: [...(stations[index] ?? [])] }));
      changed();
    },
    foreignTicket(id) {
      printers = printers.map((printer) => (printer.id === id ? { ...printer, foreignTicketAt: now() } : printer));
      changed();
    },
    wix(state, detail) {
      if (state === wix.state && detail === wix.detail) {
        if (state === 'online') components.internet.lastOnline = now();
        return;
      }
      wix = { state, since: state === wix.state ? wix.since : now(), detail };
      // A shop that refuses us is reachable: the internet is there, the key is not.
      componentBecomes('internet', state === 'online' ? 'online' : state === 'refused' ? 'degraded' : 'offline', state);
      changed();
    },
    storage(change) {
      const next = { ...storage, ...change };
      if (next.state === storage.state && next.detail === storage.detail && next.backupAt === storage.backupAt) return;
      storage = { ...next, since: next.state === storage.state ? storage.since : now() };
      changed();
    },
    panels(now) {
      panels = now;
      changed();
    },
    mail(state, waiting) {
      if (mail?.state === state && mail.waiting === waiting) return;
      mail = { state, waiting, since: mail?.state === state ? mail.since : now() };
      changed();
    },
    lan(state, port) {
      if (lan.state === state && lan.port === port) return;
      lan = { state, port, since: now() };
      changed();
    },
    queue(next) {
      facts = next;
      changed();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** One printer that cannot print is some people's tickets that do not come: the whole is then offline, as with one printer. */
function together(printers: readonly PrinterStatus[]): Component['status'] {
  const asked = printers.filter(({ state }) => state !== 'unknown');
  if (asked.some(({ state, acknowledgement }) => !isAble(state, acknowledgement as Capability | null)))
    return 'offline';
  return asked.every(({ state }) => state === 'ready') ? 'online' : 'degraded';
}

function newComponent(): Component {
  return { status: 'unknown', lastOnline: null, offlineSince: null };
}
