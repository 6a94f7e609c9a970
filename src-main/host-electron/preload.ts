import { contextBridge, ipcRenderer } from 'electron';
import type { PreloadBridge } from '../../src-shared/contract/preload-transport.ts';
import { bridgeChannel } from './bridge-channel.ts';

let hear: ((text: string) => void) | undefined;
ipcRenderer.on(bridgeChannel, (_event, text: unknown) => {
  if (typeof text === 'string') hear?.(text);
});

const bridge: PreloadBridge = {
  send: (text) => ipcRenderer.send(bridgeChannel, String(text)),
  listen: (listener) => {
    hear = listener;
  },
};
contextBridge.exposeInMainWorld('bonwart', bridge);
