import type { PrinterState, ServiceStatus } from '../../src-shared/service/panel.ts';
import type { QueueFacts } from './database/panel-queries.ts';
import { now } from './database/times.ts';
import type { Capability } from './printer/conversation.ts';
import { canPrint } from './printer/status.ts';
import type { WixState } from './wix/poller.ts';

/**
 * What the service knows about itself, in memory: `/health` and the panel's status are answered from here and never wait for
 * the SD card.
 */
export interface StatusBoard {
  status(): ServiceStatus;
  printer(state: PrinterState, capability: Capability | null): void;
  wix(state: WixState, detail: string): void;
  queue(facts: QueueFacts): void;
  /** Hears every change, after it is visible in `status()`. Answers how to stop. */
  onChange(listener: () => void): () => void;
  /** The two components as the older calls tell them. */
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

/** `onComponent` hears when the printer or the shop comes or goes. */
export function statusBoard(
  start: { release: string; printerName: string },
  onComponent: (change: ComponentChange) => void,
): StatusBoard {
  const startedAt = now();
  const listeners = new Set<() => void>();
  const components = { printer: newComponent(), internet: newComponent() };
  let printer: ServiceStatus['printer'] = {
    name: start.printerName,
    state: 'unknown',
    since: startedAt,
    acknowledgement: null,
  };
  let wix: ServiceStatus['wix'] = { state: 'unknown', since: startedAt, detail: '' };
  let facts: QueueFacts = { queue: { waiting: 0, held: 0, unknown: 0, oldestAt: null }, lastPrinted: null };

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

  return {
    components,
    status: () => ({ release: start.release, startedAt, at: now(), printer, wix, ...facts }),
    printer(state, capability) {
      if (state === printer.state && capability === printer.acknowledgement) return;
      const since = state === printer.state ? printer.since : now();
      printer = { ...printer, state, since, acknowledgement: capability };
      const able = canPrint(state) || (state === 'mute' && capability === 'A1');
      componentBecomes('printer', able ? (state === 'ready' ? 'online' : 'degraded') : 'offline', state);
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

function newComponent(): Component {
  return { status: 'unknown', lastOnline: null, offlineSince: null };
}
