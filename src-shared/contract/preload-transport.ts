import type { Bridge } from './bridge.ts';
import { createContractClient } from './client.ts';

/** What the preload script puts into the page as `window.bonwart`: texts in, texts out, nothing else. */
export interface PreloadBridge {
  send(text: string): void;
  /** One listener; a later one takes the place of the one before. */
  listen(listener: (text: string) => void): void;
}

/** The contract over the preload bridge. It is always connected: without a main process there is no window. */
export function createPreloadTransport(
  preload: PreloadBridge,
  after: (milliseconds: number, run: () => void) => () => void,
): Bridge {
  const client = createContractClient({ send: (message) => preload.send(JSON.stringify(message)), after });
  preload.listen((text) => client.receive(parse(text)));
  client.connected();
  return client.bridge;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
