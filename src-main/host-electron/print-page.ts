import type { BrowserWindowConstructorOptions } from 'electron';
import type { PrintPage } from '../report/print-with-chromium.ts';

interface PrintingWindow {
  loadURL(address: string): Promise<void>;
  destroy(): void;
  readonly webContents: {
    printToPDF(options: { preferCSSPageSize: boolean; printBackground: boolean }): Promise<Uint8Array>;
  };
}

/** Milliseconds for a page that lies in memory. */
const deadlineMs = 20_000;

/** Prints in a window that nobody sees: sandboxed, without script, with a session of its own that is kept nowhere. */
export function printInHiddenWindow(open: (options: BrowserWindowConstructorOptions) => PrintingWindow): PrintPage {
  return async (html, signal) => {
    const window = open({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, javascript: false, partition: 'report' },
    });
    const end = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
    const ended = new Promise<null>((resolve) => end.addEventListener('abort', () => resolve(null), { once: true }));
    const print = async () => {
      await window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(html).toString('base64')}`);
      return window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true });
    };
    try {
      return await Promise.race([print().catch(() => null), ended]);
    } finally {
      window.destroy();
    }
  };
}
