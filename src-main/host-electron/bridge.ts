import { refuse } from '../../src-shared/contract/errors.ts';
import { largestWindowMessage } from '../../src-shared/contract/messages.ts';
import type { Dispatcher, WindowConnection } from '../contract/dispatcher.ts';
import { bridgeChannel } from './bridge-channel.ts';
import { isOwnPage } from './own-page.ts';

/** The part of Electron's `WebContents` that is used. */
export interface BridgedContents {
  readonly id: number;
  readonly mainFrame: { readonly url: string };
  isDestroyed(): boolean;
  send(channel: string, text: string): void;
  on(
    event: 'did-start-navigation',
    listener: (details: { readonly isMainFrame: boolean; readonly isSameDocument: boolean }) => void,
  ): unknown;
  on(event: 'render-process-gone' | 'destroyed', listener: () => void): unknown;
}

export interface BridgeEvent {
  readonly sender: Pick<BridgedContents, 'id' | 'isDestroyed' | 'send'>;
  readonly senderFrame: { readonly url: string } | null;
}

export interface IpcMainLike {
  on(channel: string, listener: (event: BridgeEvent, text: unknown) => void): unknown;
}

/**
 * Speaks the contract with the one window that is allowed to: its contents by number, its main frame, on our own page.
 * Anyone else is refused with an error. A reload closes what the page before it had open.
 */
export function createBridge(ipc: IpcMainLike, dispatcher: Dispatcher) {
  let trusted: BridgedContents | undefined;
  let connection: WindowConnection | undefined;

  const forget = () => {
    connection?.close();
    connection = undefined;
  };

  ipc.on(bridgeChannel, (event, text) => {
    const contents = trusted;
    if (!contents || !isTrusted(event, contents)) return refuseSender(event, text);
    if (typeof text !== 'string' || text.length > largestWindowMessage) return;
    connection ??= dispatcher.connect((answer) => {
      if (!contents.isDestroyed()) contents.send(bridgeChannel, answer);
    });
    connection.receive(text);
  });

  return {
    /** From now on these are the contents of the window. */
    trust: (contents: BridgedContents) => {
      forget();
      trusted = contents;
      contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
        if (isMainFrame && !isSameDocument) forget();
      });
      contents.on('render-process-gone', forget);
      contents.on('destroyed', () => {
        if (trusted !== contents) return;
        forget();
        trusted = undefined;
      });
    },
    close: forget,
  };
}

function isTrusted(event: BridgeEvent, trusted: BridgedContents): boolean {
  return (
    event.sender.id === trusted.id &&
    event.senderFrame !== null &&
    event.senderFrame === trusted.mainFrame &&
    isOwnPage(event.senderFrame.url)
  );
}

/** A typed answer even for a stranger, if it asked something that has a number. */
function refuseSender(event: BridgeEvent, text: unknown): void {
  if (typeof text !== 'string' || text.length > 10_000 || event.sender.isDestroyed()) return;
  const id = Number(/"id":(-?\d{1,9})\b/.exec(text)?.[1]);
  if (!Number.isInteger(id)) return;
  const kind = /"kind":"open"/.test(text) ? 'end' : 'refusal';
  const { error } = refuse('contract.not-allowed', {}, { retry: 'never' });
  event.sender.send(bridgeChannel, JSON.stringify({ kind, id, error }));
}
